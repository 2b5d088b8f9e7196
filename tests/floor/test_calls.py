"""Calling: the published order, skills, wishes for a desk, and retries without effect."""

import pytest

from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Line
from anlauf.floor import commands, queries
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


def test_appointments_at_their_time_go_before_walk_ins_and_early_ones_after():
    house = make_floor.house(clerks=4)
    session = make_floor.clerk(house)
    early = make_floor.arrived(house, "11:00", came="08:00")
    first = make_floor.ticket(house, "08:01")
    second = make_floor.ticket(house, "08:02")
    due = make_floor.arrived(house, "08:15", came="08:05")

    order = []
    while (visit := commands.call_next(session, by=CLERK, at=at("08:06"))) is not None:
        order.append(visit.pk)
        commands.start(visit, by=CLERK, at=at("08:06"))
        commands.finish(visit, by=CLERK, at=at("08:06"))

    assert order == [due.pk, first.pk, second.pk, early.pk]


def test_the_order_of_calls_is_the_order_of_the_published_queue():
    house = make_floor.house(clerks=4)
    session = make_floor.clerk(house)
    for clock in ("08:01", "08:02", "08:03"):
        make_floor.ticket(house, clock)
    published = [one.ticket.visit for one in queries.queue(house.office.pk, at=at("08:30"))]

    called = []
    for _ in published:
        visit = make_floor.called(house, session, "08:30")
        called.append(visit.pk)
        commands.start(visit, by=CLERK, at=at("08:30"))
        commands.finish(visit, by=CLERK, at=at("08:30"))

    assert called == published


def test_nobody_is_called_at_a_moment_before_the_ticket_was_given():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house, "08:05")

    assert commands.call_next(session, by=CLERK, at=at("08:03")) is None
    assert commands.call_next(session, by=CLERK, at=at("08:05")) is not None


def test_a_call_puts_the_number_and_the_desk_on_the_board():
    house = make_floor.house()
    session = make_floor.clerk(house, desk=2)
    make_floor.ticket(house, "08:01")

    visit = make_floor.called(house, session, "08:05")

    shown = queries.board(house.office.pk, at=at("08:05")).called
    assert [(one.label, one.desk, one.calls) for one in shown] == [("001", "2", 1)]
    assert make_floor.periods(visit) == [
        ("waiting", at("08:01"), at("08:05")),
        ("called", at("08:05"), None),
    ]
    assert make_floor.verbs(visit)[-1] == "floor.called"


def test_calling_again_gives_back_who_is_already_there():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house)
    make_floor.ticket(house)

    visit = make_floor.called(house, session)
    assert make_floor.called(house, session) == visit
    commands.start(visit, by=CLERK, at=at("08:06"))
    assert make_floor.called(house, session) == visit
    assert make_floor.verbs(visit).count("floor.called") == 1


def test_nobody_waits_and_nobody_is_called():
    house = make_floor.house()

    assert commands.call_next(make_floor.clerk(house), by=CLERK, at=at("08:05")) is None


def test_a_clerk_calls_only_those_they_can_serve():
    house = make_floor.house(skills=("residents", "passports"))
    passports = make.service(skill_key="passports")
    make.offering(house.office, passports)
    elsewhere = make_floor.ticket(house, "08:00", lines=(Line(passports.pk),))
    mine = make_floor.ticket(house, "08:01")
    session = make_floor.clerk(house, skills=("residents",))

    with pytest.raises(commands.SkillMissing):
        commands.call(elsewhere, session, by=CLERK, at=at("08:05"))
    assert make_floor.called(house, session) == mine
    able = make_floor.clerk(house, desk=2, skills=("residents", "passports"))
    assert make_floor.called(house, able) == elsewhere


def test_a_visit_that_wants_a_desk_waits_for_it_as_long_as_somebody_sits_there():
    house = make_floor.house()
    first, second = make_floor.clerk(house, desk=1), make_floor.clerk(house, desk=2)
    visit = make_floor.ticket(house)
    commands.transfer(visit, second.desk, by=CLERK, at=at("08:01"))

    assert commands.call_next(first, by=CLERK, at=at("08:02")) is None

    commands.log_off(second, at=at("08:03"))
    assert commands.call_next(first, by=CLERK, at=at("08:04")) == visit


def test_a_chosen_visit_comes_before_its_turn():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house, "08:00")
    chosen = make_floor.ticket(house, "08:01")

    commands.call(chosen, session, by=CLERK, at=at("08:05"))
    again = commands.call(chosen, session, by=CLERK, at=at("08:06"))

    assert again.state == TicketState.CALLED
    assert again.calls == 1


def test_a_chosen_visit_that_somebody_else_called_names_the_desk():
    house = make_floor.house()
    first, second = make_floor.clerk(house, desk=1), make_floor.clerk(house, desk=2)
    visit = make_floor.ticket(house)
    make_floor.called(house, first)

    with pytest.raises(commands.AlreadyCalled, match="desk 1"):
        commands.call(visit, second, by=CLERK, at=at("08:06"))


def test_a_desk_with_somebody_there_calls_nobody_else():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house)
    other = make_floor.ticket(house)
    make_floor.called(house, session)

    with pytest.raises(commands.VisitAtDesk, match="001"):
        commands.call(other, session, by=CLERK, at=at("08:06"))


def test_another_offices_visit_cannot_be_called():
    house, elsewhere = make_floor.house(), make_floor.house()
    visit = make_floor.ticket(elsewhere)

    with pytest.raises(commands.NotInThisOffice):
        commands.call(visit, make_floor.clerk(house), by=CLERK, at=at("08:05"))


def test_a_second_call_counts_and_a_double_click_does_not():
    house = make_floor.house()
    make_floor.ticket(house)
    visit = make_floor.called(house, make_floor.clerk(house), "08:05")

    assert commands.recall(visit, by=CLERK, at=at("08:05:02")).calls == 1
    recalled = commands.recall(visit, by=CLERK, at=at("08:06"))

    assert recalled.calls == 2
    assert recalled.called_at == at("08:06")
    assert make_floor.verbs(visit)[-2:] == ["floor.called", "floor.recalled"]


def test_only_a_called_visit_can_be_called_again():
    house = make_floor.house()
    visit = make_floor.ticket(house)

    with pytest.raises(commands.OutOfTurn, match="001: waiting"):
        commands.recall(visit, by=CLERK, at=at("08:05"))


def test_a_call_by_mistake_is_put_back_to_the_old_place_in_line():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house, "08:00")
    make_floor.ticket(house, "08:01")
    visit = make_floor.called(house, session)

    commands.put_back(visit, by=CLERK, at=at("08:06"))
    commands.put_back(visit, by=CLERK, at=at("08:06"))

    assert queries.queue(house.office.pk, at=at("08:07"))[0].ticket.visit == visit.pk
    assert make_floor.verbs(visit).count("floor.put_back") == 1


def test_who_does_not_come_is_missed_and_their_time_is_free_again():
    house = make_floor.house(clerks=1, hours=1)
    make_floor.ticket(house, lines=house.times(5))
    visit = make_floor.called(house, make_floor.clerk(house), "08:01")

    commands.miss(visit, by=CLERK, at=at("08:05"))
    missed = commands.miss(visit, by=CLERK, at=at("08:06"))

    assert missed.state == TicketState.MISSED
    assert missed.appointment.state == AppointmentState.MISSED
    assert make_floor.verbs(visit).count("floor.missed") == 1
    assert make_floor.ticket(house, "08:05").state == TicketState.WAITING


def test_calling_asks_the_database_a_fixed_number_of_times(count_statements):
    house = make_floor.house(clerks=20)
    session = make_floor.clerk(house)
    counts = []
    for waiting in (1, 30):
        for _ in range(waiting):
            make_floor.ticket(house)
        with count_statements() as statements:
            visit = make_floor.called(house, session)
        counts.append(len(statements))
        commands.start(visit, by=CLERK, at=at("08:06"))
        commands.finish(visit, by=CLERK, at=at("08:06"))

    assert counts[0] == counts[1] <= 14
