"""What stands in a cell as a number of its unit, or why it cannot be one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from anlauf.engine.figures import MINIMUM
from anlauf.evaluation.definitions import Unit

_NUMBER = re.compile(r"^\d+([.,]\d+)?$")
_WHOLE = frozenset({Unit.PEOPLE, Unit.CLOSED})
_MOST: Mapping[Unit, int] = {
    Unit.DAYS: 1000,
    Unit.MINUTES: 1440,
    Unit.SHARE: 100,
    Unit.PEOPLE: 1_000_000,
    Unit.HOURS: 100_000,
    Unit.CLOSED: 31,
    Unit.POSTS: 10_000,
}


@dataclass(frozen=True)
class Wrong:
    """Why a cell cannot be read, and what to do."""

    sentence: str
    hint: str = ""


def number(said: str, unit: Unit) -> float | Wrong:
    """The value; shares are written in per cent and kept from 0 to 1."""
    if not _NUMBER.match(said):
        return Wrong(
            _("“%(value)s” is no number.") % {"value": said},
            _("Write it without signs and without points between thousands, like 12,5."),
        )
    value = float(said.replace(",", "."))
    if value > _MOST[unit]:
        hint = _("Shares are per cent, from 0 to 100.") if unit == Unit.SHARE else ""
        bounds = {"value": said, "most": _MOST[unit]}
        return Wrong(_("%(value)s is more than %(most)s.") % bounds, hint)
    if unit in _WHOLE and value != int(value):
        sentence = _("%(value)s is no whole number.") % {"value": said}
        return Wrong(sentence, _("Write thousands without points."))
    if unit == Unit.PEOPLE and 0 < value < MINIMUM:
        sentence = _("Fewer than %(least)s people are told of nowhere.") % {"least": MINIMUM}
        return Wrong(sentence, _("Leave the cell empty."))
    return value / 100 if unit == Unit.SHARE else value
