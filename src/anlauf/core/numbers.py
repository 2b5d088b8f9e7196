"""The number a letter bears outside the house, by which a repeat or a bounce is known."""

import re

from django.conf import settings

from anlauf.core import keys
from anlauf.core.models import Letter

_NUMBER = re.compile(r"<letter-(?P<number>[0-9]{1,18})-(?P<mark>[0-9a-f]{16})@")


def sending_key(letter: Letter) -> str:
    """The letter's number with a mark that only this city can compute; the same at every try."""
    return f"letter-{letter.pk}-{_mark(letter)}"


def message_number(letter: Letter) -> str:
    """The letter's key as the number of a mail."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return f"<{sending_key(letter)}@{domain}>"


def letters_named(text: str) -> list[Letter]:
    """The letters whose mail numbers stand in a text; numbers that somebody made up name none."""
    marks = {int(found["number"]): found["mark"] for found in _NUMBER.finditer(text)}
    letters = Letter.objects.filter(pk__in=marks).order_by("pk")
    return [letter for letter in letters if _mark(letter) == marks[letter.pk]]


def _mark(letter: Letter) -> str:
    return keys.blinded("letter", f"{letter.pk}:{letter.written_at.isoformat()}")[:16]
