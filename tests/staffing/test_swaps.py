"""A duty changes hands: offered, taken, checked, approved; or not."""

from datetime import timedelta

import pytest

from anlauf.booking import audit
from anlauf.booking.commands import SupplyConflicts
from anlauf.core.actors import SYSTEM
from anlauf.staffing import commands
from anlauf.staffing.models import Duty, SwapOffer
from anlauf.staffing.states import AbsenceKind, SwapState
from tests import make
from tests.staffing import scene
from tests.staffing.scene import MONDAY, TUESDAY, WEDNESDAY, clerks_at, working

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office():
    return scene.office()


@pytest.fixture
def roster(office):
    return scene.published(office)


def duty_of(number: str) -> Duty:
    return Duty.objects.get(employee__number=number)


def offered() -> SwapOffer:
    return commands.offer_duty("p1", duty_of("p1").pk, by=SYSTEM, at=make.AT)


def taken(by: str = "p3", in_return: int | None = None) -> SwapOffer:
    return commands.take_offer(offered().pk, by, in_return, by=SYSTEM, at=make.AT)


def state() -> str:
    return SwapOffer.objects.get().state


def test_an_approved_swap_changes_both_weeks(roster, office):
    offer = taken("p2", duty_of("p2").pk)
    assert working("p1") == [MONDAY]
    commands.approve_swap(offer.pk, by=SYSTEM, at=make.AT)
    assert (working("p1"), working("p2")) == ([TUESDAY], [MONDAY])
    assert list(audit.differences()) == []


def test_a_duty_may_be_given_without_return_and_taken_back(roster, office):
    make.sure(duty_of("p1").employee.contracts.first())
    duty_of("p1").employee.contracts.update(weekly_minutes=300)
    offer = taken("p3")
    commands.approve_swap(offer.pk, by=SYSTEM, at=make.AT)
    assert (working("p1"), working("p3")) == ([], [MONDAY])
    commands.undo_swap(offer.pk, by=SYSTEM, at=make.AT)
    assert (working("p1"), working("p3"), state()) == ([MONDAY], [], SwapState.UNDONE)


def test_on_one_day_the_shifts_change_hands(office):
    row = scene.proposed(office)
    scene.duty(row, "p1", MONDAY, "early")
    scene.duty(row, "p2", MONDAY, "late")
    commands.publish_roster(row.pk, {}, by=SYSTEM, at=make.AT)
    offer = taken("p2", duty_of("p2").pk)
    commands.approve_swap(offer.pk, by=SYSTEM, at=make.AT)
    assert (duty_of("p1").shift.key, duty_of("p2").shift.key) == ("late", "early")
    commands.undo_swap(offer.pk, by=SYSTEM, at=make.AT)
    assert (duty_of("p1").shift.key, duty_of("p2").shift.key) == ("early", "late")


def test_the_broken_rule_is_named(office):
    row = scene.proposed(office)
    scene.duty(row, "p1", TUESDAY, "early")
    scene.duty(row, "p2", MONDAY, "late")
    commands.publish_roster(row.pk, {}, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.SwapBreaksRule) as refused:
        taken("p2")
    assert "§ 5 ArbZG" in str(refused.value)
    assert "P2" in str(refused.value)


def test_nobody_gets_two_duties_on_a_day(office):
    scene.published(office, ("p1", MONDAY), ("p2", MONDAY))
    with pytest.raises(commands.SwapBreaksRule):
        taken("p2")


def test_what_became_unlawful_since_is_not_approved(roster, office):
    offer = taken("p3")
    commands.record_absence(
        commands.Away("p3", MONDAY, MONDAY, AbsenceKind.LEAVE), by=SYSTEM, at=make.AT
    )
    with pytest.raises(commands.SwapBreaksRule):
        commands.approve_swap(offer.pk, by=SYSTEM, at=make.AT)
    assert (working("p1"), state()) == ([MONDAY], SwapState.TAKEN)


def test_a_swap_that_would_break_a_promise_does_not_happen(roster, office):
    offering = make.offering(office, minutes=10)
    make.appointment(make.wish(offering, at="09:00", on=MONDAY))
    make.skill("papers")
    make.employee(office, "p9", hours=8, skills=["papers"])
    offer = taken("p9")
    with pytest.raises(SupplyConflicts):
        commands.approve_swap(offer.pk, by=SYSTEM, at=make.AT)
    assert (working("p1"), clerks_at(office, MONDAY)) == ([MONDAY], 1)


def test_refused_withdrawn_and_stepped_back(roster):
    offer = taken("p3")
    commands.step_back(offer.pk, "p3", by=SYSTEM, at=make.AT)
    assert state() == SwapState.OPEN
    commands.take_offer(offer.pk, "p2", None, by=SYSTEM, at=make.AT)
    commands.refuse_swap(offer.pk, "too few people", by=SYSTEM, at=make.AT)
    assert (state(), SwapOffer.objects.get().reason) == (SwapState.REFUSED, "too few people")
    again = offered()
    commands.withdraw_offer(again.pk, "p1", by=SYSTEM, at=make.AT)
    assert working("p1") == [MONDAY]


def test_only_ones_own_coming_published_duty_is_offered_and_once(roster, office):
    with pytest.raises(commands.NotYourDuty):
        commands.offer_duty("p3", duty_of("p1").pk, by=SYSTEM, at=make.AT)
    with pytest.raises(commands.NotYourDuty):
        commands.offer_duty("p1", duty_of("p1").pk, by=SYSTEM, at=make.moment("07:00", MONDAY))
    offered()
    with pytest.raises(commands.OfferedAlready):
        offered()


def test_an_offer_ends_with_its_duty_and_with_its_roster(roster):
    offered()
    assert commands.expire_offers(at=make.AT) == 0
    assert commands.expire_offers(at=make.moment("06:30", MONDAY)) == 1
    offered()
    commands.take_back(roster.pk, {}, by=SYSTEM, at=make.AT)
    assert commands.expire_offers(at=make.AT) == 1
    assert set(SwapOffer.objects.values_list("state", flat=True)) == {SwapState.EXPIRED}


def test_nobody_takes_what_has_begun_or_their_own(roster):
    offer = offered()
    with pytest.raises(commands.OfferGone):
        commands.take_offer(offer.pk, "p1", None, by=SYSTEM, at=make.AT)
    late = make.moment("06:30", MONDAY) + timedelta(minutes=1)
    with pytest.raises(commands.OfferGone):
        commands.take_offer(offer.pk, "p3", None, by=SYSTEM, at=late)


def test_only_ones_own_duty_is_given_in_return(roster):
    offer = offered()
    with pytest.raises(commands.NotYourDuty):
        commands.take_offer(offer.pk, "p3", duty_of("p2").pk, by=SYSTEM, at=make.AT)


def test_a_day_between_stays_as_it_was(roster, office):
    commands.approve_swap(taken("p3").pk, by=SYSTEM, at=make.AT)
    assert clerks_at(office, WEDNESDAY) == 0
