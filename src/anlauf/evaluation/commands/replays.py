"""A past city is described, to be played again by two plans."""

from datetime import date, datetime

from django.db import transaction

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import locked
from anlauf.evaluation.commands.scenarios import IsBeingPlayed, Plain
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.states import Asks, ScenarioState

YEARS = 20


@transaction.atomic
def describe_past(asks: Asks, book: Plain, *, by: Actor, at: datetime) -> Scenario:
    """Keep what is known, chosen and fitted of a past city; another one takes its place.

    What was found before belongs to the city before, and goes with it.
    """
    known = {name: _plain(value) for name, value in book.items()}
    fresh = {"name": asks.value, "key": f"past-{asks.value}", "city": known, "made_at": at}
    made, new = Scenario.objects.get_or_create(asks=asks, defaults={**fresh, "replications": YEARS})
    row = locked(Scenario.objects.filter(pk=made.pk))
    if not new and row.city != known:
        if row.state == ScenarioState.PLAYING:
            raise IsBeingPlayed
        row.city, row.made_at, row.results = known, at, {}
        row.state, row.played_at, row.done, row.pieces = ScenarioState.DRAFT, None, 0, 0
        row.save()
    facts: dict[str, object] = {"asks": asks.value, "offices": len(book["office"])}
    journal.record("evaluation.past_described", row, by=by, at=at, facts=facts)
    return row


def _plain(value: object) -> object:
    """Dates as text, as a table keeps them."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
