"""Verbs of the outbox: one file per family."""
