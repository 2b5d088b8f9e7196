"""Others change groups, unseen, where that makes room for one more."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.states import AppointmentState
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.engine.capacity import Clerk, level, staffed
from anlauf.engine.grid import Span
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """One clerk for registrations; another one for registrations and licences."""
    made = make.office()
    present = (Span(make.tick("08:00"), make.tick("10:00")),)
    page = staffed(
        [
            Clerk(frozenset({"registration"}), present),
            Clerk(frozenset({"registration", "licences"}), present),
        ],
        level(present, 9),
    )
    OfficeDay.objects.create(
        office=made,
        date=make.DAY,
        spans=[[present[0].start, present[0].end]],
        groups=[sorted(group.skills) for group in page.groups],
        supply=b"".join(group.supply for group in page.groups),
        promised=b"".join(group.promised for group in page.groups),
        desks=page.desks,
    )
    return made


def offered(office, skill):
    return make.offering(office, make.service(skill_key=skill))


def stuck(office):
    """Somebody with a registration sits with the clerk for licences; the other one is free."""
    registration = offered(office, "registration")
    first = make.appointment(make.wish(registration))
    second = make.appointment(make.wish(registration))
    commands.cancel(first, by=SYSTEM, at=make.AT)
    second.refresh_from_db()
    assert second.lane == 1
    return second


def audited() -> str:
    out = StringIO()
    call_command("audit", stdout=out)
    return out.getvalue()


def test_a_visit_that_needs_a_second_skill_is_booked_because_somebody_else_changes_lanes(office):
    stays = stuck(office)

    licence = make.appointment(make.wish(offered(office, "licences")))

    stays.refresh_from_db()
    assert (licence.lane, stays.lane) == (1, 0)
    assert stays.start == licence.start
    assert JournalEntry.objects.filter(verb="booking.rebalanced").count() == 1
    assert "agrees" in audited()


def test_nobody_is_moved_when_there_is_no_room_even_so(office):
    stays = stuck(office)
    make.appointment(make.wish(offered(office, "registration")))

    with pytest.raises(commands.TimeTaken):
        make.held(make.wish(offered(office, "licences")))

    stays.refresh_from_db()
    assert stays.lane == 1
    assert "agrees" in audited()


def test_nobody_is_moved_for_a_share_that_may_take_no_more(office):
    stays = stuck(office)
    make.release_rule(
        make.tranche(1, make.opening("online")), make.tranche(99, make.opening("internal"))
    )
    with pytest.raises(commands.TimeTaken):
        make.held(make.wish(offered(office, "licences")))
    stays.refresh_from_db()
    assert stays.lane == 1


def test_who_moves_within_a_day_does_not_stand_in_their_own_way(office):
    stays = stuck(office)
    wish = make.wish(offered(office, "registration"), at="08:10")
    moved = commands.move(stays, wish, request_key=uuid4(), by=SYSTEM, at=make.AT)
    assert moved.state == AppointmentState.BOOKED
    assert "agrees" in audited()


def test_at_night_everybody_goes_to_the_least_flexible_group(office):
    stays = stuck(office)
    assert commands.tidy_all(by=SYSTEM, at=make.AT) == 1
    assert Appointment.objects.get(pk=stays.pk).lane == 0
    assert "agrees" in audited()
    assert commands.tidy_all(by=SYSTEM, at=make.AT) == 0


def test_what_the_night_makes_free_is_offered_to_whoever_waits_before_anybody_sees_it(office):
    stuck(office)
    licences = offered(office, "licences")
    waiting = make.kept_wish(licences)

    assert commands.tidy_all(by=SYSTEM, at=make.AT) == 1

    offer = make.sure(queries.open_offer(waiting))
    assert (offer.appointment.lane, offer.appointment.start) == (1, make.tick("08:00"))
    with pytest.raises(commands.TimeTaken):
        make.held(make.wish(licences))
    assert "agrees" in audited()
