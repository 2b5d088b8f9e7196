"""Many clerks call at once: each ticket once, none skipped, in the published order.

"In order" among calls that overlap means: no call ends with a ticket while a call that begins
afterwards still finds one that stood before it.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate

import pytest
from django.db import IntegrityError, OperationalError, connection

from anlauf.booking import audit
from anlauf.booking.values import Line
from anlauf.core.actors import CITIZEN
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Refused
from anlauf.floor import commands, queries
from anlauf.floor.commands import calls
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.states import AT_A_DESK, TicketState
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK, House
from tests.races.crew import crew
from tests.races.rush import lucky, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

NOW = make.moment("09:30")


@dataclass(frozen=True)
class Call:
    """A ticket somebody called, and when by the machine's clock."""

    visit: int
    began: float
    ended: float


def waiting_room(people: int, desks: int) -> tuple[House, list[DeskSession]]:
    """So many walk-ins, and clerks at so many desks."""
    house = make_floor.house(clerks=1 + people // 8, desks=desks)
    for _ in range(people):
        make_floor.ticket(house)
    return house, [make_floor.clerk(house, desk=desk) for desk in range(1, desks + 1)]


def call_until_nobody_waits(session: DeskSession) -> list[Call]:
    """Call and serve one after the other."""
    done: list[Call] = []
    while True:
        began = time.monotonic()
        visit = commands.call_next(session, by=CLERK, at=NOW)
        ended = time.monotonic()
        if visit is None:
            return done
        done.append(Call(visit.pk, began, ended))
        commands.start(visit, by=CLERK, at=NOW)
        commands.finish(visit, by=CLERK, at=NOW)


def all_calls(sessions: Sequence[DeskSession]) -> list[Call]:
    """The calls of all desks, each in a process of its own, until nobody waits."""
    by_desk = crew(len(sessions), lambda number: call_until_nobody_waits(sessions[number]))
    return [call for desk in by_desk for call in desk]


def out_of_order(done: Sequence[Call], published: Sequence[int]) -> list[int]:
    """Tickets whose call began when one that stood behind them had already been called."""
    by_visit = {call.visit: call for call in done}
    line = [by_visit[visit] for visit in published]
    first_end_behind = list(accumulate((call.ended for call in reversed(line)), min))[::-1]
    return [
        call.visit
        for call, end_behind in zip(line, first_end_behind[1:], strict=False)
        if end_behind < call.began
    ]


def test_twenty_processes_call_three_hundred_tickets():
    house, sessions = waiting_room(people=300, desks=20)
    published = [one.ticket.visit for one in queries.queue(house.office.pk, at=NOW)]

    done = all_calls(sessions)

    assert len(published) == 300
    assert sorted(call.visit for call in done) == sorted(published)
    assert out_of_order(done, published) == []
    assert set(Visit.objects.values_list("state", flat=True)) == {TicketState.FINISHED}
    assert list(audit.differences()) == []


def test_without_the_lock_the_race_is_real(monkeypatch):
    """Control: proves that the test above can fail."""
    monkeypatch.setattr(calls, "first_free", first_without_lock)
    _house, sessions = waiting_room(people=16, desks=8)

    crew(8, lambda number: call_carelessly(sessions[number]))

    asked = JournalEntry.objects.filter(verb="floor.called")
    called = list(asked.values_list("thing_number", flat=True))
    assert len(called) < 8 or len(set(called)) < len(called)


def first_without_lock(office, in_line):
    visit = Visit.objects.filter(pk__in=in_line[:1]).first()
    time.sleep(0.05)  # so that others can come in between
    return visit


def call_carelessly(session: DeskSession) -> None:
    """Call somebody; constraints and states refuse some of those who came second."""
    with suppress(IntegrityError, OperationalError, commands.OutOfTurn):
        commands.call_next(session, by=CLERK, at=NOW)


def test_desks_with_different_skills_find_each_the_first_they_can_serve():
    house = make_floor.house(clerks=30, desks=8, skills=("residents", "passports"))
    passports = make.service(skill_key="passports")
    make.offering(house.office, passports)
    for number in range(60):
        line = Line(passports.pk if number % 3 else house.service.pk)
        make_floor.ticket(house, lines=(line,))
    sessions = [
        make_floor.clerk(house, desk=desk, skills=(("residents",), ("passports",))[desk % 2])
        for desk in range(1, 9)
    ]
    published = queries.queue(house.office.pk, at=NOW)

    done = all_calls(sessions)

    assert len({call.visit for call in done}) == len(done) == 60
    for skill in ("residents", "passports"):
        its_own = set(Visit.objects.filter(skills=[skill]).values_list("pk", flat=True))
        its_line = [one.ticket.visit for one in published if one.ticket.visit in its_own]
        assert out_of_order([call for call in done if call.visit in its_own], its_line) == []


def test_a_double_click_calls_one_visit():
    _house, (session,) = waiting_room(people=16, desks=1)

    answers = lucky(rush(6, lambda _number: commands.call_next(session, by=CLERK, at=NOW)))

    assert len({visit.pk for visit in answers if visit is not None}) == 1
    assert JournalEntry.objects.filter(verb="floor.called").count() == 1


def test_two_desks_choose_the_same_visit_and_one_gets_it():
    _house, sessions = waiting_room(people=8, desks=6)
    chosen = Visit.objects.earliest("number")

    answers = rush(6, lambda number: commands.call(chosen, sessions[number], by=CLERK, at=NOW))

    assert len(lucky(answers)) == 1
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert {type(answer) for answer in refused} == {commands.AlreadyCalled}


def test_who_leaves_while_being_called_does_one_of_both():
    for _ in range(5):
        house, (session,) = waiting_room(people=8, desks=1)
        first = Visit.objects.filter(office=house.office).earliest("number")

        def attempt(number: int, first=first, session=session) -> Visit | None:
            if number:
                return commands.leave(first, by=CITIZEN, at=NOW)
            return commands.call_next(session, by=CLERK, at=NOW)

        called, left = rush(2, attempt)

        first.refresh_from_db()
        if isinstance(left, Refused):
            assert first.state == TicketState.CALLED
        else:
            assert first.state == TicketState.LEFT
            assert called != first


def test_a_visit_is_not_taken_back_onto_one_just_called():
    for _ in range(5):
        house, (session,) = waiting_room(people=8, desks=1)
        done = make_floor.served(house, session, since="09:00", until="09:10")

        def attempt(number: int, done=done, session=session) -> object:
            if number:
                return commands.take_back(done, by=CLERK, at=NOW)
            return commands.call_next(session, by=CLERK, at=NOW)

        rush(2, attempt)

        at_desk = Visit.objects.filter(desk=session.desk, state__in=AT_A_DESK)
        assert at_desk.count() == 1
        assert list(audit.differences()) == []


def test_a_desk_passes_over_all_that_others_are_taking_however_many():
    house, (session,) = waiting_room(people=40, desks=1)
    others = connection.copy()
    try:
        others.set_autocommit(False)
        with others.cursor() as cursor:
            cursor.execute("SELECT id FROM floor_visit WHERE number <= 36 FOR UPDATE")

        visit = make_floor.called(house, session, "09:30")
    finally:
        others.close()

    assert visit.number == 37


def test_whoever_was_not_taken_after_all_is_the_next():
    house, sessions = waiting_room(people=8, desks=2)
    others = connection.copy()
    try:
        others.set_autocommit(False)
        with others.cursor() as cursor:
            cursor.execute("SELECT id FROM floor_visit WHERE number = 1 FOR UPDATE")
        assert make_floor.called(house, sessions[0], "09:30").number == 2
    finally:
        others.close()  # the other desk's call has failed

    assert make_floor.called(house, sessions[1], "09:30").number == 1
