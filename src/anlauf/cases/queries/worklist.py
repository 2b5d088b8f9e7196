"""The work list: the open cases of some offices, those that have to be acted on first at the top.

Every question stands on an index that already has this order, so a page of it costs the same
however many cases an office has.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from anlauf.cases.models import Case, Decision, Message
from anlauf.cases.states import OURS, OVER, CaseState, Side

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Which cases: of these offices; of one worker, of nobody, or of all; of a kind."""

    offices: Collection[int]
    worker: int | None = None
    unassigned: bool = False
    kind: str = ""


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
    due_on: date
    due_reason: str
    received_at: datetime
    assigned: int | None
    bundle: int | None
    writes: bool  # a message nobody has read
    proposed: bool  # a decision that needs a second pair of eyes


@dataclass(frozen=True)
class Counts:
    """How many open cases stand where."""

    ours: int
    overdue: int
    unassigned: int
    by_state: dict[str, int]


def work_list(wanted: Wanted, *, after: tuple[date, int] | None = None) -> list[Row]:
    """The next page of cases, most urgent first; `after` is the last row's date and number."""
    rows = _chosen(wanted).filter(state__in=sorted(OURS), due_on__isnull=False)
    if after is not None:
        on, number = after
        rows = rows.filter(Q(due_on__gt=on) | Q(due_on=on, pk__gt=number))
    unread = Message.objects.filter(case=OuterRef("pk"), side=Side.PERSON, read_at=None)
    proposed = Decision.objects.filter(case=OuterRef("pk"), dropped_at=None, approved_by=None)
    rows = rows.annotate(writes=Exists(unread), proposed=Exists(proposed))
    return [_row(each) for each in rows.order_by("due_on", "pk")[:PAGE]]


def counts(wanted: Wanted, *, today: date) -> Counts:
    """How many cases wait for us, and where the others stand."""
    rows = _chosen(wanted).exclude(state__in=sorted(OVER))
    listed = Q(state__in=sorted(OURS), due_on__isnull=False)
    told = rows.aggregate(
        ours=Count("pk", filter=listed),
        overdue=Count("pk", filter=listed & Q(due_on__lt=today)),
        unassigned=Count("pk", filter=listed & Q(assigned=None)),
    )
    by_state = dict(rows.values_list("state").annotate(Count("pk")))
    return Counts(**told, by_state={state: by_state.get(state, 0) for state in _OPEN})


_OPEN = tuple(state for state in CaseState.values if state not in OVER)


def _chosen(wanted: Wanted) -> QuerySet[Case]:
    rows = Case.objects.filter(office__in=list(wanted.offices), closed_at=None)
    if wanted.worker is not None:
        rows = rows.filter(assigned=wanted.worker)
    if wanted.unassigned:
        rows = rows.filter(assigned=None)
    if wanted.kind:
        rows = rows.filter(kind__key=wanted.kind)
    return rows.select_related("kind__service", "office")


def _row(case: Case) -> Row:
    return Row(
        number=case.pk,
        code=case.code,
        service=case.kind.service.name,
        office=case.office.short,
        state=case.state,
        group=case.group,
        language=case.language,
        due_on=case.due_on,  # type: ignore[arg-type]  # the question asks for those that have one
        due_reason=case.due_reason,
        received_at=case.received_at,
        assigned=case.assigned_id,
        bundle=case.bundle_id,
        writes=case.writes,  # type: ignore[attr-defined]  # annotated
        proposed=case.proposed,  # type: ignore[attr-defined]  # annotated
    )
