"""A team's day on paper: one sheet that needs no network, with the time at which it was made."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlauf.core.documents import Document, Section, pdf
from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.engine.grid import TICK_MINUTES, clock_text
from anlauf.staffing.queries import Tour
from anlauf.web.templatetags.anlauf import local_time, long_date, plain_date

if TYPE_CHECKING:
    from anlauf.web.planning.tours_sheet import Booked, Visit

BOX = "□"
JOINED = "\N{NO-BREAK SPACE}"
HOUR = 60 // TICK_MINUTES


def paper(row: Tour, visits: "Sequence[Visit]", *, at: datetime) -> bytes:
    """The sheet; everything on it was true when it was made, which it says."""
    language = get_language() or "de"
    return pdf(
        Document(
            title=f"{row.team.name}, {long_date(row.date)}",
            subtitle=f"{_start(row)}. {_as_of(at)}",
            author=say(directory.city().name, language),
            language=language,
            made=at,
            sections=[*_kit(row), *map(_place, visits)],
        )
    )


def _as_of(at: datetime) -> str:
    """At what time all this was true."""
    made = {"time": local_time(at), "day": plain_date(at.astimezone(directory.zone()).date())}
    return _("As of %(time)s on %(day)s. Whoever booked later is not on it.") % made


def _start(row: Tour) -> str:
    """Where the vehicle stands, and which it is."""
    facts = [_("Sets off from: %(place)s") % {"place": row.team.home.short}]
    if row.team.vehicle:
        facts.append(_("Vehicle: %(vehicle)s") % {"vehicle": row.team.vehicle})
    return ", ".join(facts)


def _place(visit: "Visit") -> Section:
    """One place: when to leave and to be there, the address, and who has booked."""
    place = visit.office.place
    times = (
        (_("Leave at"), clock_text(visit.leave)),
        (_("There, set up"), clock_text(visit.arrive)),
        (_("Packed by"), clock_text(visit.packed)),
    )
    address = f"{place.street}, {place.postal_code} {place.town}"
    words = [
        " · ".join(f"{name}: {clock}" for name, clock in times),
        f"{address} · {visit.halt.room}" if visit.halt.room else address,
    ]
    if visit.booked == ():
        words.append(_("Nobody has booked yet."))
    return Section(f"{visit.office.short}, {visit.halt.doors}", [*words, *_booked(visit.booked)])


def _booked(booked: "Sequence[Booked] | None") -> Iterator[str]:
    """Those who come, each with a box to tick, a paragraph for every hour: so they fit a page."""
    for _hour, those in groupby(booked or (), key=lambda one: one.start // HOUR):
        yield "   ".join(
            f"{BOX}{JOINED}{clock_text(one.start)}{JOINED}{one.code} {one.services}"
            for one in those
        )


def _kit(row: Tour) -> Iterator[Section]:
    """What is taken along, to be ticked off."""
    if row.team.kit:
        boxes = "   ".join(f"{BOX} {thing}" for thing in row.team.kit)
        yield Section(_("To take along"), [boxes])
