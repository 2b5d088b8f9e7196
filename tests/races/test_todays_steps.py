"""One proposal of today is pressed by several at the same moment: it is done once."""

import pytest
from django.db import IntegrityError

from anlauf.booking.models import Appointment
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.staffing import commands, queries
from anlauf.staffing.commands import relief
from anlauf.staffing.models import Duty, Roster, Step
from anlauf.staffing.queries.ways import scene, ways
from anlauf.staffing.states import RosterState, StepKind
from tests import make
from tests.races.rush import Pause, lucky, rush
from tests.web import floor_scene
from tests.web.floor_scene import NOON

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

PRESSES = 3
DOUBLED = (StepKind.TICKETS, StepKind.FILES, StepKind.LEND)
"""What nothing else keeps from being done twice: appointments moved are held by booking."""


@pytest.fixture(autouse=True)
def noon():
    before = clock.use(clock.StoppedClock(NOON))
    yield
    clock.use(before)


@pytest.fixture
def office():
    """An office at noon at which every kind of step is possible."""
    at = floor_scene.scene(desks=8)
    for minute in (0, 30):
        floor_scene.booked(at, f"16:{minute:02}")
    Appointment.objects.update(email="a@example.org")
    make.office_day(at.office, on=make.later(1), supply=[2] * 144, opens="07:00")
    _planned(at.office)
    return at.office


@pytest.fixture
def slow_decision(monkeypatch):
    asked, pause = queries.way_named, Pause()

    def slowly(*given, **named):
        found = asked(*given, **named)
        pause()
        return found

    monkeypatch.setattr(queries, "way_named", slowly)
    return pause


def _planned(office) -> None:
    """One works on files here, one beside, one is free."""
    beside = make.office("altona", desks=4, short="Altona", area=office.area)
    make.hours(beside, "07:00-19:00")
    shift = make.shift(
        "files", "09:00-18:00", "12:00-12:30", files=[[make.tick("14:00"), make.tick("17:00")]]
    )
    make.shift("long", "07:00-16:30", "12:00-12:30")
    row = Roster.objects.create(
        name="Now",
        first=make.DAY,
        days=7,
        offices=[office.pk, beside.pk],
        state=RosterState.PUBLISHED,
        made_at=make.AT,
        published_at=make.AT,
    )
    make.employee(office, "free", hours=9)
    for number, where in (("here", office), ("there", beside)):
        who = make.employee(where, number, floats=True, hours=9)
        Duty.objects.create(roster=row, employee=who, date=make.DAY, office=where, shift=shift)
    make.office_day(beside, supply=[2] * 144, opens="07:00")


def _way(office, kind: StepKind) -> str:
    seen = make.sure(scene(office, at=NOON))
    return next(one.key for one in ways(seen) if one.kind == kind)


def _press(office, key: str):
    return commands.take_step(office, key, by=SYSTEM, at=NOON)


@pytest.mark.parametrize("kind", StepKind.values)
def test_a_proposal_pressed_at_once_by_several_is_done_once(office, slow_decision, kind):
    key = _way(office, StepKind(kind))

    answers = rush(PRESSES, lambda _press_number: _press(office, key))

    step = Step.objects.get()
    assert [one.step.pk for one in lucky(answers)] == [step.pk] * PRESSES
    assert JournalEntry.objects.filter(verb="staffing.step_taken").count() == 1


@pytest.mark.parametrize("kind", DOUBLED)
def test_without_the_lock_the_race_is_real(office, slow_decision, monkeypatch, kind):
    """Control: proves that the test above can fail."""
    monkeypatch.setattr(relief, "hold_words", lambda _words: None)
    monkeypatch.setattr(relief, "locked_in_order", lambda rows: list(rows.order_by("pk")))
    key = _way(office, kind)
    slow_decision.until(PRESSES)

    rush(PRESSES, lambda _press_number: _press(office, key))

    assert Step.objects.count() > 1


def test_whom_two_call_in_without_the_lock_the_table_keeps_from_two_duties(
    office, slow_decision, monkeypatch
):
    """Control: then only the table stands against it, and nobody hears a sentence."""
    monkeypatch.setattr(relief, "hold_words", lambda _words: None)
    monkeypatch.setattr(relief, "locked_in_order", lambda rows: list(rows.order_by("pk")))
    key = _way(office, StepKind.FLOATER)
    slow_decision.until(PRESSES)

    with pytest.raises(IntegrityError):
        rush(PRESSES, lambda _press_number: _press(office, key))


def test_an_office_without_a_roster_lines_up_as_well(office, slow_decision):
    Roster.objects.all().delete()
    key = _way(office, StepKind.TICKETS)

    rush(PRESSES, lambda _press_number: _press(office, key))

    assert Step.objects.count() == 1
    assert JournalEntry.objects.filter(verb="staffing.step_taken").count() == 1
