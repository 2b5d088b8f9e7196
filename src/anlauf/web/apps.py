"""Registers the app with Django."""

from django.apps import AppConfig


class Web(AppConfig):
    """The faces people see: citizen, counter, planning, display."""

    name = "anlauf.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
