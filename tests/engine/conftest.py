"""Limits for the engine's property tests, so that the whole folder stays quick."""

from hypothesis import settings

settings.register_profile("engine", max_examples=60, deadline=None)
settings.load_profile("engine")
