"""Finds the words of a letter when it leaves or is looked at.

What a letter is about names the app that knows its words; the settings name that app's writer, so
that nothing down here has to know who writes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.utils.module_loading import import_string

from anlauf.core.attachments import Attachment
from anlauf.core.models import Letter


class NotWritten(Exception):
    """The words could not be found; another try may succeed."""


@dataclass(frozen=True)
class Words:
    """What a letter says."""

    subject: str
    body: str
    calendar: str = ""
    attachments: tuple[Attachment, ...] = ()


Writer = Callable[[Letter], Words]

# What a template, a row or a fact that does not fit makes a writer raise. One letter that cannot
# be written shall hold up no other; trouble with the database concerns all of them and rises.
_MISFITS = (
    *(ObjectDoesNotExist, TemplateDoesNotExist, TemplateSyntaxError, ImportError),
    *(LookupError, ValueError, TypeError, AttributeError),
)


def worded(letter: Letter) -> Letter:
    """The letter with its words, which are not stored by this: those it left with, or today's."""
    if not letter.body:
        words = _written(letter)
        letter.subject, letter.body = _plain(words.subject), _plain(words.body)
        letter.calendar = _plain(words.calendar)
        letter.attachments = words.attachments
    return letter


def _plain(text: str) -> str:
    """The text without a template's mark that it is safe, which it is in a mail but in no page."""
    return str.__str__(text)


def _written(letter: Letter) -> Words:
    app = letter.thing.partition(".")[0]
    try:
        return _writer(settings.LETTER_WRITERS[app])(letter)
    except _MISFITS as misfit:
        raise NotWritten(f"{type(misfit).__name__}: {misfit}") from misfit


@lru_cache
def _writer(path: str) -> Writer:
    writer: Writer = import_string(path)
    return writer
