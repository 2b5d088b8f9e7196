"""What a city's files say about booking, written into its rows."""
