"""How wordings, ticks, moments and dates are said: `{% load anlauf %}`."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.template import Context, Engine
from django.utils import timezone
from django.utils.dateformat import format as spell
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from anlauf.core import text
from anlauf.engine import grid

register = template.Library()

# Django's own English forms are American.
_DAY = {"de": "j. F Y", "en": "j F Y", "ar": "j F Y"}
_LONG_DAY = {"de": "l, j. F Y", "en": "l, j F Y", "ar": "l، j F Y"}
_SHORT_DAY = {"de": "D j. M", "en": "D j M", "ar": "l j F"}
_MONTH_DAY = {"de": "j. M", "en": "j M"}
_DAY_MONTH = {"de": "j.n.", "en": "j M"}


@lru_cache(maxsize=4096)
def _spelt(day: date, pattern: str, _spoken: str) -> str:
    """The date in the language of the page, whose name is part of the question."""
    return spell(day, pattern)


def _said(day: date, patterns: Mapping[str, str], otherwise: str) -> str:
    spoken = _language()
    return _spelt(day, patterns.get(spoken, otherwise), spoken)


def _language() -> str:
    return (get_language() or "de").split("-", maxsplit=1)[0]


@register.filter
def say(wording: Mapping[str, str]) -> str:
    """The wording in the language of the page."""
    return text.say(wording, _language())


@register.filter
def clock(tick: int) -> str:
    """The tick as the clock on the wall shows it, `08:15`."""
    return grid.clock_text(tick)


@register.filter
def local_time(instant: datetime) -> str:
    """The moment as the city's clocks show it, `08:15`."""
    return spell(instant.astimezone(timezone.get_current_timezone()), "H:i")


@register.filter
def local_date(instant: datetime) -> date:
    """The date the moment belongs to in the city."""
    return instant.astimezone(timezone.get_current_timezone()).date()


@register.filter
def plain_date(day: date) -> str:
    """`23 November 2026`."""
    return _said(day, _DAY, "Y-m-d")


@register.filter
def long_date(day: date) -> str:
    """`Monday, 23 November 2026`."""
    return _said(day, _LONG_DAY, "l, Y-m-d")


@register.filter
def short_date(day: date) -> str:
    """`Mon 23 Nov`."""
    return _said(day, _SHORT_DAY, "Y-m-d")


@register.filter
def month_day(day: date) -> str:
    """`23 Nov`."""
    return _said(day, _MONTH_DAY, "m-d")


@register.filter
def day_month(day: date) -> str:
    """`23.11.` or `23 Nov`: as short as it gets."""
    return _said(day, _DAY_MONTH, "m-d")


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: str = "") -> SafeString:
    """One of the design system's icons, for the eye only."""
    drawn = Engine.get_default().get_template("components/icon.html")
    return drawn.render(Context({"name": name, "size": size}))
