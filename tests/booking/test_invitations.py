"""A code from a letter becomes one appointment, and says clearly why it does not."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.models import Appointment, Invitation
from anlauf.booking.states import AppointmentState, Share
from anlauf.booking.values import Line, Wish
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.core.models import JournalEntry
from tests import make

pytestmark = pytest.mark.django_db

AGENT = Actor(Kind.STAFF, 7)


@pytest.fixture
def wanted() -> Wish:
    return make.wish()


def invite(wanted: Wish, *, days: int = 14, lines=None) -> tuple[Invitation, str]:
    return commands.invite(
        lines or wanted.lines, (wanted.office,), make.later(days), "de", by=AGENT, at=make.AT
    )


def redeem(invitation: Invitation, wanted: Wish, *, key=None, at=make.AT) -> Appointment:
    return commands.redeem(
        invitation, wanted, make.NOBODY, request_key=key or uuid4(), by=CITIZEN, at=at
    )


def test_a_code_is_told_once_and_found_however_it_is_typed(wanted):
    made, code = invite(wanted)
    assert queries.invitation_by_code(code.lower().replace("-", " ")) == made
    assert code not in made.digest
    entry = JournalEntry.objects.get(verb="booking.invited")
    assert entry.by_number == 7
    assert code not in str(entry.facts)


@pytest.mark.parametrize("code", ["", "C4FN-7W2K", "no code at all", "💥" * 8])
def test_an_unknown_code_says_so(code, db):
    with pytest.raises(queries.UnknownInvitation):
        queries.invitation_by_code(code)


def test_a_code_books_from_the_share_of_invitations(wanted):
    made, _code = invite(wanted)
    appointment = redeem(made, wanted)
    assert appointment.share == Share.INVITATION
    assert appointment.state == AppointmentState.BOOKED
    assert queries.booked_with(made.__class__.objects.get()) == appointment


def test_what_it_is_for_stands_in_the_invitation_not_in_the_wish(wanted):
    made, _code = invite(wanted, lines=(Line(wanted.lines[0].service, 2),))
    other = replace(wanted, lines=(Line(wanted.lines[0].service, 5),), share=Share.ONLINE)
    assert redeem(made, other).services.get().count == 2


def test_a_used_code_says_so_and_a_retry_gets_what_the_first_try_made(wanted):
    made, _code = invite(wanted)
    key = uuid4()
    first = redeem(made, wanted, key=key)
    assert redeem(made, wanted, key=key) == first
    with pytest.raises(commands.InvitationUsed):
        redeem(made, replace(wanted, start=wanted.start + 6))
    assert Appointment.objects.count() == 1


def test_a_moved_appointment_still_uses_the_code_up(wanted):
    made, _code = invite(wanted)
    later = replace(wanted, start=wanted.start + 6)
    commands.move(redeem(made, wanted), later, request_key=uuid4(), by=CITIZEN, at=make.AT)
    with pytest.raises(commands.InvitationUsed):
        redeem(Invitation.objects.get(), wanted)


def test_a_cancelled_appointment_makes_the_code_usable_again_until_its_last_day(wanted):
    made, _code = invite(wanted, days=0)
    commands.cancel(redeem(made, wanted), by=CITIZEN, at=make.AT)
    again = redeem(Invitation.objects.get(), replace(wanted, start=wanted.start + 6))
    commands.cancel(again, by=CITIZEN, at=make.AT)
    with pytest.raises(commands.InvitationOver):
        redeem(Invitation.objects.get(), wanted, at=make.AT + timedelta(days=1))


def test_a_withdrawn_code_says_so_but_its_appointment_stands(wanted):
    made, _code = invite(wanted)
    appointment = redeem(made, wanted)
    commands.withdraw_invitation(made, by=AGENT, at=make.AT)
    commands.withdraw_invitation(made, by=AGENT, at=make.AT)
    assert JournalEntry.objects.filter(verb="booking.invitation_withdrawn").count() == 1
    with pytest.raises(commands.InvitationWithdrawn):
        redeem(Invitation.objects.get(), replace(wanted, start=wanted.start + 6))
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.BOOKED


def test_a_time_that_is_gone_does_not_use_the_code_up(wanted):
    made, _code = invite(wanted)
    make.appointment(wanted)
    with pytest.raises(commands.TimeTaken):
        redeem(made, wanted)
    assert redeem(Invitation.objects.get(), replace(wanted, start=wanted.start + 3))


def test_another_office_is_not_what_was_meant(wanted):
    made, _code = invite(wanted)
    with pytest.raises(queries.NotOffered):
        redeem(made, make.wish())


@pytest.mark.parametrize("days", [-1, 366])
def test_the_last_day_lies_within_a_year(wanted, days):
    with pytest.raises(commands.WrongLastDay):
        invite(wanted, days=days)
