"""Clerks at desks: one each, breaks that hold, nobody walks away from a visitor."""

import pytest

from anlauf.core.models import JournalEntry
from anlauf.floor import commands, queries
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


def test_logging_on_again_finds_the_same_session():
    house = make_floor.house()
    session = make_floor.clerk(house)

    again = commands.log_on(session.desk, session.person, at=at("08:10"))

    assert again == session
    assert again.started_at == at("08:00")
    assert queries.session_of(session.person_id) == session


def test_a_desk_has_one_clerk():
    house = make_floor.house()
    make_floor.clerk(house, desk=1)

    with pytest.raises(commands.DeskTaken, match="desk 1"):
        make_floor.clerk(house, desk=1)


def test_a_clerk_has_one_desk():
    house = make_floor.house()
    session = make_floor.clerk(house, desk=1)

    with pytest.raises(commands.AtAnotherDesk, match="desk 1"):
        commands.log_on(house.office.desks.get(number=2), session.person, at=at("08:10"))


def test_a_desk_out_of_use_takes_nobody():
    house = make_floor.house()
    house.office.desks.filter(number=1).update(active=False)

    with pytest.raises(commands.DeskClosed):
        make_floor.clerk(house, desk=1)


def test_a_desk_that_was_left_is_free_for_a_colleague():
    house = make_floor.house()
    session = make_floor.clerk(house, desk=1)

    commands.log_off(session, at=at("12:00"))
    commands.log_off(session, at=at("12:01"))

    assert make_floor.clerk(house, desk=1, clock="12:05").ended_at is None


def test_nobody_leaves_while_a_visitor_is_at_the_desk():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house)
    make_floor.called(house, session)

    for verb in (commands.log_off, commands.take_break):
        with pytest.raises(commands.VisitAtDesk, match="001"):
            verb(session, at=at("08:06"))


def test_a_break_holds_until_it_is_ended():
    house = make_floor.house()
    session = make_floor.clerk(house)
    visit = make_floor.ticket(house)
    commands.take_break(session, at=at("08:01"))
    commands.take_break(session, at=at("08:02"))

    with pytest.raises(commands.OnBreak):
        commands.call_next(session, by=make_floor.CLERK, at=at("08:03"))
    with pytest.raises(commands.OnBreak):
        commands.call(visit, session, by=make_floor.CLERK, at=at("08:03"))

    commands.end_break(session, at=at("08:15"))
    commands.end_break(session, at=at("08:16"))
    assert commands.call_next(session, by=make_floor.CLERK, at=at("08:17")) == visit


def test_who_has_logged_off_calls_nobody():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house)
    commands.log_off(session, at=at("08:10"))

    for verb in (commands.take_break, commands.end_break):
        with pytest.raises(commands.LoggedOff):
            verb(session, at=at("08:11"))
    with pytest.raises(commands.LoggedOff):
        commands.call_next(session, by=make_floor.CLERK, at=at("08:11"))


def test_the_journal_knows_the_desk_and_each_step_once():
    house = make_floor.house()
    session = make_floor.clerk(house)
    commands.take_break(session, at=at("10:00"))
    commands.take_break(session, at=at("10:00"))
    commands.end_break(session, at=at("10:15"))
    commands.log_off(session, at=at("12:00"))

    entries = JournalEntry.objects.filter(thing="floor.desksession").order_by("pk")
    assert [entry.verb for entry in entries] == [
        "floor.logged_on",
        "floor.break_began",
        "floor.break_ended",
        "floor.logged_off",
    ]
    assert {entry.office_number for entry in entries} == {house.office.pk}
    assert all(entry.facts == {"desk": session.desk_id} for entry in entries)
