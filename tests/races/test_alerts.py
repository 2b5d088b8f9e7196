"""Two workers that find the same at the same moment raise one alert and write one letter."""

from importlib import import_module

import pytest
from django.db import IntegrityError

from anlauf.core.models import Letter
from anlauf.engine.alerts import Verdict
from anlauf.evaluation import commands
from anlauf.evaluation.models import Alert
from anlauf.evaluation.queries.watching import Finding
from anlauf.evaluation.states import AlertKind
from anlauf.people.roles import Role
from tests import make
from tests.races.rush import Pause, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
module = import_module("anlauf.evaluation.commands.alerts")
FACTS = {"level": 8.5, "slope": 0.2, "chance": 0.83, "hard": 0.1}


def all_at_once(workers):
    office = make.office("altona")
    person = make.person("steering", role=Role.STEERING)
    person.email = "steering@example.org"
    person.save()
    finding = Finding(AlertKind.PROMISE, office.pk, Verdict.RAISE, FACTS)
    at = make.moment("10:00")
    return rush(workers, lambda _number: commands.settle(finding, at=at))


def slow_decision(monkeypatch, pause):
    """Let others come in between looking for an open alert and raising one."""
    monkeypatch.setattr(module.queries, "latest_alert", after(pause, module.queries.latest_alert))


def after(pause, function):
    def slowly(*given):
        answer = function(*given)
        pause()
        return answer

    return slowly


def test_what_many_workers_find_at_once_is_one_alert_and_one_letter(monkeypatch):
    slow_decision(monkeypatch, Pause())
    assert sorted(all_at_once(5)) == [False] * 4 + [True]
    assert (Alert.objects.count(), Letter.objects.count()) == (1, 1)


def test_without_taking_turns_two_would_raise_the_same(monkeypatch):
    """Control: proves that the test above can fail."""
    pause = Pause()
    pause.until(2)
    slow_decision(monkeypatch, pause)
    monkeypatch.setattr(module, "turn", lambda: None)
    with pytest.raises(IntegrityError, match="one_alert_at_a_time"):
        all_at_once(2)
