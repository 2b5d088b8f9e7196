"""Drafts of the same weeks side by side: what each costs, leaves open and asks of people."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Overview, Roster
from anlauf.staffing.states import RosterState
from anlauf.web.common.guards import needs
from anlauf.web.common.requests import Request
from anlauf.web.planning.compare_played import played_beside

MOST = 4
WIDTH = 100


@dataclass(frozen=True)
class Draft:
    """A plan as a column."""

    row: Roster
    seen: Overview
    covered: int
    wishes: int
    unfair: int
    broken: int
    duties: int
    gap: float | None


@dataclass(frozen=True)
class Line:
    """One figure of all drafts; the best of them are marked, unless all are alike."""

    key: str
    cells: tuple[tuple[str, bool, int], ...]  # as it is said, whether it is best, length of its bar


@require_safe
@needs(Right.PLAN)
def compare(request: Request) -> HttpResponse:
    """The drafts chosen, and a form to choose others of the same weeks."""
    rows = [row for row in staffing.rosters() if row.state != RosterState.SOLVING]
    said = [int(one) for one in request.GET.getlist("plan") if one.isdecimal() and len(one) < 10]
    known = {row.pk: row for row in rows}
    chosen = [known[number] for number in dict.fromkeys(said) if number in known][:MOST]
    first = chosen[0].first if chosen else None
    same = [row for row in chosen if row.first == first]
    drafts = [_draft(staffing.roster(row.pk)) for row in same]
    context = {
        "rows": rows,
        "said": said,
        "drafts": drafts,
        "lines": _lines(drafts),
        "left_out": len(chosen) - len(same),
        "too_many": len(said) > MOST,
        "beside": played_beside(same),
    }
    return render(request, "planning/compare.html", context)


def _draft(row: Roster) -> Draft:
    seen = staffing.overview(row)
    share = 1 - seen.missing_hours / seen.wanted_hours if seen.wanted_hours else 1.0
    return Draft(
        row,
        seen,
        int(100 * max(0.0, share)),
        seen.cases("request"),
        seen.cases("share"),
        len(seen.violations),
        row.duties.count(),
        row.gap,
    )


def _lines(drafts: list[Draft]) -> list[Line]:
    """Every figure; of covered more is better, of all others less."""
    if not drafts:
        return []
    return [
        _line("points", [one.seen.verdict.cost for one in drafts]),
        _line("covered", [one.covered for one in drafts], more=True),
        _line("missing", [one.seen.missing_hours for one in drafts]),
        _line("spare", [one.seen.spare_hours for one in drafts]),
        _line("wishes", [one.wishes for one in drafts]),
        _line("unfair", [one.unfair for one in drafts]),
        _line("broken", [one.broken for one in drafts]),
        _line("duties", [one.duties for one in drafts]),
    ]


def _line(key: str, values: list[float], *, more: bool = False) -> Line:
    best, most = (max if more else min)(values), max(*values, 1e-9)
    alike = len(set(values)) == 1 or key == "duties"
    return Line(
        key,
        tuple(
            (f"{value:.0f}", value == best and not alike, round(WIDTH * value / most))
            for value in values
        ),
    )
