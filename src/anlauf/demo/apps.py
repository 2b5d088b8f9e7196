"""Registers the app with Django."""

from django.apps import AppConfig


class Demo(AppConfig):
    """A city to try: Hamburg from published facts, with simulated people."""

    name = "anlauf.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
