"""What boards, desks, visitors and steering see, and how often they ask the database."""

import pytest

from anlauf.core.actors import CITIZEN
from anlauf.core.refusal import Unknown
from anlauf.engine.dispatch import Reason
from anlauf.floor import commands, queries
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


def at(clock):
    return make.moment(clock)


def board(house, clock):
    return queries.board(house.office.pk, at=at(clock))


def test_the_queue_says_who_waits_since_when_for_what_and_why():
    house = make_floor.house()
    walk_in = make_floor.ticket(house, "08:00", lines=house.times(2))
    due = make_floor.arrived(house, "08:30", came="08:10")

    in_line = queries.queue(house.office.pk, at=at("08:35"))

    assert [(one.ticket.visit, one.reason, one.waited_minutes) for one in in_line] == [
        (due.pk, Reason.TIME_HAS_COME, 5),
        (walk_in.pk, Reason.WALK_IN, 35),
    ]
    (piece,) = in_line[1].ticket.pieces
    assert (piece.service, piece.count, piece.name) == (house.service.pk, 2, house.service.name)


def test_the_queue_tells_whom_nobody_here_can_serve():
    house = make_floor.house(skills=("residents", "passports"))
    passports = make.service(skill_key="passports")
    make.offering(house.office, passports)
    make_floor.ticket(house, "08:00")
    make_floor.ticket(house, "08:01", lines=(make_floor.House(house.office, passports).line))
    make_floor.clerk(house, skills=("residents",))

    in_line = queries.queue(house.office.pk, at=at("08:05"))

    assert [one.servable for one in in_line] == [True, False]


def test_a_long_queue_takes_as_many_statements_as_a_short_one(count_statements):
    house = make_floor.house(clerks=8)
    counts = []
    for waiting in (1, 12):
        for _ in range(waiting):
            make_floor.ticket(house)
        with count_statements() as statements:
            queries.queue(house.office.pk, at=at("08:05"))
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 4


def test_the_board_shows_the_latest_call_first_and_no_names():
    house = make_floor.house()
    first, second = make_floor.clerk(house, desk=1), make_floor.clerk(house, desk=2)
    make_floor.booked(house, "10:00", name="Amara Okafor")
    for _ in range(3):
        make_floor.ticket(house)
    make_floor.called(house, first, "08:05")
    make_floor.called(house, second, "08:06")

    shown = board(house, "08:07")

    assert [(call.label, call.desk) for call in shown.called] == [("002", "2"), ("001", "1")]
    assert shown.waiting == 1
    assert "Amara" not in repr(shown)


def test_the_boards_version_changes_with_everything_on_it_and_with_nothing_else():
    house = make_floor.house()
    session = make_floor.clerk(house)
    seen = [board(house, "08:00").version]
    make_floor.ticket(house)
    seen.append(board(house, "08:01").version)
    visit = make_floor.called(house, session, "08:02")
    seen.append(board(house, "08:02").version)
    commands.recall(visit, by=CLERK, at=at("08:03"))
    seen.append(board(house, "08:03").version)
    commands.start(visit, by=CLERK, at=at("08:04"))
    seen.append(board(house, "08:04").version)

    assert len(set(seen)) == len(seen)
    assert board(house, "08:30").version == seen[-1]


def test_the_board_asks_once(django_assert_num_queries):
    house = make_floor.house()
    for _ in range(5):
        make_floor.ticket(house)

    with django_assert_num_queries(1):
        board(house, "08:00")


def test_the_desk_shows_who_is_there_who_waits_and_what_can_be_undone():
    house = make_floor.house()
    session = make_floor.clerk(house)
    for _ in range(4):
        make_floor.ticket(house)
    done = make_floor.served(house, session, since="08:01", until="08:03")
    missed = commands.miss(make_floor.called(house, session, "08:04"), by=CLERK, at=at("08:05"))
    present = make_floor.called(house, session, "08:06")

    view = queries.desk_view(session, at=at("08:07"))

    assert view.present is not None
    assert (view.present.visit, view.present.calls) == (present.pk, 1)
    assert [one.ticket.label for one in view.queue] == ["004"]
    assert [ticket.visit for ticket in view.recent] == [missed.pk, done.pk]


def test_the_desk_shows_the_name_somebody_gave_when_booking():
    house = make_floor.house()
    session = make_floor.clerk(house)
    code = make_floor.booked(house, "08:15", name="Mehmet Yılmaz").code
    commands.check_in(code, house.office.pk, by=CITIZEN, at=at("08:10"))
    make_floor.called(house, session, "08:15")

    view = queries.desk_view(session, at=at("08:16"))

    assert view.present is not None
    assert view.present.name == "Mehmet Yılmaz"


def test_the_desk_asks_a_fixed_number_of_times(django_assert_max_num_queries):
    house = make_floor.house(clerks=8)
    session = make_floor.clerk(house)
    for _ in range(10):
        make_floor.ticket(house)

    with django_assert_max_num_queries(6):
        queries.desk_view(session, at=at("08:07"))


def test_a_session_that_is_over_has_no_screen():
    house = make_floor.house()
    session = make_floor.clerk(house)
    commands.log_off(session, at=at("08:01"))

    with pytest.raises(Unknown):
        queries.desk_view(session, at=at("08:02"))


def test_a_visitor_sees_how_many_are_ahead_and_about_how_long():
    house = make_floor.house()
    make_floor.clerk(house)
    for _ in range(3):
        last = make_floor.ticket(house, "08:00")

    standing = queries.position(last, at=at("08:00"))

    assert (standing.label, standing.state, standing.ahead) == ("003", TicketState.WAITING, 2)
    assert standing.wait is not None
    assert standing.wait.low < 30 < standing.wait.high
    assert standing.wait.low % 5 == standing.wait.high % 5 == 0


def test_more_desks_make_a_shorter_wait():
    house = make_floor.house(clerks=3)
    make_floor.clerk(house, desk=1)
    for _ in range(6):
        last = make_floor.ticket(house, "08:00")
    alone = queries.position(last, at=at("08:00")).wait
    make_floor.clerk(house, desk=2)
    together = queries.position(last, at=at("08:00")).wait

    assert alone is not None
    assert together is not None
    assert together.median < alone.median


def test_a_break_makes_nobody_shorter_a_wait():
    house = make_floor.house()
    session = make_floor.clerk(house)
    visit = make_floor.ticket(house)
    commands.take_break(session, at=at("08:01"))

    wait = queries.position(visit, at=at("08:02")).wait
    assert wait is not None
    assert wait.low >= 15  # as long as breaks usually last


def test_work_in_progress_is_part_of_the_wait():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house, "08:00", lines=house.times(5))  # 55 minutes
    visit = make_floor.called(house, session, "08:00")
    commands.start(visit, by=CLERK, at=at("08:00"))
    mine = make_floor.ticket(house, "08:05")

    early = queries.position(mine, at=at("08:05")).wait
    late = queries.position(mine, at=at("08:50")).wait

    assert early is not None
    assert late is not None
    assert early.median > 30 > late.median


def test_a_called_visitor_sees_the_desk():
    house = make_floor.house()
    visit = make_floor.ticket(house)
    make_floor.called(house, make_floor.clerk(house, desk=2))

    standing = queries.position(visit, at=at("08:06"))

    assert (standing.state, standing.desk, standing.wait) == (TicketState.CALLED, "2", None)


def test_somebody_who_goes_while_their_page_is_made_is_shown_as_gone():
    """The visit was read while it waited; the room was looked at a moment later."""
    house = make_floor.house()
    visit = make_floor.ticket(house)
    commands.leave(visit, by=CITIZEN, at=at("08:05"))

    assert visit.state == TicketState.WAITING
    assert queries.position(visit, at=at("08:05")).state == TicketState.LEFT


def test_a_newcomer_is_told_the_wait_before_drawing_a_ticket():
    house = make_floor.house()
    make_floor.clerk(house)
    for _ in range(3):
        make_floor.ticket(house, "08:00")

    wait = queries.wait_for(house.office.pk, house.line, at=at("08:00"))

    assert wait is not None
    assert wait.low < 45 < wait.high


def test_all_waiting_rooms_are_read_in_two_statements(django_assert_num_queries):
    houses = [make_floor.house() for _ in range(4)]
    make_floor.ticket(houses[0], "08:00")
    make_floor.clerk(houses[1])
    offices = [house.office.pk for house in houses]

    with django_assert_num_queries(2):
        rooms = queries.waiting_now(offices, at=at("08:20"))

    assert [rooms[office].waiting for office in offices] == [1, 0, 0, 0]
    assert [rooms[office].open_desks for office in offices] == [0, 1, 0, 0]
    assert rooms[offices[0]].longest_now_minutes == 20
    assert rooms[offices[3]].median_minutes is None


def test_a_visit_is_found_in_its_own_office_only():
    house, elsewhere = make_floor.house(), make_floor.house()
    visit = make_floor.ticket(house)

    assert queries.visit_by_number(house.office.pk, visit.pk) == visit
    with pytest.raises(queries.UnknownVisit):
        queries.visit_by_number(elsewhere.office.pk, visit.pk)
