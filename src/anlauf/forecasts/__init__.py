"""What will come: people counted, forecasts made of them, and how well these held."""
