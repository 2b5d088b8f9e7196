"""Alerts: raised once with one letter to those concerned, looked after, and over by themselves.

Whoever settles what a look found does so alone, so that two workers that find the same raise one
alert. The letters lie in the outbox when the alert is there, or neither is.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import SYSTEM, Actor
from anlauf.core.locking import locked
from anlauf.core.refusal import Refused
from anlauf.engine.alerts import Verdict
from anlauf.evaluation import letters, queries
from anlauf.evaluation.models import Alert, Cursor
from anlauf.evaluation.queries.watching import Finding, look
from anlauf.evaluation.states import ALERT, AlertKind, AlertState
from anlauf.people import queries as people
from anlauf.people.roles import Role

CONCERNED: Mapping[AlertKind, frozenset[Role]] = {
    AlertKind.PROMISE: frozenset({Role.OFFICE_MANAGER, Role.PLANNER, Role.STEERING}),
    AlertKind.QUEUE: frozenset({Role.TEAM_LEAD, Role.OFFICE_MANAGER}),
    AlertKind.SURVEY: frozenset({Role.TEAM_LEAD, Role.OFFICE_MANAGER, Role.STEERING}),
    AlertKind.GAP: frozenset({Role.OFFICE_MANAGER, Role.ADMINISTRATOR}),
}
"""Whom each kind is written to: at the office, and those with the role in the whole city."""

SAME = {
    AlertKind.PROMISE: timedelta(days=3),
    AlertKind.QUEUE: timedelta(hours=12),
    AlertKind.SURVEY: timedelta(days=14),
    AlertKind.GAP: timedelta(hours=12),
}
"""What comes back so soon after it was over is the same alert, and nobody is written to again."""


class AlertOver(Refused):
    """Its reason has gone meanwhile."""

    code = "alert_over"
    sentence = _("This alert is over: its reason has gone. There is nothing left to do.")


def check_alerts(*, at: datetime) -> int:
    """Look at everything and settle what was found; tell how many alerts were raised."""
    return sum(settle(finding, at=at) for finding in look(at=at))


@transaction.atomic
def settle(finding: Finding, *, at: datetime) -> bool:
    """Raise, renew or close the alert that a finding is about; tell whether it was raised."""
    turn()
    last = queries.latest_alert(finding.kind, finding.office)

    if last is not None and last.state != AlertState.CLOSED:
        _renew(last, finding, at=at)
        return False
    if finding.verdict != Verdict.RAISE:
        return False
    if last is not None and last.closed_at and at - last.closed_at <= SAME[finding.kind]:
        _reopen(last, finding, at=at)
        return False

    alert = Alert.objects.create(
        kind=finding.kind,
        office_id=finding.office,
        facts=dict(finding.facts),
        raised_at=at,
        looked_at=at,
    )
    to = people.concerned(finding.office, CONCERNED[finding.kind])
    facts: dict[str, object] = {"kind": finding.kind, "letters": len(to), **finding.facts}
    _record("evaluation.alert_raised", alert, by=SYSTEM, at=at, facts=facts)
    letters.alerted(alert, to, at=at)
    return True


@transaction.atomic
def take_in_hand(number: int, *, by: Actor, at: datetime) -> Alert:
    """Note that somebody looks after it; again changes nothing."""
    return _moved(number, AlertState.IN_HAND, "evaluation.alert_in_hand", by=by, at=at)


@transaction.atomic
def give_back(number: int, *, by: Actor, at: datetime) -> Alert:
    """Note that nobody looks after it any more."""
    return _moved(number, AlertState.OPEN, "evaluation.alert_given_back", by=by, at=at)


def turn() -> None:
    """Wait for one's turn to settle what was found."""
    Cursor.objects.get_or_create(name="alerts")
    locked(Cursor.objects.filter(name="alerts"))


def _renew(alert: Alert, finding: Finding, *, at: datetime) -> None:
    """Keep the newest numbers, or end it when its reason has gone."""
    alert.looked_at = at
    if finding.verdict == Verdict.CLEAR:
        ALERT.check(AlertState(alert.state), AlertState.CLOSED)
        alert.state, alert.closed_at = AlertState.CLOSED, at
        _record("evaluation.alert_over", alert, by=SYSTEM, at=at)
    elif finding.facts:
        alert.facts = dict(finding.facts)
    alert.save(update_fields=["state", "facts", "looked_at", "closed_at"])


def _reopen(alert: Alert, finding: Finding, *, at: datetime) -> None:
    ALERT.check(AlertState(alert.state), AlertState.OPEN)
    alert.state, alert.closed_at, alert.looked_at = AlertState.OPEN, None, at
    alert.facts = dict(finding.facts)
    alert.save(update_fields=["state", "facts", "looked_at", "closed_at"])
    _record("evaluation.alert_back", alert, by=SYSTEM, at=at)


def _moved(number: int, then: AlertState, verb: str, *, by: Actor, at: datetime) -> Alert:
    turn()
    alert = queries.alert(number)
    if alert.state == then:
        return alert
    if alert.state == AlertState.CLOSED:
        raise AlertOver
    ALERT.check(AlertState(alert.state), then)
    alert.state = then
    alert.save(update_fields=["state"])
    _record(verb, alert, by=by, at=at)
    return alert


def _record(
    verb: str, alert: Alert, *, by: Actor, at: datetime, facts: dict[str, object] | None = None
) -> None:
    journal.record(verb, alert, by=by, at=at, office=alert.office_id, facts=facts)
