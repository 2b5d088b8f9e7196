"""Somebody presses twice, or on the tablet and the phone at once: one visit has one answer."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest

from anlauf.core.actors import CITIZEN
from anlauf.core.models import JournalEntry
from anlauf.floor import commands as floor
from anlauf.surveys import commands
from anlauf.surveys.models import Answered, Remark, Tally
from anlauf.surveys.values import Said
from tests import make
from tests.floor import make_floor
from tests.races.rush import Pause, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

module = import_module("anlauf.surveys.commands.answer")  # the verb hides its module
CROWD = 5
NOON = make.moment("12:00")
SAID = Said({"overall": 5, "waiting": 4}, "link", "de", "Danke.")


@pytest.fixture
def visit():
    """Somebody who has gone."""
    visit = make_floor.ticket(make_floor.house(), "08:00")
    floor.leave(visit, by=CITIZEN, at=make.moment("08:00") + timedelta(minutes=5))
    visit.refresh_from_db()
    return visit


def all_at_once(visit):
    return rush(CROWD, lambda _number: commands.answer(visit, SAID, by=CITIZEN, at=NOON))


def people():
    """How many answers are in the sums."""
    return Tally.objects.get(dimension="all", question="").number


def test_one_visit_has_one_answer_however_often_it_is_sent(visit):
    answers = all_at_once(visit)

    assert sorted(answers) == [False] * (CROWD - 1) + [True]
    assert (people(), Answered.objects.count(), Remark.objects.count()) == (1, 1, 1)
    assert JournalEntry.objects.filter(verb="surveys.answered").count() == 1


def test_looking_first_and_marking_then_counts_one_visit_several_times(visit, monkeypatch):
    """Control: proves that the test above can fail."""
    pause = Pause()
    pause.until(CROWD)

    def looked_up(mark, defaults):
        there = Answered.objects.filter(mark=mark).exists()
        pause()
        Answered.objects.bulk_create([Answered(mark=mark, **defaults)], ignore_conflicts=True)
        return None, not there

    careless = SimpleNamespace(objects=SimpleNamespace(get_or_create=looked_up))
    monkeypatch.setattr(module, "Answered", careless)

    assert sum(all_at_once(visit)) > 1
    assert people() > 1
