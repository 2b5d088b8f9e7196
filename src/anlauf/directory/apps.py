"""Registers the app with Django."""

from django.apps import AppConfig


class Directory(AppConfig):
    """The city as it is: places, offices, services, skills, desks, hours."""

    name = "anlauf.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
