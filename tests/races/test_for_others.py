"""Staff and citizens, or two with one code, at the same moment."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from anlauf.booking import audit, commands
from anlauf.booking.commands import redemption
from anlauf.booking.models import Appointment, Invitation
from anlauf.booking.states import Share
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.web.agency import times
from tests import make
from tests.races.rush import Pause, lucky, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

AGENT = Actor(Kind.STAFF, 7)
PLACES = 3


def test_overbooking_through_an_internal_booking():
    """Nobody at a desk or a phone gets more out of a day than there is."""
    offering = make.offering(make.office())
    make.office_day(offering.office, supply=[PLACES] * 3)
    wish = make.wish(offering)

    def one(number: int) -> Appointment:
        if number % 2:
            return commands.book(wish, make.NOBODY, request_key=uuid4(), by=CITIZEN, at=make.AT)
        return times.promised(
            wish,
            lambda wanted: commands.hold(wanted, request_key=uuid4(), by=AGENT, at=make.AT),
        )

    booked = lucky(rush(12, one))
    assert len(booked) == PLACES
    assert not list(audit.differences())


def test_an_internal_booking_finds_the_day_as_full_as_everybody_else():
    wish = make.wish()
    commands.book(wish, make.NOBODY, request_key=uuid4(), by=CITIZEN, at=make.AT)
    for _ in range(24):
        for share in (Share.INTERNAL, Share.ONLINE):
            with pytest.raises(commands.TimeTaken):
                commands.book(
                    replace(wish, share=share),
                    make.NOBODY,
                    request_key=uuid4(),
                    by=AGENT,
                    at=make.AT,
                )
    assert Appointment.objects.count() == 1


def redeemed_by_many() -> int:
    wish = make.wish()
    invitation, _code = commands.invite(
        wish.lines, (wish.office,), make.later(7), "de", by=AGENT, at=make.AT
    )

    def one(number: int) -> Appointment:
        wanted = replace(wish, start=wish.start + 3 * number)
        return commands.redeem(
            invitation, wanted, make.NOBODY, request_key=uuid4(), by=CITIZEN, at=make.AT
        )

    return len(lucky(rush(6, one)))


def test_one_code_makes_one_appointment():
    assert redeemed_by_many() == 1
    assert Appointment.objects.count() == 1


def test_without_the_lock_one_code_makes_several(monkeypatch):
    """Control: proves the test above can fail."""
    pause = Pause()
    pause.until(2)

    def unlocked(rows: QuerySet[Invitation]) -> Invitation:
        row = rows.get()
        pause()
        return row

    monkeypatch.setattr(redemption, "locked", unlocked)
    assert redeemed_by_many() > 1
    assert Invitation.objects.count() == 1
