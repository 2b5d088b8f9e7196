"""Registers the app with Django."""

from django.apps import AppConfig


class Api(AppConfig):
    """The REST interface for other programs."""

    name = "anlauf.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
