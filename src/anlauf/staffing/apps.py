"""Registers the app with Django."""

from django.apps import AppConfig


class Staffing(AppConfig):
    """Who is expected at work; publishes supply into booking."""

    name = "anlauf.staffing"
    label = "staffing"
    default_auto_field = "django.db.models.BigAutoField"
