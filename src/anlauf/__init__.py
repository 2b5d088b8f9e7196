"""Anlauf runs a city's network of citizen service centres."""
