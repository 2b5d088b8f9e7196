"""Registers the app with Django."""

from django.apps import AppConfig


class Core(AppConfig):
    """What every app stands on: journal, outbox, clock, locking, refusal, text."""

    name = "anlauf.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
