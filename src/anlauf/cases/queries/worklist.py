"""The work list: the open cases of some offices, those that have to be acted on first at the top.

Every question stands on an index that already has this order, so a page of it costs the same
however many cases an office has. No row says whose case it is: a list needs no names.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from anlauf.cases.models import Case, ClockStop, Decision, Message
from anlauf.cases.states import OURS, OVER, CaseState, Side, StopCause

PAGE = 25


class Standing(StrEnum):
    """Which part of the open cases: those we have to act on, those too late, those of others."""

    OURS = "ours"
    OVERDUE = "overdue"
    WAITING = "waiting"


@dataclass(frozen=True)
class Wanted:
    """Which cases: of these offices; of one worker, of nobody, or of all; of a kind, in a step."""

    offices: Collection[int]
    worker: int | None = None
    unassigned: bool = False
    kind: str = ""
    state: str = ""
    bundle: int | None = None


@dataclass(frozen=True)
class Row:
    """One case on the list: what it is and by when, not whose it is."""

    number: int
    code: str
    service: dict[str, str]
    office: str
    state: str
    group: str
    language: str
    due_on: date | None
    due_reason: str
    because_of: date | None  # the permit's last day, the job's first, the end of the law's time
    hardship: bool
    received_at: datetime
    step_since: datetime
    assigned: int | None
    bundle: int | None
    writes: bool  # a message nobody has read
    proposed: bool  # a decision that needs a second pair of eyes
    waits_for: tuple[tuple[str, str], ...] = ()  # cause and name of everybody else with the move
    ask_again_on: date | None = None  # an authority or a court that has not answered


@dataclass(frozen=True)
class Counts:
    """How many open cases stand where."""

    ours: int
    overdue: int
    unassigned: int
    by_state: dict[str, int]

    @property
    def waiting(self) -> int:
        """How many wait for somebody else."""
        return sum(self.by_state.values()) - self.ours


def work_list(wanted: Wanted, *, after: tuple[date, int] | None = None) -> list[Row]:
    """The next page of cases, most urgent first; `after` is the last row's date and number."""
    rows = _chosen(wanted).filter(state__in=sorted(OURS), due_on__isnull=False)
    if after is not None:
        on, number = after
        rows = rows.filter(Q(due_on__gt=on) | Q(due_on=on, pk__gt=number))
    return _page(rows.order_by("due_on", "pk"))


def overdue_list(
    wanted: Wanted, *, today: date, after: tuple[date, int] | None = None
) -> list[Row]:
    """The same as far as the date has passed."""
    return [row for row in work_list(wanted, after=after) if row.due_on and row.due_on < today]


def waiting_list(wanted: Wanted, *, after: tuple[datetime, int] | None = None) -> list[Row]:
    """The next page of cases in which somebody else has the move, the longest first."""
    rows = _chosen(wanted).filter(due_on__isnull=True)
    if after is not None:
        since, number = after
        rows = rows.filter(Q(step_since__gt=since) | Q(step_since=since, pk__gt=number))
    return _page(rows.order_by("step_since", "pk"))


def counts(wanted: Wanted, *, today: date) -> Counts:
    """How many cases wait for us, and where the others stand."""
    listed = Q(due_on__isnull=False)
    found = {
        row["state"]: row
        for row in _chosen(wanted)
        .order_by()
        .values("state")
        .annotate(
            all=Count("pk"),
            listed=Count("pk", filter=listed),
            overdue=Count("pk", filter=Q(due_on__lt=today)),
            unassigned=Count("pk", filter=listed & Q(assigned=None)),
        )
    }
    ours = [found[state] for state in OURS if state in found]
    return Counts(
        ours=sum(row["listed"] for row in ours),
        overdue=sum(row["overdue"] for row in ours),
        unassigned=sum(row["unassigned"] for row in ours),
        by_state={state: found[state]["all"] if state in found else 0 for state in _OPEN},
    )


_OPEN = tuple(state for state in CaseState.values if state not in OVER)
_ASKED = {StopCause.AUTHORITY, StopCause.COURT}
_DATES = {"permit_ends": "permit_ends_on", "job_starts": "job_starts_on", "law": "law_on"}


def _chosen(wanted: Wanted) -> QuerySet[Case]:
    rows = Case.objects.filter(office__in=list(wanted.offices), closed_at=None)
    if wanted.worker is not None:
        rows = rows.filter(assigned=wanted.worker)
    if wanted.unassigned:
        rows = rows.filter(assigned=None)
    if wanted.kind:
        rows = rows.filter(kind__key=wanted.kind)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.bundle is not None:
        rows = rows.filter(bundle=wanted.bundle)
    return rows.select_related("kind__service", "office")


def _page(rows: QuerySet[Case]) -> list[Row]:
    unread = Message.objects.filter(case=OuterRef("pk"), side=Side.PERSON, read_at=None)
    proposed = Decision.objects.filter(case=OuterRef("pk"), dropped_at=None, approved_by=None)
    shown = rows.annotate(writes=Exists(unread), proposed=Exists(proposed))
    return [_row(each) for each in shown.prefetch_related("stops")[:PAGE]]


def _row(case: Case) -> Row:
    reason = _DATES.get(case.due_reason)
    standing = [each for each in case.stops.all() if each.until is None]
    return Row(
        number=case.pk,
        code=case.code,
        service=case.kind.service.name,
        office=case.office.short,
        state=case.state,
        group=case.group,
        language=case.language,
        due_on=case.due_on,
        due_reason=case.due_reason,
        because_of=getattr(case, reason) if reason else None,
        hardship=case.hardship,
        received_at=case.received_at,
        step_since=case.step_since,
        assigned=case.assigned_id,
        bundle=case.bundle_id,
        writes=case.writes,  # type: ignore[attr-defined]  # annotated
        proposed=case.proposed and case.state == CaseState.DECIDING,  # type: ignore[attr-defined]
        waits_for=tuple((each.cause, each.whom) for each in standing),
        ask_again_on=_ask_again_on(standing),
    )


def _ask_again_on(standing: Sequence[ClockStop]) -> date | None:
    """The first day on which one of those who were asked should have answered."""
    days = [each.remind_on for each in standing if each.cause in _ASKED]
    return min((day for day in days if day is not None), default=None)
