"""Checking in with a code: forgiving, and only where and when one is expected."""

from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands as booking
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Wish
from anlauf.core.actors import CITIZEN, DEVICE, SYSTEM
from anlauf.engine import codes
from anlauf.engine.dispatch import Reason
from anlauf.floor import commands, queries
from anlauf.floor.models import Visit
from anlauf.floor.states import TicketState
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db


def check_in(code, office, clock="08:55"):
    return commands.check_in(code, office.pk, by=DEVICE, at=make.moment(clock))


def test_an_appointment_becomes_a_visit_with_a_number():
    house = make_floor.house()
    appointment = make_floor.booked(house, "09:00", name="Amara")

    visit = check_in(appointment.code, house.office)

    assert visit.label == "001"
    assert visit.state == TicketState.WAITING
    assert visit.due_at == make.moment("09:00")
    assert visit.skills == ["residents"]
    assert visit.minutes == 15
    assert [(item.service_id, item.count) for item in visit.items.all()] == [(house.service.pk, 1)]
    assert make_floor.periods(visit) == [("waiting", make.moment("08:55"), None)]
    assert make_floor.verbs(visit) == ["floor.checked_in"]
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.ARRIVED


def test_a_code_may_be_typed_with_slips_of_the_hand():
    house = make_floor.house()
    code = make_floor.booked(house, "09:00").code

    visit = check_in(f"  {code.lower().replace('-', ' ')} ", house.office)

    assert visit.appointment.code == code


def test_scanning_twice_gives_the_same_visit():
    house = make_floor.house()
    code = make_floor.booked(house, "09:00").code

    first = check_in(code, house.office)
    second = check_in(code, house.office, "08:56")

    assert first == second
    assert second.arrived_at == make.moment("08:55")
    assert make_floor.verbs(first) == ["floor.checked_in"]


def test_numbers_count_up_without_gaps():
    house = make_floor.house()
    codes = [make_floor.booked(house, clock).code for clock in ("09:00", "09:15", "09:30")]

    numbers = [check_in(code, house.office).number for code in codes]

    assert numbers == [1, 2, 3]


def test_two_offices_at_one_place_never_show_the_same_number():
    place = make.place()
    here, next_door = make_floor.house(place=place), make_floor.house(place=place)

    labels = [make_floor.ticket(house).label for house in (here, next_door, here)]

    assert labels == ["001", "002", "003"]


def test_the_wrong_office_names_the_right_one():
    house, elsewhere = make_floor.house(), make_floor.house()
    code = make_floor.booked(house, "09:00").code

    with pytest.raises(commands.WrongOffice) as refusal:
        check_in(code, elsewhere.office)

    assert house.office.short in str(refusal.value)
    assert house.office.place.street in str(refusal.value)
    assert not Visit.objects.exists()


def test_the_wrong_day_names_the_date():
    house = make_floor.house()
    make.office_day(house.office, on=make.later(1))
    code = make_floor.booked(house, "09:00", on=make.later(1)).code

    with pytest.raises(commands.WrongDay) as refusal:
        check_in(code, house.office)

    assert "24" in str(refusal.value)
    assert "09:00" in str(refusal.value)


def test_a_cancelled_appointment_says_so():
    house = make_floor.house()
    appointment = make_floor.booked(house, "09:00")
    booking.cancel(appointment, by=CITIZEN, at=make.AT)

    with pytest.raises(commands.AppointmentCancelled):
        check_in(appointment.code, house.office)


def test_a_moved_appointment_points_to_its_new_place():
    house = make_floor.house()
    make.office_day(house.office, on=make.later(1))
    appointment = make_floor.booked(house, "09:00")
    wish = Wish(house.line, house.office.pk, make.later(1), make.tick("08:30"))
    booking.move(appointment, wish, request_key=uuid4(), by=CITIZEN, at=make.AT)

    with pytest.raises(commands.WrongDay, match="08:30"):
        check_in(appointment.code, house.office)


def test_a_time_that_was_only_held_is_no_appointment():
    house = make_floor.house()
    wish = Wish(house.line, house.office.pk, make.DAY, make.tick("09:00"))
    held = booking.hold(wish, request_key=uuid4(), by=CITIZEN, at=make.moment("08:50"))

    with pytest.raises(commands.NotConfirmed):
        check_in(held.code, house.office)


@pytest.mark.parametrize("code", ["2345-6789", "", "hello", "👩‍👧", "x" * 1000, "' OR 1=1 --"])
def test_an_unknown_code_gets_a_clear_sentence(code):
    house = make_floor.house()

    with pytest.raises(commands.UnknownCode, match="do not know this code"):
        check_in(code, house.office)


def test_a_slip_and_a_code_nobody_has_are_looked_up_alike(count_statements):
    """The same steps for both, so that the time of the answer tells nothing."""
    house = make_floor.house()
    steps = []
    for code in ("nonsense", codes.spell(4711)):
        with count_statements() as statements, pytest.raises(commands.UnknownCode):
            check_in(code, house.office)
        steps.append(len(statements))

    assert steps[0] == steps[1]


def test_too_early_on_the_right_day_is_fine():
    house = make_floor.house()
    code = make_floor.booked(house, "15:00").code

    visit = check_in(code, house.office, "08:05")

    assert visit.state == TicketState.WAITING
    assert queries.queue(house.office.pk, at=make.moment("08:05"))[0].reason == Reason.EARLY


def test_somebody_late_is_served_after_the_walk_ins_who_were_there_before():
    house = make_floor.house()
    code = make_floor.booked(house, "08:15").code
    walk_in = make_floor.ticket(house, "08:30")

    late = check_in(code, house.office, "08:40")

    in_line = queries.queue(house.office.pk, at=make.moment("08:41"))
    assert [(one.ticket.visit, one.reason) for one in in_line] == [
        (walk_in.pk, Reason.WALK_IN),
        (late.pk, Reason.LATE),
    ]


def test_somebody_whose_time_was_given_away_is_still_served_while_there_is_room():
    house = make_floor.house()
    appointment = make_floor.booked(house, "08:15")
    commands.miss_absent(by=SYSTEM, at=make.moment("08:45"))
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.MISSED

    visit = check_in(appointment.code, house.office, "08:50")

    assert visit.state == TicketState.WAITING
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.ARRIVED


def test_somebody_whose_time_was_given_away_is_not_let_in_to_wait_in_vain():
    house = make_floor.house(clerks=1, hours=1)
    code = make_floor.booked(house, "08:00").code
    commands.miss_absent(by=SYSTEM, at=make.moment("08:30"))
    make_floor.ticket(house, "08:30")
    make_floor.ticket(house, "08:30")

    with pytest.raises(commands.TooLate):
        check_in(code, house.office, "08:35")

    assert Visit.objects.count() == 2


def test_who_missed_the_call_scans_again_and_is_back_in_line():
    house = make_floor.house()
    code = make_floor.booked(house, "09:00").code
    visit = check_in(code, house.office)
    make_floor.called(house, make_floor.clerk(house), "09:00")
    commands.miss(visit, by=make_floor.CLERK, at=make.moment("09:04"))

    again = check_in(code, house.office, "09:06")

    assert again == visit
    assert again.state == TicketState.WAITING
    assert again.number == visit.number
    assert again.appointment.state == AppointmentState.ARRIVED


def test_who_was_served_scans_again_and_nothing_happens():
    house = make_floor.house()
    code = make_floor.booked(house, "09:00").code
    check_in(code, house.office)
    visit = make_floor.served(house, make_floor.clerk(house), since="09:00", until="09:10")

    again = check_in(code, house.office, "09:20")

    assert again == visit
    assert again.state == TicketState.FINISHED


def test_the_visitors_own_link_opens_the_visit_and_the_table_holds_only_its_digest():
    house = make_floor.house()
    visit = make_floor.ticket(house)

    key = queries.visit_key(visit.appointment)

    assert queries.visit_by_key(key, at=make.AT) == visit
    assert key not in visit.key
    with pytest.raises(queries.UnknownVisit):
        queries.visit_by_key(visit.key, at=make.AT)


def test_two_weeks_after_a_visit_its_link_says_that_it_has_ended():
    visit = make_floor.ticket(make_floor.house())
    key, weeks = queries.visit_key(visit.appointment), timedelta(days=14)
    assert queries.visit_by_key(key, at=visit.arrived_at + timedelta(days=13)) == visit
    with pytest.raises(queries.UnknownVisit) as ended:
        queries.visit_by_key(key, at=visit.arrived_at + weeks)
    assert ended.value.status == 410


def test_coming_in_asks_the_database_as_often_in_a_full_room(count_statements):
    house = make_floor.house(clerks=8)
    counts = []
    for waiting, clock in ((1, "09:00"), (12, "09:15")):
        for _ in range(waiting):
            make_floor.ticket(house)
        code = make_floor.booked(house, clock).code
        with count_statements() as statements:
            check_in(code, house.office)
        with count_statements() as more:
            make_floor.ticket(house)
        counts.append((len(statements), len(more)))

    assert counts[0] == counts[1]
    assert counts[0][0] <= 20
    assert counts[0][1] <= 24
