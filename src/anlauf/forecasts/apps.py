"""Registers the app with Django."""

from django.apps import AppConfig


class Forecasts(AppConfig):
    """What will come; knows nothing of who works then."""

    name = "anlauf.forecasts"
    label = "forecasts"
    default_auto_field = "django.db.models.BigAutoField"
