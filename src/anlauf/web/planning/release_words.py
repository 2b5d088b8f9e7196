"""A rule of release in words people use: who they are, and when something opens to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anlauf.booking.states import Share
from anlauf.engine.grid import clock_text
from anlauf.engine.release import Opening, Tranche

PEOPLE: dict[str, Promise] = {
    Share.ONLINE: gettext_lazy("Everybody online"),
    Share.INTERNAL: gettext_lazy("Staff, for others"),
    Share.URGENT: gettext_lazy("Urgent matters"),
    Share.INVITATION: gettext_lazy("Invited people"),
    Share.SAME_DAY: gettext_lazy("Programs, for the same day"),
    Share.WALK_IN: gettext_lazy("Without appointment"),
}
"""Whom each share is for, in the order in which pictures and tables show them."""


@dataclass(frozen=True)
class Part:
    """One part of a rule: so many percent, for whom first, and who gets what is left."""

    number: int
    percent: int
    first: str
    then: tuple[str, ...]


def parts(tranches: Sequence[Tranche]) -> list[Part]:
    """Every part of a rule in words."""
    return [_part(number, each) for number, each in enumerate(tranches, start=1)]


def opening(said: Opening) -> str:
    """To whom, from when on."""
    who = PEOPLE[said.share]
    if said.minutes_before is not None:
        return ngettext(
            "%(who)s, from %(minutes)s minute before",
            "%(who)s, from %(minutes)s minutes before",
            said.minutes_before,
        ) % {"who": who, "minutes": said.minutes_before}
    words = {"who": who, "days": said.days_before, "time": clock_text(said.tick)}
    if not said.days_before:
        return (
            _("%(who)s, on the day itself from %(time)s")
            if said.tick
            else _("%(who)s, on the day itself")
        ) % words
    return (_days_at(said.days_before) if said.tick else _days(said.days_before)) % words


def _days_at(days: int) -> str:
    return ngettext(
        "%(who)s, from %(days)s day before at %(time)s",
        "%(who)s, from %(days)s days before at %(time)s",
        days,
    )


def _days(days: int) -> str:
    return ngettext("%(who)s, from %(days)s day before", "%(who)s, from %(days)s days before", days)


def _part(number: int, tranche: Tranche) -> Part:
    said = [opening(each) for each in tranche.openings]
    return Part(number, tranche.percent, said[0] if said else "", tuple(said[1:]))
