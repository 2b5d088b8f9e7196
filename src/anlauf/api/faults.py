"""What is wrong with a field, in words of the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NUMBER = _("This is not a whole number.")
_DATE = _("This is not a date. Maybe like 2026-11-23?")
_KEY = _("This is not a UUID.")
_TEXT = _("This is not text.")
_YES_OR_NO = _("This is neither true nor false.")
_LIST = _("This is not a list.")

# By the kinds of fault that the validating library names.
_WORDS: Mapping[str, Promise] = {
    "missing": _("This is missing."),
    "string_pattern_mismatch": _("This does not have the form %(pattern)s."),
    "string_too_short": _("This needs at least %(min_length)s characters."),
    "string_too_long": _("This may have at most %(max_length)s characters."),
    "too_short": _("This needs at least %(min_length)s entries."),
    "too_long": _("This may have at most %(max_length)s entries."),
    "greater_than_equal": _("This must be %(ge)s or more."),
    "less_than_equal": _("This must be %(le)s or less."),
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "date_parsing": _DATE,
    "date_type": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "uuid_parsing": _KEY,
    "uuid_type": _KEY,
    "string_type": _TEXT,
    "bool_parsing": _YES_OR_NO,
    "bool_type": _YES_OR_NO,
    "list_type": _LIST,
    "enum": _("This is not one of %(expected)s."),
    "literal_error": _("This is not one of %(expected)s."),
}


def said(fault: Mapping[str, Any]) -> str:
    """One fault of a request; a kind we have no words for keeps the library's."""
    words = _WORDS.get(fault["type"])
    return str(fault["msg"]) if words is None else str(words) % fault.get("ctx", {})
