"""Numbers drawn from afar: one contingent with the kiosk, nobody called who is not there."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from anlauf.booking import audit
from anlauf.booking.commands import TooManyMessages
from anlauf.booking.states import AppointmentState, Share
from anlauf.booking.values import WalkIn
from anlauf.core.actors import CITIZEN, DEVICE, SYSTEM
from anlauf.core.limits import TooManyTries
from anlauf.core.models import Letter
from anlauf.floor import commands, queries
from anlauf.floor.afar import ArrivalPolicy, ArrivalRuleSaid, Join
from anlauf.floor.models import ArrivalRule, Joining, Visit
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db

OPEN = ArrivalPolicy(joins=True, door_code=True)


@pytest.fixture(autouse=True)
def from_afar(db):
    """The city lets people join from afar, with the usual figures."""
    allow()


def allow(policy=OPEN, office=None):
    commands.set_arrival_rule(office, ArrivalRuleSaid(policy), by=SYSTEM, at=make.AT)


def join(house, clock="08:00", *, way=20, request_key: UUID | None = None, **said) -> Visit:
    wish = Join(WalkIn(house.office.pk, house.line), way, **said)
    key = request_key or uuid4()
    return commands.join(wish, request_key=key, by=CITIZEN, at=make.moment(clock))


def follow(clock: str) -> int:
    return commands.follow_joined(by=SYSTEM, at=make.moment(clock))


def kinds() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def state(visit: Visit) -> str:
    visit.refresh_from_db()
    return visit.state


def test_a_number_from_afar_is_a_promise_of_today_that_begins_when_they_can_be_there():
    house = make_floor.house()

    visit = join(house, "08:00", way=20)

    assert (visit.label, visit.state, visit.from_afar) == ("001", TicketState.COMING, True)
    assert visit.appointment.share == Share.WALK_IN
    assert visit.appointment.start == make.tick("08:20")
    assert visit.appointment.email == visit.appointment.phone == ""
    assert make_floor.verbs(visit) == ["floor.joined"]
    assert list(audit.differences()) == []


def test_what_is_drawn_from_afar_is_not_drawn_at_the_kiosk():
    house = make_floor.house(clerks=1, hours=1)
    for _ in range(2):
        make_floor.ticket(house, "08:00")
    join(house, "08:00", way=5)

    with pytest.raises(commands.NoWalkInsLeft):
        make_floor.ticket(house, "08:00", lines=house.times(2))
    make_floor.ticket(house, "08:00")
    with pytest.raises(commands.NoWalkInsLeft):
        join(house, "08:00", way=5)


def test_whoever_cannot_be_there_in_time_gets_no_number():
    house = make_floor.house(clerks=1, hours=1)

    with pytest.raises(commands.NoWalkInsLeft):
        join(house, "08:10", way=45)

    assert join(house, "08:10", way=30).appointment.start == make.tick("08:40")


def test_nobody_on_the_way_is_called():
    house = make_floor.house()
    session = make_floor.clerk(house)
    visit = join(house, "08:00", way=5)

    assert commands.call_next(session, by=make_floor.CLERK, at=make.moment("08:30")) is None
    with pytest.raises(commands.OutOfTurn):
        commands.call(visit, session, by=make_floor.CLERK, at=make.moment("08:30"))


def test_whoever_is_there_waits_at_the_place_they_drew():
    house = make_floor.house()
    visit = join(house, "08:00")
    make_floor.ticket(house, "08:05")

    commands.check_in(visit.appointment.code, house.office.pk, by=DEVICE, at=make.moment("08:20"))

    session = make_floor.clerk(house)
    assert make_floor.called(house, session, "08:21") == visit
    assert [kind for kind, *_ in make_floor.periods(visit)] == ["coming", "waiting", "called"]


def test_those_behind_count_whoever_is_on_the_way_before_them():
    house = make_floor.house()
    join(house, "08:00")
    behind = make_floor.ticket(house, "08:05")

    assert queries.position(behind, at=make.moment("08:06")).ahead == 1


def test_the_figures_of_the_room_begin_when_they_are_there():
    house = make_floor.house()
    visit = join(house, "08:00")
    commands.be_here(visit, by=DEVICE, at=make.moment("08:40"))

    now = queries.waiting_now([house.office.pk], at=make.moment("08:50"))[house.office.pk]

    assert now.longest_now_minutes == 10


def test_called_in_vain_the_place_is_kept_once_and_then_the_number_ends():
    house = make_floor.house()
    session = make_floor.clerk(house)
    visit = join(house, "08:00", way=5, phone="0171 1234567")
    commands.be_here(visit, by=DEVICE, at=make.moment("08:05"))
    visit = make_floor.called(house, session, "08:10")

    commands.miss(visit, by=make_floor.CLERK, at=make.moment("08:12"))

    assert state(visit) == TicketState.COMING
    assert visit.appointment.state == AppointmentState.ARRIVED
    assert kinds() == ["number_joined", "number_kept"]
    assert follow("08:26") == 0
    commands.be_here(visit, by=DEVICE, at=make.moment("08:26"))
    visit = make_floor.called(house, session, "08:27")
    commands.miss(visit, by=make_floor.CLERK, at=make.moment("08:29"))
    assert state(visit) == TicketState.MISSED
    assert visit.appointment.state == AppointmentState.MISSED


def test_a_place_nobody_comes_for_goes_to_others_after_its_minutes():
    house = make_floor.house()
    visit = join(house, "08:00", way=20)

    assert follow("08:19") == 0
    assert follow("08:20") == 1  # first in line, and they could be there
    assert follow("08:34") == 0
    assert state(visit) == TicketState.COMING
    assert follow("08:35") == 1
    assert state(visit) == TicketState.LEFT
    assert visit.appointment.state == AppointmentState.LEFT
    assert make_floor.verbs(visit) == ["floor.joined", "floor.turn_came", "floor.left"]
    with pytest.raises(commands.NumberEnded):
        commands.check_in(
            visit.appointment.code, house.office.pk, by=DEVICE, at=make.moment("08:36")
        )
    assert list(audit.differences()) == []


def test_while_others_stand_before_them_nobody_is_given_up():
    house = make_floor.house()
    make_floor.ticket(house, "08:00")
    visit = join(house, "08:01", way=5)

    assert follow("12:00") == 0
    assert state(visit) == TicketState.COMING


def test_an_office_that_does_not_ask_for_presence_calls_them_when_they_can_be_there():
    house = make_floor.house()
    allow(replace(OPEN, presence=False), house.office.pk)
    visit = join(house, "08:00", way=10)

    follow("08:09")
    assert state(visit) == TicketState.COMING
    follow("08:10")
    assert state(visit) == TicketState.WAITING


def test_each_message_is_written_once_however_often_it_is_due():
    house = make_floor.house()
    for _ in range(2):
        make_floor.ticket(house, "08:00")
    visit = join(house, "08:00", way=20, email="ada@example.org")

    for clock in ("08:01", "08:01", "08:02"):
        follow(clock)

    assert kinds() == ["number_joined", "number_now"]
    assert make_floor.verbs(visit) == ["floor.joined", "floor.told_now"]


def test_whoever_left_no_address_is_written_nothing():
    house = make_floor.house()
    join(house, "08:00", way=5)
    follow("08:05")
    assert kinds() == []


@pytest.mark.parametrize("end", ["leave", "serve"])
def test_how_to_reach_them_goes_with_the_visit_and_letters_not_sent_stay_unsent(end):
    house = make_floor.house()
    visit = join(house, "08:00", way=5, phone="0171 1234567")
    if end == "leave":
        commands.leave(visit, by=CITIZEN, at=make.moment("08:02"))
    else:
        commands.be_here(visit, by=DEVICE, at=make.moment("08:05"))
        visit = make_floor.called(house, make_floor.clerk(house), "08:06")
        assert kinds() == ["number_joined"]
        commands.start(visit, by=make_floor.CLERK, at=make.moment("08:07"))

    row = Joining.objects.get()
    assert (row.phone, row.email, row.reached_by) == ("", "", [])
    assert kinds() == []


def test_a_retry_finds_the_number_it_drew():
    house = make_floor.house()
    key = uuid4()
    first = join(house, request_key=key, email="ada@example.org")
    assert join(house, "08:01", request_key=key, email="ada@example.org") == first
    assert kinds() == ["number_joined"]


def test_one_address_holds_one_number_at_a_time():
    house = make_floor.house()
    first = join(house, email="Ada+number@example.org", network="203.0.113.7")
    with pytest.raises(commands.HasANumber):
        join(house, email="ada@example.org", network="203.0.113.7")
    commands.leave(first, by=CITIZEN, at=make.moment("08:01"))
    assert join(house, email="ada@example.org", network="203.0.113.7").number == 2


def test_a_stranger_who_types_my_address_elsewhere_does_not_keep_me_from_a_number():
    house = make_floor.house()
    join(house, email="ada@example.org", network="203.0.113.7")
    assert join(house, email="ada@example.org", network="198.51.100.1").number == 2


def test_one_address_gets_so_many_messages_a_day():
    house = make_floor.house()
    for _ in range(10):
        visit = join(house, email="ada@example.org")
        commands.leave(visit, by=CITIZEN, at=make.moment("08:00"))
    with pytest.raises(TooManyMessages):
        join(house, email="ada@example.org")


def test_a_network_without_addresses_draws_as_many_as_a_library_needs():
    house = make_floor.house(clerks=4)
    for _ in range(12):
        join(house, network="203.0.113.7")
    with pytest.raises(commands.ManyFromHere):
        join(house, network="203.0.113.7")
    join(house, network="198.51.100.1")


def test_so_many_are_on_the_way_at_a_time_as_the_office_says():
    house = make_floor.house()
    allow(replace(OPEN, most_coming=1), house.office.pk)
    visit = join(house)
    with pytest.raises(commands.ManyOnTheWay):
        join(house)
    commands.be_here(visit, by=DEVICE, at=make.moment("08:10"))
    join(house, "08:10")


def test_offices_switch_it_off_for_themselves_and_for_some_days():
    house = make_floor.house()
    closed = ArrivalRuleSaid(replace(OPEN, joins=False), make.DAY, make.DAY)
    row = commands.set_arrival_rule(house.office.pk, closed, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.NotFromAfar):
        join(house)
    assert queries.arrival_policy(house.office.pk, make.later(1)).joins
    commands.remove_arrival_rule(row.pk, by=SYSTEM, at=make.AT)
    assert join(house).number == 1
    assert ArrivalRule.objects.count() == 1


def test_before_the_first_ticket_nobody_draws_from_afar():
    house = make_floor.house()
    with pytest.raises(commands.TicketsLater):
        join(house, "07:00")


@pytest.mark.parametrize("wrong", [{"way": 7}, {"email": "a@b.org", "phone": "0171 1234567"}])
def test_what_nobody_is_asked_for_is_refused(wrong):
    with pytest.raises((commands.UnknownWay, commands.OneWayToReach)):
        join(make_floor.house(), **wrong)


def test_at_the_end_of_the_day_nobody_stays_on_the_way():
    house = make_floor.house()
    visit = join(house, "15:00")
    called = join(house, "15:00", way=5)
    commands.be_here(called, by=DEVICE, at=make.moment("15:05"))
    make_floor.called(house, make_floor.clerk(house, clock="15:00"), "15:06")

    commands.close_ended_days(by=SYSTEM, at=make.moment("18:30"))

    assert (state(visit), state(called)) == (TicketState.LEFT, TicketState.MISSED)


def test_the_page_says_when_to_be_there():
    house = make_floor.house(clerks=1)
    make_floor.clerk(house)
    for _ in range(4):
        make_floor.ticket(house, "08:00")
    visit = join(house, "08:00", way=10)
    at = make.moment("08:00")
    position = queries.position(visit, at=at)

    told = queries.on_the_way(visit, position.wait, position.ahead, at=at)

    assert position.state == TicketState.COMING
    assert position.ahead == 4
    assert told.be_there is not None
    assert told.set_off == told.be_there - timedelta(minutes=10)
    assert at + timedelta(minutes=20) < told.be_there < at + timedelta(minutes=70)


def test_todays_digits_at_the_door_say_that_they_are_there():
    house = make_floor.house()
    visit = join(house, "08:00", way=5)
    code, at = visit.appointment.code, make.moment("08:06")

    with pytest.raises(commands.WrongDoorCode):
        commands.arrive_by_door(code, house.office.pk, "1", by=CITIZEN, at=at)
    digits = queries.door_code(house.office, make.DAY)
    commands.arrive_by_door(code, house.office.pk, f"{digits[:2]} {digits[2:]}", by=CITIZEN, at=at)

    assert state(visit) == TicketState.WAITING


def test_the_digits_change_every_day_and_from_place_to_place():
    one, other = make_floor.house().office, make_floor.house().office
    digits = {queries.door_code(one, make.later(day)) for day in range(30)}
    assert len(digits) > 28
    assert queries.door_code(one, make.DAY) != queries.door_code(other, make.DAY)
    assert all(len(each) == 5 and each.isdecimal() for each in digits)


def test_an_appointment_arrives_by_the_door_like_at_the_kiosk():
    house = make_floor.house()
    appointment = make_floor.booked(house, "09:00")
    digits = queries.door_code(house.office, make.DAY)

    visit = commands.arrive_by_door(
        appointment.code, house.office.pk, digits, by=CITIZEN, at=make.moment("08:50")
    )

    assert visit.due_at == make.moment("09:00")
    assert visit.state == TicketState.WAITING


def test_digits_are_guessed_a_few_times_only():
    house = make_floor.house()
    code = make_floor.booked(house, "09:00").code
    at = make.moment("08:50")
    for _ in range(6):
        with pytest.raises(commands.WrongDoorCode):
            commands.arrive_by_door(code, house.office.pk, "00000x", by=CITIZEN, at=at)
    with pytest.raises(TooManyTries):
        commands.arrive_by_door(code, house.office.pk, "00000x", by=CITIZEN, at=at)


def test_without_the_rule_the_door_opens_nothing():
    house = make_floor.house()
    allow(replace(OPEN, door_code=False), house.office.pk)
    code = make_floor.booked(house, "09:00").code
    digits = queries.door_code(house.office, make.DAY)
    with pytest.raises(commands.NoDoorCode):
        commands.arrive_by_door(code, house.office.pk, digits, by=CITIZEN, at=make.moment("08:50"))


def test_when_tickets_are_stopped_nobody_joins_from_afar():
    house = make_floor.house()
    commands.stop_tickets(house.office, by=SYSTEM, at=make.moment("08:00"))
    with pytest.raises(commands.TicketsStopped):
        join(house)


def test_the_probable_call_is_never_before_they_can_be_there():
    house = make_floor.house()
    make_floor.clerk(house)
    visit = join(house, "08:00", way=45)
    at = make.moment("08:01")
    position = queries.position(visit, at=at)

    told = queries.on_the_way(visit, position.wait, position.ahead, at=at)

    first, last = make.sure(told.called)
    assert first == make.moment("08:45")
    assert last > first
