"""Registers the app with Django."""

from django.apps import AppConfig


class Surveys(AppConfig):
    """What people say after their visit."""

    name = "anlauf.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"
