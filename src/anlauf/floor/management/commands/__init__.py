"""Commands of booking for the command line."""
