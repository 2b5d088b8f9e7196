"""Registers the app with Django."""

from django.apps import AppConfig


class Floor(AppConfig):
    """The day in the building: visits, tickets, desks, and who is called next."""

    name = "anlauf.floor"
    label = "floor"
    default_auto_field = "django.db.models.BigAutoField"
