"""Only a claim that holds opens urgent times; it is judged at the counter and then forgotten."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.imports.urgency import load_urgency
from anlauf.booking.models import Appointment, UrgencyRule
from anlauf.booking.states import ClaimState, Share
from anlauf.booking.values import Wish
from anlauf.core.actors import CITIZEN, SYSTEM, Actor, Kind
from anlauf.core.models import JournalEntry
from anlauf.directory.imports.described import Urgency
from tests import make

pytestmark = pytest.mark.django_db

CLERK = Actor(Kind.STAFF, 7)
DOORS = ["hold", "book", "move"]


def through(door: str, wanted: Wish) -> Appointment:
    """Ask for the time through one of the doors that promise."""
    if door == "hold":
        return commands.hold(wanted, request_key=uuid4(), by=CITIZEN, at=make.AT)
    if door == "book":
        return commands.book(wanted, make.NOBODY, request_key=uuid4(), by=CITIZEN, at=make.AT)
    old = make.appointment(replace(wanted, share=Share.ONLINE, urgency=None, urgent_on=None))
    later = replace(wanted, start=wanted.start + 6)
    return commands.move(old, later, request_key=uuid4(), by=CITIZEN, at=make.AT)


@pytest.fixture
def wanted() -> Wish:
    return make.wish()


@pytest.mark.parametrize("door", DOORS)
def test_a_claim_that_holds_opens_urgent_times_and_is_kept_with_the_appointment(door, wanted):
    rule = make.urgency_rule()
    made = through(door, make.urgent(wanted, rule))
    kept = Appointment.objects.get(pk=made.pk)
    assert (kept.share, kept.urgency, kept.claim) == (Share.URGENT, rule, ClaimState.STATED)
    assert kept.urgent_on == make.later(3)


@pytest.mark.parametrize("door", DOORS)
def test_the_urgent_share_is_refused_at_every_door_without_a_claim(door, wanted):
    make.urgency_rule()
    with pytest.raises(commands.NotUrgent):
        through(door, replace(wanted, share=Share.URGENT))
    assert not Appointment.objects.filter(share=Share.URGENT).exists()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("days", [-1, 15, None])
def test_a_date_that_is_over_too_far_or_missing_opens_nothing(door, days, wanted):
    rule = make.urgency_rule(name={"en": "I travel soon"})
    with pytest.raises(commands.NotUrgent) as refused:
        through(door, make.urgent(wanted, rule, days=days))
    assert "“I travel soon” counts for a date from today to" in str(refused.value)


@pytest.mark.parametrize("door", DOORS)
def test_the_share_of_invitations_is_refused_at_every_door_without_a_code(door, wanted):
    with pytest.raises(commands.NotInvited):
        through(door, replace(wanted, share=Share.INVITATION))


def test_a_rule_of_another_area_or_service_opens_nothing(wanted):
    elsewhere = make.urgency_rule(area=make.area("foreigners"))
    other = make.urgency_rule(services=[make.service()])
    for rule in (elsewhere, other):
        with pytest.raises(commands.NotUrgent):
            through("book", make.urgent(wanted, rule))


def test_a_rule_before_its_first_and_after_its_last_day_opens_nothing(wanted):
    over = make.urgency_rule(valid_to=make.later(-1))
    to_come = make.urgency_rule(valid_from=make.later(1))
    for rule in (over, to_come):
        with pytest.raises(commands.NotUrgent):
            through("book", make.urgent(wanted, rule))
    assert not queries.urgency_rules(wanted.lines, make.DAY)


def test_a_rule_without_a_date_needs_none(wanted):
    rule = make.urgency_rule(within_days=None)
    assert through("book", make.urgent(wanted, rule, days=None)).claim == ClaimState.STATED


def test_a_move_to_a_usual_time_leaves_the_lane(wanted):
    urgent = through("book", make.urgent(wanted, make.urgency_rule()))
    usual = replace(wanted, start=wanted.start + 6)
    moved = commands.move(urgent, usual, request_key=uuid4(), by=CITIZEN, at=make.AT)
    assert (moved.share, moved.urgency, moved.urgent_on, moved.claim) == (
        Share.ONLINE,
        None,
        None,
        "",
    )


def test_the_proof_is_judged_and_may_be_judged_again(wanted):
    appointment = through("book", make.urgent(wanted, make.urgency_rule()))
    for state in (ClaimState.UNPROVED, ClaimState.UNPROVED, ClaimState.PROVED):
        commands.judge_claim(appointment, state, by=CLERK, at=make.AT)
    appointment.refresh_from_db()
    assert appointment.claim == ClaimState.PROVED
    entries = JournalEntry.objects.filter(verb="booking.claim_judged").order_by("pk")
    assert [entry.facts["claim"] for entry in entries] == ["unproved", "proved"]
    assert {entry.by_number for entry in entries} == {7}


def test_where_nothing_was_claimed_there_is_nothing_to_judge(wanted):
    with pytest.raises(commands.NothingClaimed):
        commands.judge_claim(through("book", wanted), ClaimState.PROVED, by=CLERK, at=make.AT)


def test_the_stated_date_is_forgotten_with_the_contact_and_never_in_the_journal(wanted):
    through("book", make.urgent(wanted, make.urgency_rule(), days=9))
    assert commands.forget(by=SYSTEM, at=make.AT + timedelta(days=4)) == 1
    assert Appointment.objects.get().urgent_on is None
    assert commands.forget(by=SYSTEM, at=make.AT + timedelta(days=4)) == 0
    stated = make.later(9).isoformat()
    assert not any(stated in str(entry.facts) for entry in JournalEntry.objects.all())


def described(key: str, **said: object) -> Urgency:
    usual: dict[str, object] = {
        "key": key,
        "name": {"en": key},
        "explanation": {"en": key},
        "proof": {"en": key},
        "area": "",
        "services": (),
        "within_days": 7,
        "weight": 1,
        "valid_from": None,
        "valid_to": None,
    }
    return Urgency(**usual | said)  # type: ignore[arg-type]


def test_rules_are_loaded_once_mended_and_ended_but_never_deleted():
    make.city()
    service = make.service()
    rules = [described("a", services=(service.key,)), described("b", area=service.area.key)]
    assert load_urgency(rules, by=SYSTEM, at=make.AT).changed == ("a", "b")
    assert load_urgency(rules, by=SYSTEM, at=make.AT).changed == ()

    mended = [described("a", within_days=9)]
    assert load_urgency(mended, by=SYSTEM, at=make.AT).changed == ("a", "b")
    a, b = UrgencyRule.objects.order_by("key")
    assert (a.within_days, a.services.count()) == (9, 0)
    assert b.valid_to == make.later(-1)
    assert [rule.key for rule in queries.published_rules(make.DAY)] == ["a"]
    assert load_urgency(mended, by=SYSTEM, at=make.AT).changed == ()
    assert JournalEntry.objects.filter(verb="booking.urgency_loaded").count() == 2
