"""Drafts of a roster played with the same people: asked for, under way, and what came out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe

from anlauf.core.refusal import Unknown
from anlauf.evaluation import commands
from anlauf.evaluation import queries as evaluation
from anlauf.evaluation.queries import Scenario
from anlauf.evaluation.states import ScenarioState
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries import Roster
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import needs
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request
from anlauf.web.planning.whatif_results import verdict
from anlauf.web.planning.whatif_words import Meaning, signed

MOST = 4
MEANINGS: tuple[Meaning, ...] = (
    Meaning("promise", lazy("Have an appointment within 14 days"), "%", 1, False, 100.0),
    Meaning("near", lazy("Have one within 10 days"), "%", 1, False, 100.0),
    Meaning("lead", lazy("Mean lead time of appointments"), "d", 1, True),
    Meaning("refused", lazy("Find no appointment"), "%", 1, True, 100.0),
    Meaning("wait", lazy("Mean wait without an appointment"), "min", 1, True),
    Meaning("late", lazy("Nine of ten without an appointment wait at most"), "min", 1, True),
    Meaning("long", lazy("Wait longer than 15 minutes without an appointment"), "%", 1, True, 100),
    Meaning("lost", lazy("Leave or are sent away without an appointment"), "", 0, True),
)
_VERDICTS: Mapping[str, Promise] = {
    "better": lazy("better"),
    "worse": lazy("worse"),
    "same": lazy("no clear change"),
}


@dataclass(frozen=True)
class Played:
    """A figure of one draft: its range, and what changes against the first draft."""

    value: str
    range: str
    change: str
    change_range: str
    verdict: str
    word: str


@dataclass(frozen=True)
class PlayedLine:
    """A figure of all drafts."""

    label: str
    cells: tuple[Played, ...]


@dataclass(frozen=True)
class Beside:
    """How far a comparison is, and its figures."""

    rosters: tuple[int, ...]
    address: str
    now: Mapping[str, object] | None
    lines: tuple[PlayedLine, ...]
    changed: bool
    replications: int
    row: Scenario | None

    @property
    def empty(self) -> bool:
        """Tell whether it was played and found nothing."""
        stopped = self.row is not None and self.row.state == ScenarioState.STOPPED
        return stopped and not self.lines


@require_POST
@needs(Right.PLAN)
def compare_do(request: Request, what: str) -> HttpResponse:
    """Play the drafts beside each other, or stop."""
    rosters = _chosen(request.POST)
    if what == "play":
        with told(request, _("They are being played. You can leave this page and come back.")):
            commands.play_drafts(rosters, by=request.actor, at=request.at)
    elif what == "stop":
        with told(request, _("It stops as soon as what was begun is finished.")):
            key = evaluation.drafts_key(rosters)
            commands.ask_to_stop_playing(key, by=request.actor, at=request.at)
    else:
        raise Unknown
    return HttpResponseRedirect(f"{_address(rosters)}#played")


@require_safe
@needs(Right.PLAN)
def compare_now(request: Request) -> HttpResponse:
    """How far they are, or nothing when nothing has changed; the whole page when it is over."""
    row = evaluation.drafts_played(_chosen(request.GET))
    if row is None or row.state != ScenarioState.PLAYING:
        response = HttpResponse()
        response.headers["HX-Refresh"] = "true"
        return response
    page = _now(row)
    version = str(page["version"])
    return fresh(request, version, lambda: render(request, "planning/whatif_now.html", page))


def played_beside(rows: Sequence[Roster]) -> Beside | None:
    """What is known of these drafts, in their order; nothing where they are no alternatives."""
    if not _alternatives(rows):
        return None
    rosters = [row.pk for row in rows]
    row = evaluation.drafts_played(rosters)
    figures: Mapping[str, Any] = row.results.get("figures", {}) if row else {}
    return Beside(
        rosters=tuple(rosters),
        address=_query(rosters),
        now=_now(row) if row else None,
        lines=tuple(_line(one, figures.get(one.key), rosters) for one in MEANINGS)
        if figures
        else (),
        changed=row is not None and bool(figures) and evaluation.drafts_changed(row),
        replications=int(row.results.get("replications", 0)) if row else 0,
        row=row,
    )


def _line(meaning: Meaning, figure: Mapping[str, Any] | None, rosters: Sequence[int]) -> PlayedLine:
    known = figure or {"drafts": {}, "changes": {}}
    cells = (
        _cell(meaning, known["drafts"].get(str(one)), known["changes"].get(str(one)))
        for one in rosters
    )
    return PlayedLine(str(meaning.label), tuple(cells))


def _cell(
    meaning: Meaning, value: Sequence[float] | None, change: Sequence[float] | None
) -> Played:
    if not value:
        return Played("–", "", "", "", "same", "")
    ends = {"low": meaning.said(max(0.0, value[1])), "high": meaning.said(value[2])}
    said = _("%(low)s to %(high)s") % ends
    if not change:
        return Played(meaning.said(value[0]), said, "", "", "same", "")
    found = verdict({"change": change}, meaning)
    between = {"low": signed(change[1], meaning), "high": signed(change[2], meaning)}
    return Played(
        meaning.said(value[0]),
        said,
        signed(change[0], meaning),
        _("%(low)s to %(high)s") % between,
        found,
        str(_VERDICTS[found]),
    )


def _now(row: Scenario) -> dict[str, object]:
    return {
        "scenario": row,
        "playing": row.state == ScenarioState.PLAYING,
        "stopped": row.state == ScenarioState.STOPPED,
        "percent": round(100 * row.done / row.pieces) if row.pieces else 0,
        "version": version_of(row.state, row.done, row.stopping, row.pieces),
    }


def _chosen(said: QueryDict) -> list[int]:
    """The drafts that are named; raises Unknown where they are no alternatives."""
    numbers = [int(one) for one in said.getlist("plan") if one.isdecimal() and len(one) < 10]
    rows = [staffing.roster(number) for number in dict.fromkeys(numbers)][:MOST]
    if not _alternatives(rows):
        raise Unknown
    return [row.pk for row in rows]


def _alternatives(rows: Sequence[Roster]) -> bool:
    """Tell whether there are several, all of the same weeks of the same offices."""
    about = {(row.first, row.days, *sorted(row.offices)) for row in rows}
    return len(rows) > 1 and len(about) == 1


def _query(rosters: Sequence[int]) -> str:
    return "&".join(f"plan={number}" for number in rosters)


def _address(rosters: Sequence[int]) -> str:
    return f"{reverse('planning:compare')}?{_query(rosters)}"
