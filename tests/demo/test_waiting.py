"""Simulated people wait and answer; visitors of the demo answer for themselves."""

from datetime import timedelta

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.models import KeptWish, Offer
from anlauf.booking.states import OfferState
from anlauf.booking.values import Contact
from anlauf.core.actors import CITIZEN
from anlauf.demo import habits, town
from anlauf.demo.prepare import HABITS
from anlauf.demo.waiting import Waiting
from tests import make

pytestmark = pytest.mark.django_db

TEN = make.moment("10:00")


@pytest.fixture
def waiting() -> Waiting:
    """A town with one office that is full for the next week but has a time after it."""
    offering = make.offering(make.office())
    make.office_day(offering.office, on=make.later(3), supply=[1] * 3)
    theirs = Contact(email="demo-000001@example.org")
    make.appointment(make.wish(offering, on=make.later(3)), contact=theirs)
    return Waiting(town.read(), habits.read(HABITS), seed=7)


def test_some_go_onto_the_list(waiting):
    waiting.live(at=TEN, minutes=60)
    assert KeptWish.objects.count() in range(1, 60)


def test_most_answer_in_time_but_nobody_answers_for_a_visitor(waiting):
    offering = make.offering(make.office())
    demo = [f"demo-waits-{number:06d}@example.org" for number in range(20)]
    for number, email in enumerate([*demo, "noor@example.org"]):
        on = make.later(4 + number)
        make.office_day(offering.office, on=on, supply=[1] * 3)
        booked = make.appointment(make.wish(offering, on=on))
        make.kept_wish(offering, contact=Contact(email=email), since=on, until=on)
        commands.cancel(booked, by=CITIZEN, at=TEN)
    theirs = Offer.objects.get(wish__email="noor@example.org")

    waiting.live(at=TEN + timedelta(minutes=29, seconds=59), minutes=0)

    assert Offer.objects.filter(state=OfferState.ACCEPTED).count() >= 4
    assert queries.open_offer(theirs.wish) == theirs
