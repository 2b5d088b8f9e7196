"""How early, late and Saturday duties are spread over people, without saying whose they are.

An office with few people says nothing: colleagues would know who is meant. Only whoever looks at
themselves sees one person's figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import quantiles

from django.utils.translation import gettext_lazy as _

from anlauf.directory.models import Office
from anlauf.staffing.models import Employee
from anlauf.staffing.queries.fairness import QUARTER, Share, duties_shared
from anlauf.staffing.states import RosterState

FEWEST = 5
"""Of fewer people nothing is said."""
KINDS = {
    "early": _("Early duties"),
    "late": _("Late duties"),
    "saturdays": _("Saturday duties"),
}


@dataclass(frozen=True)
class Spread:
    """Half of all people have from `low` to `high` duties of a kind, the middle one `middle`."""

    kind: str
    low: float
    middle: float
    high: float

    @property
    def label(self) -> str:
        """The kind of duty in words."""
        return str(KINDS[self.kind])


@dataclass(frozen=True)
class OfficeSpread:
    """An office with so many people; no spreads where they are too few."""

    office: Office
    people: int | None
    spreads: tuple[Spread, ...]


@dataclass(frozen=True)
class Mine:
    """Somebody's own count beside the middle of their office."""

    label: str
    mine: int
    middle: float | None


def spreads(shares: Iterable[Share]) -> tuple[Spread, ...]:
    """The spread of each kind of duty; nothing where people are too few."""
    known = list(shares)
    if len(known) < FEWEST:
        return ()
    return tuple(_spread(kind, [getattr(one, kind) for one in known]) for kind in KINDS)


def spread_by_office(
    offices: Iterable[Office], first: date, last: date
) -> tuple[tuple[Spread, ...], list[OfficeSpread]]:
    """The spread over the whole city and at each office where somebody belongs."""
    rows = {office.pk: office for office in offices}
    shares = duties_shared(rows, first, last)
    by_home: dict[str, list[Share]] = {}
    for share in shares:
        by_home.setdefault(share.office, []).append(share)
    found = [
        OfficeSpread(office, _shown(people), spreads(people))
        for office in rows.values()
        if (people := by_home.get(office.short))
    ]
    return spreads(shares), found


def own_share(person: Employee, today: date) -> list[Mine]:
    """Somebody's own duties in a quarter beside the middle of their office."""
    since = today - QUARTER + timedelta(days=1)
    homes = duties_shared([person.home_id], since, today)
    elsewhere = published_offices(person, since, today)
    everywhere = duties_shared(elsewhere, since, today) if elsewhere else []
    mine = next((one for one in everywhere if one.number == person.number), None)
    middles = {one.kind: one.middle for one in spreads(homes)}
    return [
        Mine(str(label), getattr(mine, kind, 0), middles.get(kind)) for kind, label in KINDS.items()
    ]


def published_offices(person: Employee, first: date, last: date) -> list[int]:
    """Where somebody had duties in a time."""
    duties = person.duties.filter(
        roster__state=RosterState.PUBLISHED, date__gte=first, date__lte=last
    )
    return sorted(set(duties.values_list("office", flat=True)))


def _spread(kind: str, counts: list[int]) -> Spread:
    low, middle, high = quantiles(counts, n=4, method="inclusive")
    return Spread(kind, low, middle, high)


def _shown(people: list[Share]) -> int | None:
    return len(people) if len(people) >= FEWEST else None
