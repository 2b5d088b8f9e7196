"""Commands of cases for the command line."""
