"""Figures read from everything below; owns nothing operational."""
