"""What a city's files say about cases, written into its rows."""
