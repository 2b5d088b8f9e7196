"""What the status page says of a case: its stages, what stops it, and what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment
from anlauf.cases.queries import Case, Progress
from anlauf.cases.states import CaseState
from anlauf.directory import queries as directory
from anlauf.engine import grid
from anlauf.web.common import city, invited
from anlauf.web.matters.words import STAGES, STOPS


@dataclass(frozen=True)
class Stage:
    """One step of the way, as the picture shows it."""

    title: str
    done: bool
    present: bool


@dataclass(frozen=True)
class Stopped:
    """Why the clock stands still, since when."""

    why: str
    since: datetime


@dataclass(frozen=True)
class Coming:
    """The visit a case needs: when it is, or where a time for it is chosen."""

    visit: Appointment | None
    visit_page: str
    times: str  # where times are kept for this case
    pick_up: bool  # a time to pick it up can be chosen
    week: tuple[directory.OpenDay, ...]


def stages(progress: Progress) -> list[Stage]:
    """The steps of the way in words."""
    return [Stage(str(STAGES[each.state]), each.done, each.present) for each in progress.stages]


def stopped(progress: Progress) -> Iterator[Stopped]:
    """Everything that lets the clock stand still now, whoever has the move named."""
    for stop in progress.standing:
        yield Stopped(str(STOPS[stop.cause]) % {"whom": stop.whom}, stop.since)


def coming(case: Case, *, at: datetime, language: str) -> Coming | None:
    """The visit; None where nobody has to come."""
    if case.state not in {CaseState.READY_FOR_VISIT, CaseState.READY_FOR_PICKUP}:
        return None
    visit = booking.visit_of_case(case)
    invitation = booking.usable_for_case(case, at=at) if visit is None else None
    return Coming(
        visit=visit,
        visit_page=_page_of(visit),
        times=page_of_times(invitation, at=at),
        pick_up=not (visit or invitation) and _is_handed_out(case),
        week=_week(case, grid.local(at, city.home().zone)[0], language),
    )


def _page_of(visit: Appointment | None) -> str:
    return "" if visit is None else reverse("citizen:appointment", args=[booking.manage_key(visit)])


def page_of_times(invitation: booking.Invitation | None, *, at: datetime) -> str:
    """Where a time is chosen with this invitation."""
    if invitation is None:
        return ""
    return reverse("citizen:invited", args=[invited.word(invitation, at=at)])


def _is_handed_out(case: Case) -> bool:
    """Tell whether what was made can be picked up by appointment, at whichever office."""
    waits = case.state == CaseState.READY_FOR_PICKUP and case.kind.pick_up_id is not None
    return waits and bool(booking.offices_to_come_to(case))


def _hands_out(case: Case) -> bool:
    """Tell whether what was made is picked up at the office of the case itself."""
    service = case.kind.pick_up_id
    return service is not None and case.office.offerings.filter(service=service).exists()


def _week(case: Case, today: date, language: str) -> tuple[directory.OpenDay, ...]:
    """When one can come without an appointment to pick something up."""
    if case.state != CaseState.READY_FOR_PICKUP or not _hands_out(case):
        return ()
    return tuple(directory.opening_week(case.office, today, language=language))
