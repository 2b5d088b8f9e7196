"""Registers the app with Django."""

from django.apps import AppConfig


class Evaluation(AppConfig):
    """Figures read from everything below; owns nothing operational."""

    name = "anlauf.evaluation"
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"
