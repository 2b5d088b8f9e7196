"""Commands of staffing for the command line."""
