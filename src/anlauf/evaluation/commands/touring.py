"""A planner asks where mobile teams should go in two weeks; a process of its own answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.evaluation import queries
from anlauf.evaluation.commands.scenarios import IsBeingPlayed, ask_to_play
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.states import SCENARIO, Asks, ScenarioState


@dataclass(frozen=True)
class Wanted:
    """From which Monday, for which teams, on how many days each (0: as often as now).

    `reach` is how many minutes people may be on their way, `unmet` which hundredths of those with
    an office nearby it does not serve in time.
    """

    monday: date
    teams: Sequence[str]
    days: int = 0
    reach: int = 30
    unmet: int = 10


@transaction.atomic
def propose_tours(wanted: Wanted, *, by: Actor, at: datetime) -> Scenario:
    """Look for the best tours; what was found before gives way."""
    book = {
        "monday": wanted.monday.isoformat(),
        "teams": sorted(wanted.teams),
        "days": wanted.days,
        "reach": wanted.reach,
        "unmet": wanted.unmet,
    }
    made, _new = Scenario.objects.get_or_create(
        key=queries.tours_key(wanted.teams),
        defaults={"asks": Asks.TOURS, "name": Asks.TOURS.value, "city": book, "made_at": at},
    )
    row = locked(Scenario.objects.filter(pk=made.pk))
    if row.state == ScenarioState.PLAYING:
        raise IsBeingPlayed
    if row.state != ScenarioState.DRAFT:
        SCENARIO.check(ScenarioState(row.state), ScenarioState.DRAFT)
    row.state, row.results, row.city, row.done, row.pieces = ScenarioState.DRAFT, {}, book, 0, 0
    row.save(update_fields=["state", "results", "city", "done", "pieces"])
    facts: dict[str, object] = {"monday": book["monday"], "teams": len(wanted.teams)}
    journal.record("evaluation.tours_asked_for", row, by=by, at=at, facts=facts)
    return ask_to_play(row.key, by=by, at=at)
