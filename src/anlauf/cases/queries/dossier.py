"""Everything a case worker sees of one case, opened and ready to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch

from anlauf.cases import snapshots
from anlauf.cases.models import Bundle, Case, ClockStop, Decision, Demand, Paper, Step
from anlauf.cases.queries.of_person import Stage, progress
from anlauf.cases.queries.worklist import Row, Wanted, waiting_list, work_list
from anlauf.cases.states import PaperState, StopCause
from anlauf.core import seal
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Unknown
from anlauf.directory import queries as directory
from anlauf.engine.casework import Days, worked
from anlauf.engine.grid import local

__all__ = [
    "Case",
    "Decided",
    "Dossier",
    "Words",
    "bundle_at",
    "case_at",
    "dossier",
    "members_of",
]
_AROUND = timedelta(days=800)


@dataclass(frozen=True)
class Words:
    """Something somebody wrote: a message or a note."""

    text: str
    at: datetime
    side: str = ""
    by: int | None = None
    read: bool = True


@dataclass(frozen=True)
class Decided:
    """A decision with its reasons, in the order they were proposed."""

    number: int
    sort: str
    reasons: str
    proposed_by: int
    proposed_at: datetime
    approved_by: int | None
    dropped: bool


@dataclass(frozen=True)
class Own:
    """Our own clock: working days counted, and those it may take by the end of this step."""

    worked: int
    allowed: int
    stops: tuple[ClockStop, ...]

    @property
    def stands_still(self) -> bool:
        """Tell whether somebody else has the move."""
        return any(each.until is None for each in self.stops)

    @property
    def others(self) -> tuple[ClockStop, ...]:
        """The authorities and courts whose answer is still due."""
        asked = (StopCause.AUTHORITY, StopCause.COURT)
        return tuple(each for each in self.stops if each.until is None and each.cause in asked)


@dataclass(frozen=True)
class Dossier:
    """A case with all that belongs to it."""

    case: Case
    stages: tuple[Stage, ...]
    clock: Own
    demands: tuple[Demand, ...]
    loose: tuple[Paper, ...]  # handed in, but for nothing on the list
    answers: tuple[tuple[dict[str, str], object], ...]
    messages: tuple[Words, ...]
    notes: tuple[Words, ...]
    decisions: tuple[Decided, ...]
    history: tuple[JournalEntry, ...]

    @property
    def standing(self) -> Decided | None:
        """The decision that was not sent back."""
        return next((each for each in self.decisions if not each.dropped), None)

    @property
    def missing(self) -> int:
        """How many papers that are needed are not there."""
        return sum(each.needed and each.state == "open" for each in self.demands)


def case_at(office: int, code: str) -> Case:
    """The case with this number at this office; another office's case does not exist here."""
    rows = Case.objects.filter(office=office, code=code)
    found = rows.select_related("kind__service", "kind__pick_up", "office", "bundle").first()
    if found is None:
        raise Unknown
    return found


def dossier(case: Case, *, at: datetime) -> Dossier:
    """The case with its course, papers, words and history."""
    shown = case.papers.exclude(
        state__in=[PaperState.QUARANTINED, PaperState.INFECTED, PaperState.ERASED]
    )
    shown = shown.order_by("-handed_in_at")
    demands = case.demands.select_related("rule").order_by("pk")
    return Dossier(
        case=case,
        stages=progress(case).stages,
        clock=_clock(case, at=at),
        demands=tuple(demands.prefetch_related(Prefetch("papers", shown))),
        loose=tuple(shown.filter(demand=None)),
        answers=_answers(case),
        messages=tuple(
            Words(seal.opened_text(row.text), row.at, row.side, read=row.read_at is not None)
            for row in case.messages.order_by("at", "pk")
        ),
        notes=tuple(
            Words(seal.opened_text(row.text), row.at, by=row.by_id)
            for row in case.notes.order_by("-at", "-pk")
        ),
        decisions=tuple(_decided(row) for row in case.decisions.order_by("-pk")),
        history=_history(case),
    )


def bundle_at(office: int, number: int) -> Bundle:
    """The bundle with this number at this office."""
    found = Bundle.objects.filter(office=office, pk=number).first()
    if found is None:
        raise Unknown
    return found


def members_of(bundle: Bundle) -> list[Row]:
    """The open cases of a bundle: ours first, by their dates, then those that wait for others."""
    wanted = Wanted([bundle.office_id], bundle=bundle.pk)
    return [*work_list(wanted), *waiting_list(wanted)]


def _clock(case: Case, *, at: datetime) -> Own:
    zone = directory.zone()
    stops = tuple(case.stops.order_by("since", "pk"))
    clock = snapshots.clock(case, stops, zone)
    end = case.closed_at or at
    today = local(end, zone)[0]
    days = _days(clock.began, today)
    steps = list(Step.objects.filter(kind=case.kind_id))
    return Own(worked(clock, today, days), snapshots.allowed(steps, case.state), stops)


def _days(since: date, until: date) -> Days:
    return Days(frozenset(directory.holidays_between(since, max(until, since) + _AROUND)))


def _answers(case: Case) -> tuple[tuple[dict[str, str], object], ...]:
    """What the form asked and what was answered; choices in the words they were offered in."""
    said = seal.opened_facts(case.answers)
    questions = {each.key: each for each in case.kind.questions.order_by("position")}
    known = [(questions[key], said[key]) for key in questions if said.get(key)]
    told = [(each.text, _chosen(each.options, value)) for each, value in known]
    others = [({"en": key}, value) for key, value in said.items() if key not in questions]
    return tuple(told + others)


def _chosen(options: Sequence[Mapping[str, object]], value: object) -> object:
    names = {each["key"]: each["name"] for each in options}
    return names.get(value, value) if isinstance(value, str) else value


def _decided(row: Decision) -> Decided:
    return Decided(
        number=row.pk,
        sort=row.sort,
        reasons=seal.opened_text(row.reasons),
        proposed_by=row.proposed_by_id,
        proposed_at=row.proposed_at,
        approved_by=row.approved_by_id,
        dropped=row.dropped_at is not None,
    )


def _history(case: Case) -> tuple[JournalEntry, ...]:
    rows = JournalEntry.objects.filter(thing="cases.case", thing_number=case.pk)
    return tuple(rows.exclude(verb__in=["cases.read", "cases.found"]).order_by("-pk")[:40])
