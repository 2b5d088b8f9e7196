"""Reading on in the journal and looking at what is on offer add the same day up at once."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection

from anlauf.directory.models import Office
from anlauf.evaluation import commands, summing
from anlauf.evaluation.commands import facts
from anlauf.evaluation.models import Cursor, DayFigures
from tests import make
from tests.races.rush import Pause, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def both_at_once() -> None:
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[2] * 12)
    make.appointment(make.wish(offering))
    at = make.moment("08:00")
    rush(6, lambda number: commands.sample(at=at) if number % 2 else commands.project(at=at))


def test_a_day_is_added_up_once_whoever_adds():
    both_at_once()
    sums = DayFigures.objects.filter(date=make.DAY).exclude(office_number=None)
    assert [each.office_number for each in sums] == [Office.objects.get().pk]


class Waiting:
    """A cursor that waits before it adds days up, when their former sums are gone already."""

    def __init__(self, pause: Pause) -> None:
        self.pause = pause
        self.real = connection.cursor()

    def __enter__(self) -> "Waiting":
        return self

    def __exit__(self, *_error: object) -> None:
        self.real.close()

    def execute(self, text: str, values: Any = None) -> None:
        if text == summing.THESE_CELLS:
            self.pause()
        self.real.execute(text, values)

    def fetchall(self) -> list[tuple[object, ...]]:
        return list(self.real.fetchall())


def test_without_taking_turns_the_same_sum_is_written_twice(monkeypatch):
    """Control: proves that the test above can fail."""
    pause = Pause()
    pause.until(2)
    noted = Cursor.objects.create(name="journal")
    for verb in ("reading", "sample"):  # the verb hides its module, which has the same name
        module = import_module(f"anlauf.evaluation.commands.{verb}")
        monkeypatch.setattr(module, "turn", lambda: noted)
    monkeypatch.setattr(facts, "connection", SimpleNamespace(cursor=lambda: Waiting(pause)))

    with pytest.raises(IntegrityError):
        both_at_once()
