"""A scenario is begun, changed, copied, removed, restored; played, stopped and told about.

Playing happens in a process of its own, which takes a turn: only the news of the newest turn
count. Pieces that are finished are kept, so a turn goes on where the one before ended.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import SYSTEM, Actor
from anlauf.core.locking import first_free, locked
from anlauf.core.refusal import Refused, Unknown
from anlauf.evaluation import queries
from anlauf.evaluation.models import Scenario
from anlauf.evaluation.states import SCENARIO, Asks, ScenarioState

SILENCE = timedelta(seconds=60)
"""Who has not said anything for so long plays no more."""
MOST_CHANGES = 20
_KEY_OCTETS = 8

Plain = Mapping[str, Any]


class IsBeingPlayed(Refused):
    """A scenario that is played cannot be changed meanwhile."""

    code = "is_being_played"
    sentence = _("This scenario is being played. Please stop it first.")


class NothingChanged(Refused):
    """A scenario that is the city as it is."""

    code = "nothing_changed"
    sentence = _("Nothing is different in this scenario yet. Please add a change first.")


class TooManyChanges(Refused):
    """More changes than anybody can oversee."""

    code = "too_many_changes"
    sentence = _("A scenario has at most %(most)s changes. Please remove one first.")


class NoSuchChange(Refused):
    """Somebody else was quicker."""

    code = "no_such_change"
    sentence = _("That change is not there any more. Please look at the scenario again.")


@transaction.atomic
def begin_scenario(
    name: str, changes: Sequence[Plain] = (), *, by: Actor, at: datetime
) -> Scenario:
    """A new scenario with an address for good."""
    row = Scenario.objects.create(
        key=secrets.token_hex(_KEY_OCTETS)[:16], name=name, changes=list(changes), made_at=at
    )
    _record("evaluation.scenario_begun", row, by=by, at=at)
    return row


@transaction.atomic
def name_scenario(key: str, name: str, *, by: Actor, at: datetime) -> Scenario:
    """Call it something else; its address stays."""
    row = _locked(key)
    row.name = name
    row.save(update_fields=["name"])
    _record("evaluation.scenario_named", row, by=by, at=at)
    return row


@transaction.atomic
def add_change(key: str, change: Plain, *, by: Actor, at: datetime) -> Scenario:
    """One thing more is different; what was found before no longer holds."""
    row = _locked(key)
    if len(row.changes) >= MOST_CHANGES:
        raise TooManyChanges(most=MOST_CHANGES)
    return _changed(row, [*row.changes, dict(change)], by=by, at=at)


@transaction.atomic
def drop_change(key: str, number: int, *, by: Actor, at: datetime) -> Scenario:
    """One thing is as it is today again."""
    row = _locked(key)
    if not 0 <= number < len(row.changes):
        raise NoSuchChange
    rest = [one for place, one in enumerate(row.changes) if place != number]
    return _changed(row, rest, by=by, at=at)


@transaction.atomic
def copy_scenario(key: str, name: str, *, by: Actor, at: datetime) -> Scenario:
    """Another scenario with the same changes."""
    row = queries.scenario(key)
    return begin_scenario(name, row.changes, by=by, at=at)


@transaction.atomic
def remove_scenario(key: str, *, by: Actor, at: datetime) -> Scenario:
    """Take it off the list; its address shows it still, so that it can be restored."""
    row = _locked(key)
    row.removed_at = at
    row.stopping = row.state == ScenarioState.PLAYING
    row.save(update_fields=["removed_at", "stopping"])
    _record("evaluation.scenario_removed", row, by=by, at=at)
    return row


@transaction.atomic
def restore_scenario(key: str, *, by: Actor, at: datetime) -> Scenario:
    """Put it back on the list."""
    row = _locked(key)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    _record("evaluation.scenario_restored", row, by=by, at=at)
    return row


@transaction.atomic
def ask_to_play(key: str, *, by: Actor, at: datetime) -> Scenario:
    """Let the next free process play it, or go on where it was stopped."""
    row = _locked(key)
    if row.asks == Asks.CHANGES and not row.changes:
        raise NothingChanged
    if row.state == ScenarioState.PLAYING:
        raise IsBeingPlayed
    SCENARIO.check(ScenarioState(row.state), ScenarioState.PLAYING)
    row.state, row.stopping, row.beat_at = ScenarioState.PLAYING, False, None
    row.save(update_fields=["state", "stopping", "beat_at"])
    _record("evaluation.scenario_asked_for", row, by=by, at=at)
    return row


@transaction.atomic
def ask_to_stop_playing(key: str, *, by: Actor, at: datetime) -> Scenario:
    """Let it end as soon as the pieces begun are finished."""
    row = _locked(key)
    if row.state == ScenarioState.PLAYING:
        row.stopping = True
        row.save(update_fields=["stopping"])
        _record("evaluation.scenario_stopped", row, by=by, at=at)
    return row


@transaction.atomic
def take_scenario(*, at: datetime) -> Scenario | None:
    """The next scenario that waits for a process, or whose process has fallen silent."""
    row = first_free(queries.waiting_scenarios(at - SILENCE))
    if row is None:
        return None
    row.turn += 1
    row.beat_at = at
    row.save(update_fields=["turn", "beat_at"])
    _record("evaluation.scenario_taken", row, by=SYSTEM, at=at)
    return row


@transaction.atomic
def keep_city(number: int, turn: int, city: Plain) -> bool:
    """Note which city it is played in; tell whether this turn still counts."""
    row = locked(Scenario.objects.filter(pk=number))
    if row.turn != turn:
        return False
    row.city = dict(city)
    row.save(update_fields=["city"])
    return True


@transaction.atomic
def settle_changes(number: int, turn: int, changes: Sequence[Plain]) -> bool:
    """Write down what was looked for, as changes; tell whether this turn still counts."""
    row = locked(Scenario.objects.filter(pk=number))
    if row.turn != turn or row.state != ScenarioState.PLAYING:
        return False
    row.changes = [dict(one) for one in changes]
    row.save(update_fields=["changes"])
    _record("evaluation.scenario_settled", row, by=SYSTEM, at=row.beat_at or row.made_at)
    return True


@transaction.atomic
def still_played(number: int, turn: int, done: int, pieces: int, *, at: datetime) -> bool:
    """Say how far it is; tell whether it shall go on."""
    row = locked(Scenario.objects.filter(pk=number))
    if row.turn != turn or row.state != ScenarioState.PLAYING:
        return False
    row.done, row.pieces, row.beat_at = done, pieces, at
    row.save(update_fields=["done", "pieces", "beat_at"])
    return not row.stopping


@transaction.atomic
def finish_scenario(number: int, turn: int, results: Plain, *, at: datetime) -> Scenario:
    """It is over: with results of all replications, or of as many as were played."""
    row = locked(Scenario.objects.filter(pk=number))
    if row.turn != turn or row.state != ScenarioState.PLAYING:
        return row
    then = ScenarioState.PLAYED if results.get("complete") else ScenarioState.STOPPED
    SCENARIO.check(ScenarioState(row.state), then)
    row.state, row.results, row.played_at, row.beat_at = then, dict(results), at, None
    row.save(update_fields=["state", "results", "played_at", "beat_at"])
    _record("evaluation.scenario_played", row, by=SYSTEM, at=at)
    return row


def _locked(key: str) -> Scenario:
    row = Scenario.objects.filter(key=key).first()
    if row is None:
        raise Unknown
    return locked(Scenario.objects.filter(pk=row.pk))


def _changed(row: Scenario, changes: list[Plain], *, by: Actor, at: datetime) -> Scenario:
    """Other changes; the city is looked at anew when it is played again."""
    if row.state == ScenarioState.PLAYING:
        raise IsBeingPlayed
    row.changes, row.results, row.city = changes, {}, None
    row.done = row.pieces = 0
    if row.state != ScenarioState.DRAFT:
        SCENARIO.check(ScenarioState(row.state), ScenarioState.DRAFT)
        row.state = ScenarioState.DRAFT
    row.save()
    _record("evaluation.scenario_changed", row, by=by, at=at)
    return row


def _record(verb: str, row: Scenario, *, by: Actor, at: datetime) -> None:
    facts: dict[str, object] = {"changes": len(row.changes), "turn": row.turn}
    journal.record(verb, row, by=by, at=at, facts=facts)
