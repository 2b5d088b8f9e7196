"""Matters that outlive a visit; knows nothing of how people arrive."""
