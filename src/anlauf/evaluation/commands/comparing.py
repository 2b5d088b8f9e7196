"""Drafts of a roster are played beside each other, and played anew when one of them changed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.evaluation import queries
from anlauf.evaluation.commands.scenarios import IsBeingPlayed, Plain, ask_to_play
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.states import SCENARIO, Asks, ScenarioState

TIMES = 40


@transaction.atomic
def play_drafts(rosters: Sequence[int], *, by: Actor, at: datetime) -> Scenario:
    """Let these drafts be played with the same people; what changes is told against the first."""
    wanted: Plain = {"rosters": list(rosters)}
    made, _new = Scenario.objects.get_or_create(
        key=queries.drafts_key(rosters),
        defaults={
            "asks": Asks.DRAFTS,
            "name": Asks.DRAFTS.value,
            "city": wanted,
            "replications": TIMES,
            "made_at": at,
        },
    )
    row = locked(Scenario.objects.filter(pk=made.pk))
    if row.state == ScenarioState.PLAYING:
        raise IsBeingPlayed

    if row.results and queries.drafts_changed(row):
        SCENARIO.check(ScenarioState(row.state), ScenarioState.DRAFT)
        row.state, row.results, row.city = ScenarioState.DRAFT, {}, dict(wanted)
        row.done = row.pieces = 0
        row.save(update_fields=["state", "results", "city", "done", "pieces"])
    facts: dict[str, object] = {"rosters": list(rosters)}
    journal.record("evaluation.drafts_compared", row, by=by, at=at, facts=facts)
    return ask_to_play(row.key, by=by, at=at)
