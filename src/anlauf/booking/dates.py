"""How a refusal says a date."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def spelled(day: date) -> str:
    """`7 December 2026`, in the language of the moment."""
    # Translators: a date, in the letters of Django's date formats
    return date_format(day, _("j F Y"))
