"""Many cancel at once while others wait and others look: the list comes first, and each once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from anlauf.booking import audit, commands, queries, snapshots
from anlauf.booking.commands import freed, writing
from anlauf.booking.models import Appointment, KeptWish, Offer, OfficeDay
from anlauf.booking.states import AppointmentState, OfferState, WishState
from anlauf.booking.values import Contact, Line, Question, Wish
from anlauf.core.actors import CITIZEN
from anlauf.core.models import Letter
from anlauf.core.refusal import Refused
from anlauf.directory.models import Offering
from anlauf.engine.capacity import Page
from tests import make
from tests.races.rush import Pause, lucky, rush

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

TEN = make.moment("10:00")
IN_A_WEEK = make.later(7)
PLACES = 8


@pytest.fixture
def slow_decision(monkeypatch: pytest.MonkeyPatch) -> Pause:
    """Time between reading a page and writing it, so that others can come in between."""
    read, pause = snapshots.page, Pause()

    def slowly(day: OfficeDay) -> Page:
        page = read(day)
        pause()
        return page

    monkeypatch.setattr(snapshots, "page", slowly)
    return pause


@pytest.fixture
def offering() -> Offering:
    """An office with eight times in a week."""
    made = make.offering(make.office())
    make.office_day(made.office, on=IN_A_WEEK, supply=[1] * 3 * PLACES)
    return made


def full_day(offering: Offering) -> list[Appointment]:
    """Somebody at each of its times."""
    first = make.tick(make.OPENS)
    starts = range(first, first + 3 * PLACES, 3)
    return [make.appointment(_at(offering, start)) for start in starts]


def test_a_storm_of_cancellations_serves_the_list_before_the_public(offering, slow_decision):
    """Half cancel, half keep tapping on every time of the day as fast as they can."""
    booked = full_day(offering)
    for _ in range(PLACES):
        make.kept_wish(offering)

    rush(2 * PLACES, _cancelling_and_grabbing(offering, booked))

    assert grabbed() == 0
    assert Offer.objects.filter(state=OfferState.OPEN).count() == PLACES
    assert KeptWish.objects.filter(state=WishState.OFFERED).count() == PLACES
    assert Offer.objects.values("appointment__start").distinct().count() == PLACES
    assert not list(audit.differences())


def test_without_the_list_served_under_the_lock_the_race_is_real(
    offering, slow_decision, monkeypatch
):
    """Control: the page is stored as free first and the list asked afterwards, as others do it."""
    monkeypatch.setattr(freed, "give_back", _published_first)
    booked = full_day(offering)
    for _ in range(PLACES):
        make.kept_wish(offering)

    rush(2 * PLACES, _cancelling_and_grabbing(offering, booked))

    assert grabbed() > 0


def test_no_search_ever_sees_a_time_that_somebody_waits_for(offering, slow_decision):
    booked = full_day(offering)
    for _ in range(PLACES):
        make.kept_wish(offering)
    question = Question((Line(offering.service_id),), (offering.office_id,))

    def attempt(number: int) -> int:
        if number < PLACES:
            commands.cancel(booked[number], by=CITIZEN, at=TEN)
            return 0
        return sum(len(queries.times_on_offer(question, at=TEN)) for _ in range(20))

    assert sum(lucky(rush(2 * PLACES, attempt))) == 0


def test_a_double_tap_takes_an_offer_once(offering, slow_decision):
    later = make.appointment(_at(offering, make.tick("09:00")), contact=Contact(phone="040 123456"))
    earlier = make.appointment(_at(offering, make.tick("08:00")))
    wish = make.kept_wish(offering, appointment=later.pk)
    commands.cancel(earlier, by=CITIZEN, at=TEN)
    offer = queries.open_offer(wish)
    assert offer is not None

    answers = rush(8, lambda _number: commands.accept_offer(offer, by=CITIZEN, at=TEN))

    assert len({one.pk for one in lucky(answers)}) == 1
    assert len(lucky(answers)) == 8
    assert Letter.objects.filter(kind="moved").count() == 1
    assert not list(audit.differences())


def test_an_offer_is_either_taken_or_passed_on(offering, slow_decision):
    """One second before and one second after its deadline, at the same moment."""
    for turn in range(5):
        wish, next_one = make.kept_wish(offering), make.kept_wish(offering)
        appointment = make.appointment(_at(offering, 96 + 3 * turn), at=TEN)
        commands.cancel(appointment, by=CITIZEN, at=TEN)
        offer = make.sure(queries.open_offer(wish))

        def attempt(number: int, offer: Offer = offer) -> object:
            if number % 2:
                return commands.pass_on_offers(at=offer.until + timedelta(seconds=1))
            before = offer.until - timedelta(seconds=1)
            return commands.accept_offer(offer, by=CITIZEN, at=before)

        rush(4, attempt)

        offer.refresh_from_db()
        taken = offer.state == OfferState.ACCEPTED
        assert taken or offer.state == OfferState.LAPSED
        assert bool(queries.open_offer(next_one)) != taken
        assert not list(audit.differences())
        _clear()


def test_taking_withdrawing_and_moving_at_once_never_blocks(offering, slow_decision):
    """Everybody who may touch an offer does, again and again."""
    make.office_day(offering.office, on=make.later(8), supply=[1] * 3 * PLACES)
    later = [make.appointment(_at(offering, 96 + 3 * n, on=make.later(8))) for n in range(4)]
    earlier = [make.appointment(_at(offering, 96 + 3 * n)) for n in range(4)]
    wishes = [make.kept_wish(offering, appointment=one.pk) for one in later]
    verbs: list[Callable[[int], object]] = [
        lambda n: commands.cancel(earlier[n], by=CITIZEN, at=TEN),
        lambda n: _accept(wishes[n]),
        lambda n: commands.withdraw_wish(wishes[n], by=CITIZEN, at=TEN),
        lambda n: commands.move(
            later[n],
            _at(offering, 108 + 3 * n, on=make.later(8)),
            request_key=uuid4(),
            by=CITIZEN,
            at=TEN,
        ),
        lambda _n: commands.pass_on_offers(at=TEN + timedelta(hours=1)),
    ]

    rush(20, lambda number: verbs[number % 5](number // 5))

    assert not list(audit.differences())
    living = Appointment.objects.filter(state=AppointmentState.BOOKED)
    assert living.values("code").distinct().count() == living.count()


def grabbed() -> int:
    """How many of the public got a time."""
    return Appointment.objects.filter(state=AppointmentState.HELD, offer=None).count()


def _cancelling_and_grabbing(
    offering: Offering, booked: list[Appointment]
) -> Callable[[int], object]:
    def attempt(number: int) -> object:
        if number < PLACES:
            return commands.cancel(booked[number], by=CITIZEN, at=TEN)
        for turn in range(4 * PLACES):
            try:
                make.held(_at(offering, booked[turn % PLACES].start), at=TEN)
            except Refused:
                continue
        return None

    return attempt


def _published_first(day: OfficeDay, page: Page, *_freed: Appointment, **_said: object) -> None:
    writing.store(day, page)


def _accept(wish: KeptWish) -> object:
    offer = queries.open_offer(wish)
    return offer and commands.accept_offer(offer, by=CITIZEN, at=TEN)


def _at(offering: Offering, start: int, on: date = IN_A_WEEK) -> Wish:
    return replace(make.wish(offering, on=on), start=start)


def _clear() -> None:
    Offer.objects.all().delete()
    KeptWish.objects.all().delete()
