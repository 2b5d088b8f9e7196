"""What an office can promise on each date: from its opening hours, its staff and its desks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from anlauf.booking import queries as booking
from anlauf.booking.values import Supply
from anlauf.directory import queries as directory
from anlauf.directory.models import Desk, Office
from anlauf.directory.snapshots import Hours
from anlauf.engine.capacity import level, staffed
from anlauf.engine.grid import Span, local, missing
from anlauf.engine.opening import without
from anlauf.staffing import snapshots
from anlauf.staffing.models import Roster, StaffPattern
from anlauf.staffing.queries import planned as plans
from anlauf.staffing.queries.opened import Coming, by_date, comings
from anlauf.staffing.queries.tours import offices_on_tour


@dataclass(frozen=True)
class State:
    """All that decides about the supply of an office."""

    hours: Hours
    patterns: tuple[snapshots.Pattern, ...]
    desks: int
    office: int
    holding: Sequence[Roster] | None = None  # the rosters; None stands for those published
    coming: Mapping[date, Sequence[Coming]] | None = None  # the teams; None for those published


def today(at: datetime) -> date:
    """The date on the city's calendars at this moment."""
    return local(at, directory.zone())[0]


def staffed_offices(since: date) -> list[int]:
    """The offices where somebody is expected to work, or was when their pages were written."""
    expected = StaffPattern.objects.values_list("office", flat=True).distinct()
    planned = plans.planned_offices(since)
    toured = offices_on_tour(since)
    return sorted({*expected, *planned, *toured, *booking.offices_with_supply(since)})


def patterns_by_office() -> dict[int, tuple[snapshots.Pattern, ...]]:
    """The patterns of every office that has staff, by the office's number."""
    rows = StaffPattern.objects.prefetch_related("skills").order_by("office", "pk")
    by_office = groupby(rows, key=lambda row: row.office_id)
    return {office: snapshots.patterns(group) for office, group in by_office}


def state_of(office: int) -> State:
    """The office as its rows say it is."""
    row = Office.objects.get(pk=office)
    rows = StaffPattern.objects.filter(office=office).prefetch_related("skills").order_by("pk")
    return State(
        directory.hours_of([row])[office],
        snapshots.patterns(rows),
        Desk.objects.filter(office=office, active=True).count(),
        office,
    )


def supply_between(office: int, since: date, until: date) -> Iterator[tuple[date, Supply]]:
    """What an office can promise on each date, as things are."""
    return supply_in(state_of(office), since, until)


def supply_in(state: State, since: date, until: date) -> Iterator[tuple[date, Supply]]:
    """What an office in this state could promise on each date.

    Whom a published roster names for the office comes first, then the team that comes on tour.
    """
    holding = state.holding
    if holding is None:
        holding = plans.published_rosters(state.office, until)
    planned = plans.rostered(state.office, since, until, holding)
    coming = state.coming
    if coming is None:
        coming = by_date(comings([state.office], since, until))
    holidays = frozenset(directory.holidays_between(since, until))
    for number in range((until - since).days + 1):
        on = since + timedelta(days=number)
        spans = _on_the_wall(state.hours.on(on, holidays).spans, on)
        if on in coming and not planned.get(on):
            duty = [clerk for team in coming[on] for clerk in team.crew(spans)]
        elif on in planned:
            duty = plans.on_roster(planned[on], spans)
        else:
            duty = snapshots.on_duty(state.patterns, spans, on)
        page = staffed(duty, level(spans, state.desks))
        yield on, Supply(spans, page.groups, page.desks)


def _on_the_wall(spans: tuple[Span, ...], on: date) -> tuple[Span, ...]:
    """The spans without the hour that no clock shows when summer begins: nobody can come then."""
    gone = missing(on, directory.zone())
    return spans if gone is None else without(spans, [gone])
