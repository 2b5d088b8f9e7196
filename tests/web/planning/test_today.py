"""Somebody is missing today: proposals with their effects, one press, and back again."""

import pytest

from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.floor import commands as floor_commands
from anlauf.floor import queries as floor
from anlauf.people.roles import Role
from anlauf.staffing import commands, queries
from anlauf.staffing.models import Duty, Roster, ShiftPattern, Step
from anlauf.staffing.states import RosterState, StepKind
from tests import make
from tests.web import floor_scene
from tests.web.floor_scene import NOON, logged_in

pytestmark = pytest.mark.django_db
RELIEF = "/office/harburg/relief/"


@pytest.fixture(autouse=True)
def noon():
    before = clock.use(clock.StoppedClock(NOON))
    yield
    clock.use(before)


@pytest.fixture
def crowded():
    """A busy Monday for six clerks, of whom two came."""
    at = floor_scene.scene(desks=8)
    floor_scene.busy(at, waiting=12)
    day = OfficeDay.objects.get(office=at.office, date=make.DAY)
    day.supply = bytes(min(2, count) for count in day.supply)
    day.save(update_fields=["supply"])
    return at


@pytest.fixture
def roster(crowded):
    return planned(crowded)


def planned(crowded) -> Roster:
    """Who works today by a published plan: two here (one on files), two beside, one is free."""
    beside = make.office("altona", desks=4, short="Altona", area=crowded.office.area)
    make.hours(beside, "07:00-19:00")
    make.shift("long", "07:00-16:30", "12:00-12:30")
    make.shift(
        "files", "09:00-18:00", "12:00-12:30", files=[[make.tick("14:00"), make.tick("17:00")]]
    )
    row = Roster.objects.create(
        name="Now",
        first=make.DAY,
        days=7,
        offices=[crowded.office.pk, beside.pk],
        state=RosterState.PUBLISHED,
        made_at=make.AT,
        published_at=make.AT,
    )
    here = [make.employee(crowded.office, f"h{number}", hours=9) for number in range(2)]
    there = [make.employee(beside, f"a{number}", floats=True, hours=9) for number in range(3)]
    make.employee(crowded.office, "free", hours=9)
    shifts = {one.key: one for one in ShiftPattern.objects.all()}
    duties = [(here[0], crowded.office, "long"), (here[1], crowded.office, "files")]
    duties += [(one, beside, "files") for one in there[:2]]
    Duty.objects.bulk_create(
        Duty(roster=row, employee=who, date=make.DAY, office=where, shift=shifts[shift])
        for who, where, shift in duties
    )
    make.office_day(beside, supply=[2] * 144, opens="07:00")
    return row


@pytest.fixture
def lead():
    return logged_in(make.person("lead", role=Role.ADMINISTRATOR))


def text(response) -> str:
    return str(response.content.decode())


def test_every_way_out_is_proposed_with_its_effect(lead, roster):
    page = text(lead.get(RELIEF))
    assert "Call in Free, who is free today" in page
    assert "Altona lends" in page
    assert "serves instead of working on files" in page
    assert "Give out no more tickets today" in page
    assert "Nine of ten wait at most" in page


def test_a_second_clerk_is_worth_more_than_chance(crowded, roster):
    found = make.sure(queries.relief(crowded.office, at=NOON))
    called_in = next(one for one in found.proposals if one.way.who == "free")
    assert called_in.helps
    assert called_in.effect.late.after < called_in.effect.late.before


def test_the_same_moment_is_played_with_the_same_luck(crowded, roster):
    assert queries.relief(crowded.office, at=NOON) == queries.relief(crowded.office, at=NOON)


def test_somebody_is_called_in_and_sent_home_again(lead, crowded, roster):
    page = text(lead.post(f"{RELIEF}do/", {"way": "floater.free"}, follow=True))
    assert "It is done" in page
    assert "Free was called in" in page
    assert Duty.objects.filter(employee__number="free", office=crowded.office).exists()
    page = text(lead.post(f"{RELIEF}{Step.objects.get().pk}/back/", follow=True))
    assert "It is taken back" in page
    assert not Duty.objects.filter(employee__number="free").exists()
    verbs = set(JournalEntry.objects.values_list("verb", flat=True))
    assert {"staffing.step_taken", "staffing.step_taken_back"} <= verbs


def test_file_hours_fall_out_and_the_page_of_the_day_follows(lead):
    at = floor_scene.scene(desks=8)
    planned(at)
    commands.publish(at.office.pk, make.DAY, make.DAY, by=SYSTEM, at=make.AT)
    before = supply_of(at.office)
    lead.post(f"{RELIEF}do/", {"way": "files.h1"})
    assert supply_of(at.office) == before + 36  # from two to five
    lead.post(f"{RELIEF}{Step.objects.get().pk}/back/")
    assert supply_of(at.office) == before


def test_an_office_lends_and_gets_them_back(lead, crowded, roster):
    found = make.sure(queries.relief(crowded.office, at=NOON))
    loan = next(one.way for one in found.proposals if one.way.lender)
    lead.post(f"{RELIEF}do/", {"way": loan.key})
    duty = Duty.objects.get(employee__number=loan.who)
    assert duty.office == crowded.office
    lead.post(f"{RELIEF}{Step.objects.get().pk}/back/")
    duty.refresh_from_db()
    assert duty.office.key == "altona"


def test_tickets_are_stopped_and_given_again(lead, crowded, roster):
    lead.post(f"{RELIEF}do/", {"way": "tickets.0"})
    assert floor.tickets_stopped(crowded.office.pk, at=NOON)
    lead.post(f"{RELIEF}{Step.objects.get().pk}/back/")
    assert floor.tickets_stopped(crowded.office.pk, at=NOON) is None


def test_the_last_appointments_are_offered_other_times_and_get_theirs_back(lead):
    at = floor_scene.scene(desks=8)
    last = [floor_scene.booked(at, clock).pk for clock in ("16:00", "16:30")]
    Appointment.objects.filter(pk__in=last).update(email="a@example.org")
    was = {make.tick("16:00"), make.tick("16:30")}
    make.office_day(at.office, on=make.later(1), supply=[2] * 144, opens="07:00")
    lead.post(f"{RELIEF}do/", {"way": way_of(at.office, StepKind.MOVE)})
    assert (
        Appointment.objects.filter(day__date=make.later(1), state=AppointmentState.BOOKED).count()
        == 2
    )
    page = text(lead.get(RELIEF))
    assert "2 people were offered another time" in page
    lead.post(f"{RELIEF}{Step.objects.get().pk}/back/")
    again = Appointment.objects.filter(day__date=make.DAY, state=AppointmentState.BOOKED)
    assert {one.start for one in again} >= was


def test_what_is_no_longer_possible_is_refused_with_a_sentence(lead, crowded, roster):
    page = text(lead.post(f"{RELIEF}do/", {"way": "floater.nobody"}, follow=True))
    assert "no longer possible" in page
    assert not Step.objects.exists()


def test_a_proposal_pressed_twice_is_done_once_and_both_presses_hear_so(lead, crowded, roster):
    for _press in range(2):
        page = text(lead.post(f"{RELIEF}do/", {"way": "floater.free"}, follow=True))
        assert "It is done" in page
    assert Step.objects.count() == 1
    assert JournalEntry.objects.filter(verb="staffing.step_taken").count() == 1


def test_the_next_appointments_are_another_proposal(lead):
    at = floor_scene.scene(desks=8)
    clocks = [f"{hour}:{minute:02}" for hour in (15, 16, 17) for minute in (0, 15, 30, 45)]
    made = [floor_scene.booked(at, clock).pk for clock in clocks]
    Appointment.objects.filter(pk__in=made).update(email="a@example.org")
    make.office_day(at.office, on=make.later(1), supply=[2] * 144, opens="07:00")
    way = way_of(at.office, StepKind.MOVE)
    for _press in range(2):
        lead.post(f"{RELIEF}do/", {"way": way})
    there = Appointment.objects.filter(day__date=make.DAY, state=AppointmentState.BOOKED)
    assert there.count() == len(made) - len(Step.objects.get().facts["moved"])
    assert way_of(at.office, StepKind.MOVE) != way


def test_what_was_ended_elsewhere_can_be_done_again(lead, crowded, roster):
    lead.post(f"{RELIEF}do/", {"way": "tickets.0"})
    floor_commands.give_tickets_again(crowded.office, by=SYSTEM, at=NOON)
    lead.post(f"{RELIEF}do/", {"way": "tickets.0"})
    assert floor.tickets_stopped(crowded.office.pk, at=NOON)


def test_a_step_is_taken_back_once(lead, crowded, roster):
    lead.post(f"{RELIEF}do/", {"way": "tickets.0"})
    number = Step.objects.get().pk
    lead.post(f"{RELIEF}{number}/back/")
    assert "taken back already" in text(lead.post(f"{RELIEF}{number}/back/", follow=True))


def test_a_clerk_steers_nothing(client, crowded):
    client.force_login(crowded.clerk)
    assert client.get(RELIEF).status_code == 403


def way_of(office, kind: StepKind) -> str:
    found = make.sure(queries.relief(office, at=NOON))
    return next(one.way.key for one in found.proposals if one.way.kind == kind)


def supply_of(office) -> int:
    day = OfficeDay.objects.get(office=office, date=make.DAY)
    return sum(day.supply)
