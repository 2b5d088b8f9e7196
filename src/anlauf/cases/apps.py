"""Registers the app with Django."""

from django.apps import AppConfig


class Cases(AppConfig):
    """Matters that outlive a visit; knows nothing of how people arrive."""

    name = "anlauf.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
