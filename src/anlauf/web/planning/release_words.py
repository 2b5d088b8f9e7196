"""A rule of release in words people use: who they are, and when something opens to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anlauf.booking.states import Share
from anlauf.engine.grid import clock_text
from anlauf.engine.release import Opening, Tranche

PEOPLE: dict[str, Promise] = {
    Share.ONLINE: gettext_lazy("Everybody online"),
    Share.INTERNAL: gettext_lazy("Staff for others"),
    Share.URGENT: gettext_lazy("Urgent matters"),
    Share.INVITATION: gettext_lazy("Invited people"),
    Share.WALK_IN: gettext_lazy("Without appointment"),
}
"""Whom each share is for, in the order in which pictures and tables show them."""


@dataclass(frozen=True)
class Line:
    """From a moment on a part is open to these people."""

    people: str
    moment: str


@dataclass(frozen=True)
class Part:
    """One part of a rule: so many percent, for whom first, and who gets what is left."""

    number: int
    percent: int
    first: Line
    then: tuple[Line, ...]


def parts(tranches: Sequence[Tranche]) -> list[Part]:
    """Every part of a rule in words."""
    return [_part(number, each) for number, each in enumerate(tranches, start=1)]


def moment(said: Opening) -> str:
    """From when on something is open."""
    if said.minutes_before is not None:
        return ngettext(
            "from %(minutes)s minute before", "from %(minutes)s minutes before", said.minutes_before
        ) % {"minutes": said.minutes_before}
    days, time = said.days_before or 0, clock_text(said.tick)
    if not days:
        whole_day, part_of_it = _("on the day itself"), _("on the day itself from %(time)s")
        return part_of_it % {"time": time} if said.tick else whole_day
    if not said.tick:
        words = ngettext("from %(days)s day before", "from %(days)s days before", days)
        return words % {"days": days}
    return ngettext(
        "from %(days)s day before at %(time)s", "from %(days)s days before at %(time)s", days
    ) % {"days": days, "time": time}


def _part(number: int, tranche: Tranche) -> Part:
    """The part's lines; people to whom it opens at the same moment share one."""
    grouped = groupby(tranche.openings, key=lambda opening: replace(opening, share=""))
    lines = [
        Line(" · ".join(str(PEOPLE[each.share]) for each in group), moment(when))
        for when, group in grouped
    ]
    return Part(number, tranche.percent, lines[0], tuple(lines[1:]))
