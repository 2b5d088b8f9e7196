"""Sheets on their way in: read, and found right or wrong, line by line."""
