"""Registers the app with Django."""

from django.apps import AppConfig


class Booking(AppConfig):
    """Office-days, supply and appointments; knows nothing of rosters or tickets."""

    name = "anlauf.booking"
    label = "booking"
    default_auto_field = "django.db.models.BigAutoField"
