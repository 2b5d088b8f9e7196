"""Registers the app with Django."""

from django.apps import AppConfig


class People(AppConfig):
    """Staff, their roles, and what each role may do where."""

    name = "anlauf.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
