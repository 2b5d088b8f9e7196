"""A team's day on paper: one sheet that needs no network, with the time at which it was made."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlauf.core.documents import Column, Document, Section, Table, pdf
from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.engine.grid import clock_text
from anlauf.staffing.queries import Tour
from anlauf.web.templatetags.anlauf import local_time, long_date, plain_date

if TYPE_CHECKING:
    from anlauf.web.planning.tours_sheet import Booked, Visit

BOX = "□"
BESIDE = 2  # so many of those who booked stand beside each other


def paper(row: Tour, visits: "Sequence[Visit]", *, at: datetime) -> bytes:
    """The sheet; everything on it was true when it was made, which it says."""
    language = get_language() or "de"
    made = {"time": local_time(at), "day": plain_date(at.astimezone(directory.zone()).date())}
    return pdf(
        Document(
            title=f"{row.team.name}, {long_date(row.date)}",
            subtitle=_("As of %(time)s on %(day)s. Whoever booked later is not on it.") % made,
            author=say(directory.city().name, language),
            language=language,
            made=at,
            sections=[_way(row, visits), *_places(visits), *_kit(row)],
        )
    )


def _way(row: Tour, visits: "Sequence[Visit]") -> Section:
    titles = (_("Place"), _("Leave at"), _("There, set up"), _("Open"), _("Packed by"))
    rows = [
        (
            visit.office.short,
            clock_text(visit.leave),
            clock_text(visit.arrive),
            str(visit.halt.doors),
            clock_text(visit.packed),
        )
        for visit in visits
    ]
    facts = [_("Sets off from: %(place)s") % {"place": row.team.home.short}]
    if row.team.vehicle:
        facts.append(_("Vehicle: %(vehicle)s") % {"vehicle": row.team.vehicle})
    columns = [Column(title) for title in titles]
    return Section(_("The way"), [", ".join(facts)], Table(_("The way"), columns, rows))


def _places(visits: "Sequence[Visit]") -> Iterator[Section]:
    for visit in visits:
        place = visit.office.place
        words = [f"{place.street}, {place.postal_code} {place.town}"]
        if visit.halt.room:
            words[0] += f" · {visit.halt.room}"
        if visit.booked is None or not visit.booked:
            if visit.booked is not None:
                words.append(_("Nobody has booked yet."))
            yield Section(visit.office.short, words)
            continue
        yield Section(visit.office.short, words, _booked(visit.booked))


def _booked(booked: "Sequence[Booked]") -> Table:
    """Those who come, in columns beside each other, read downwards."""
    half = -(-len(booked) // BESIDE)
    columns = [Column(title) for title in (_("Time"), _("Number"), _("Service"))] * BESIDE
    rows = [
        [cell for one in both for cell in _cells(one)]
        for both in zip_longest(booked[:half], booked[half:])
    ]
    return Table(_("Who has booked"), columns, rows)


def _cells(one: "Booked | None") -> tuple[str, str, str]:
    return (clock_text(one.start), one.code, one.services) if one else ("", "", "")


def _kit(row: Tour) -> Iterator[Section]:
    """What is taken along, to be ticked off."""
    if row.team.kit:
        boxes = "   ".join(f"{BOX} {thing}" for thing in row.team.kit)
        yield Section(_("To take along"), [boxes])
