"""What was reported before Anlauf: of each office, month and figure what was loaded last."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, QuerySet

from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Unknown
from anlauf.directory.models import Office
from anlauf.engine.figures import Estimate
from anlauf.evaluation.models import PastSheet, ReportedFigure
from anlauf.evaluation.queries.promise import Figures, figures
from anlauf.evaluation.queries.satisfaction import SATISFACTION, satisfied
from anlauf.evaluation.queries.table import Period, Sums, known_days, months, table
from anlauf.evaluation.states import SheetState
from anlauf.people import queries as people

MONTHS_BESIDE = 24  # of Anlauf's own, the latest, that are drawn beside reported ones

Cell = tuple[int, date, str]
"""An office, the first day of a month, and a figure."""


@dataclass(frozen=True)
class Known:
    """One reported value and where it comes from."""

    value: float
    source: str


@dataclass(frozen=True)
class Change:
    """A value another sheet reports differently."""

    office: Office
    month: date
    figure: str
    before: float
    after: float


@dataclass(frozen=True)
class Effects:
    """What loading a sheet would do."""

    new: int
    same: int
    changed: Sequence[Change]


@dataclass(frozen=True)
class Listed:
    """A sheet with how much it says, from when to when, and who handed it in."""

    sheet: PastSheet
    values: int
    offices: int
    first: date | None
    last: date | None
    by: str


@dataclass(frozen=True)
class Month:
    """One month of an office: what was reported, and what Anlauf measured itself."""

    first: date
    reported: Known | None
    measured: Estimate | None


def sheet(number: int) -> PastSheet:
    """The sheet with this number; raises Unknown."""
    found = PastSheet.objects.filter(pk=number).first()
    if found is None:
        raise Unknown
    return found


def listed(number: int) -> Listed:
    """The same with what a list says of it."""
    return _listed(PastSheet.objects.filter(pk=sheet(number).pk))[0]


def sheets() -> list[Listed]:
    """Every sheet, the latest first."""
    return _listed(PastSheet.objects.order_by("-made_at", "-pk"))


def effects(row: PastSheet) -> Effects:
    """What loading it would change about what is told now."""
    now = _told(ReportedFigure.objects.exclude(sheet=row))
    new, same, changed = 0, 0, []
    for one in row.figures.select_related("office").order_by("office__sort_key", "month", "pk"):
        before = now.get((one.office_id, one.month, one.figure))
        if before is None:
            new += 1
        elif before.value == one.value:
            same += 1
        else:
            changed.append(Change(one.office, one.month, one.figure, before.value, one.value))
    return Effects(new, same, changed)


def reported(figure: str, offices: Collection[int] | None = None) -> Mapping[Cell, Known]:
    """Every reported value of a figure, of these offices or of all."""
    rows = ReportedFigure.objects.filter(figure=figure)
    return _told(rows if offices is None else rows.filter(office__in=offices))


def reported_figures(offices: Collection[int] | None = None) -> list[str]:
    """The keys of all figures anything is reported of."""
    rows = ReportedFigure.objects.filter(sheet__state=SheetState.LOADED)
    mine = rows if offices is None else rows.filter(office__in=offices)
    return sorted(mine.order_by().values_list("figure", flat=True).distinct())


def months_of(office: Office, figure: str) -> list[Month]:
    """Month by month what was reported, and beside it what Anlauf measured, never made into one."""
    said = {month: one for (_office, month, _figure), one in reported(figure, [office.pk]).items()}
    measured = _measured(office, figure)
    return [
        Month(first, said.get(first), measured.get(first))
        for first in sorted(said.keys() | measured.keys())
    ]


def _told(rows: QuerySet[ReportedFigure]) -> dict[Cell, Known]:
    found = rows.filter(sheet__state=SheetState.LOADED).order_by("sheet__loaded_at", "sheet")
    told = found.values_list("office", "month", "figure", "value", "sheet__source")
    return {(office, month, key): Known(value, said) for office, month, key, value, said in told}


def _listed(rows: QuerySet[PastSheet]) -> list[Listed]:
    counted = rows.annotate(
        values_said=Count("figures"),
        offices_named=Count("figures__office", distinct=True),
        first=Min("figures__month"),
        last=Max("figures__month"),
    )
    entries = JournalEntry.objects.filter(
        thing=PastSheet._meta.label_lower, verb="evaluation.sheet_read"
    )
    by = dict(entries.values_list("thing_number", "by_number"))
    names = people.names_of(by.values())
    return [
        Listed(
            row,
            row.values_said,
            row.offices_named,
            row.first,
            row.last,
            names.get(by.get(row.pk), ""),
        )
        for row in counted
    ]


def _measured(office: Office, figure: str) -> dict[date, Estimate]:
    """Anlauf's own whole months, the latest of them."""
    known = known_days()
    if known is None:
        return {}
    found: dict[date, Estimate] = {}
    for month in _whole_months(known)[-MONTHS_BESIDE:]:
        if figure == SATISFACTION:
            one = satisfied(month).get(office.pk)
        else:
            sums = table(month, [office.pk]).get((office.area_id, office.pk))
            one = None if sums is None else _told_of(sums, month).get(figure)
        if one is not None:
            found[month.first] = one
    return found


def _told_of(sums: Sums, month: Period) -> Figures:
    visits = float(sums.visits.sum())
    return {**figures([sums], month)[0], "visits": Estimate(visits, visits, visits, int(visits))}


def _whole_months(known: Period) -> list[Period]:
    return [one for one in months(known) if one.whole_months]
