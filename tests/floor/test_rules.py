"""Rules of dispatch: an office's goes before the city's, each from a day to a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from anlauf.booking import commands as booking
from anlauf.booking.models import UrgencyRule
from anlauf.booking.states import ClaimState
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.core.refusal import Refused
from anlauf.demo.prepare import HAMBURG
from anlauf.directory.imports import folder
from anlauf.engine.desk_turns import Preference
from anlauf.engine.dispatch import DispatchPolicy, Reason
from anlauf.floor import commands, queries
from anlauf.floor.imports import load_dispatch
from anlauf.floor.models import DispatchRule
from anlauf.floor.states import CHOSEN
from anlauf.floor.values import USUAL, DispatchRuleSaid
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db

PATIENT = DispatchRuleSaid(DispatchPolicy(longest_wait_minutes=20))


def said(**figures):
    return DispatchRuleSaid(DispatchPolicy(**figures))


def rule(office, what, at=make.AT):
    return commands.set_dispatch_rule(office, what, by=SYSTEM, at=at)


def test_without_a_rule_the_usual_figures_hold():
    house = make_floor.house()
    assert queries.policy_of(house.office.pk, make.DAY) == USUAL


def test_an_offices_rule_goes_before_the_citys_while_it_is_valid():
    house = make_floor.house()
    rule(None, PATIENT)
    last = make.DAY
    rule(house.office.pk, replace(said(longest_wait_minutes=40), valid_to=last))
    found = [
        queries.dispatch_policy(house.office.pk, on).longest_wait_minutes
        for on in (last, last + timedelta(days=1))
    ]
    assert found == [40, 20]


def test_of_two_rules_that_hold_the_later_one_counts():
    house = make_floor.house()
    rule(house.office.pk, PATIENT)
    rule(house.office.pk, replace(said(longest_wait_minutes=5), valid_from=make.DAY))
    assert queries.dispatch_policy(house.office.pk, make.DAY).longest_wait_minutes == 5


def test_saying_the_same_again_changes_nothing_and_a_change_is_in_the_journal():
    first = rule(None, PATIENT)
    again = rule(None, PATIENT)
    changed = rule(None, said(longest_wait_minutes=30))
    assert first.pk == again.pk == changed.pk
    entries = JournalEntry.objects.filter(verb="floor.dispatch_rule_set").order_by("pk")
    before_and_after = [
        entry.facts["before"] and entry.facts["before"]["longest_wait_minutes"] for entry in entries
    ]
    assert before_and_after == [None, 20]
    commands.remove_dispatch_rule(first.pk, by=SYSTEM, at=make.AT)
    commands.remove_dispatch_rule(first.pk, by=SYSTEM, at=make.AT)
    assert not DispatchRule.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (
            replace(PATIENT, valid_from=make.DAY, valid_to=make.DAY - timedelta(days=1)),
            "rule_ends_too_soon",
        ),
        (said(longest_wait_minutes=5000), "too_many_minutes"),
        (said(rare_skills=frozenset({"magic"})), "unknown_skill"),
        (said(pickup_desks=frozenset({99})), "unknown_desk"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(wrong, refusal):
    house = make_floor.house()
    with pytest.raises(Refused) as refused:
        rule(house.office.pk, wrong)
    assert refused.value.code == refusal


def test_a_pick_up_desk_calls_the_small_matter_and_says_why():
    house = make_floor.house()
    small = make.service()
    make.offering(house.office, small, minutes=5)
    rule(house.office.pk, said(pickup_desks=frozenset({2})))
    session = make_floor.clerk(house, desk=2)
    long = make_floor.ticket(house, "08:00")
    quick = make_floor.ticket(house, "08:01", lines=make_floor.House(house.office, small).line)

    view = queries.desk_view(session, at=make.moment("08:02"))
    visit = make_floor.called(house, session)

    assert make.sure(view.next).ticket.visit == visit.pk == quick.pk != long.pk
    assert (visit.called_for, visit.preferred_for) == (Reason.WALK_IN, Preference.SMALL_MATTER)


def test_somebody_a_clerk_picks_out_is_called_because_they_were_chosen():
    house = make_floor.house()
    session = make_floor.clerk(house)
    make_floor.ticket(house)
    second = make_floor.ticket(house)
    visit = commands.call(second, session, by=CLERK, at=make.moment("08:05"))
    assert visit.called_for == CHOSEN


def test_a_specialist_stays_free_for_an_appointment_whose_visitor_has_not_come():
    house = make_floor.house(skills=("residents", "passports"), clerks=3)
    passports = make.service(skill_key="passports")
    make.offering(house.office, passports)
    rule(house.office.pk, said(rare_skills=frozenset({"passports"})))
    both = make_floor.clerk(house, skills=("residents", "passports"))
    make_floor.booked(make_floor.House(house.office, passports), "09:00")
    waiting = make_floor.ticket(house, "08:50")

    at = make.moment("08:52")
    assert queries.next_for(both.desk, frozenset({"residents", "passports"}), at=at) == [waiting.pk]
    make_floor.clerk(house, desk=2, skills=("residents",))
    assert queries.next_for(both.desk, frozenset({"residents", "passports"}), at=at) == []


def test_whoever_shows_a_published_reason_is_called_first_and_it_can_be_taken_back():
    house = make_floor.house()
    urgency = UrgencyRule.objects.create(key="journey", name={"en": "Journey"})
    first = make_floor.ticket(house)
    second = make_floor.ticket(house)

    commands.put_first(second, urgency, by=CLERK, at=make.moment("08:01"))
    assert line(house) == [(second.pk, Reason.URGENT), (first.pk, Reason.WALK_IN)]
    commands.put_in_line(second, by=CLERK, at=make.moment("08:01"))
    assert line(house) == [(first.pk, Reason.WALK_IN), (second.pk, Reason.WALK_IN)]
    assert make_floor.verbs(second)[-2:] == ["floor.put_first", "floor.put_in_line"]


def test_a_reason_for_other_services_does_not_count():
    house = make_floor.house()
    urgency = UrgencyRule.objects.create(key="journey", name={"en": "Journey"})
    urgency.services.add(make.service())
    with pytest.raises(commands.NoReason):
        commands.put_first(make_floor.ticket(house), urgency, by=CLERK, at=make.moment("08:01"))


def test_a_claim_that_was_proved_counts_as_urgent():
    house = make_floor.house()
    visit = make_floor.arrived(house, "08:05", came="08:00")
    urgency = UrgencyRule.objects.create(key="journey", name={"en": "Journey"})
    appointment = visit.appointment
    appointment.urgency, appointment.claim = urgency, ClaimState.STATED
    appointment.save()
    assert line(house) == [(visit.pk, Reason.TIME_HAS_COME)]
    booking.judge_claim(appointment, ClaimState.PROVED, by=CLERK, at=make.moment("08:01"))
    assert line(house) == [(visit.pk, Reason.URGENT)]


def test_hamburgs_rule_is_loaded_once_and_what_is_gone_goes():
    described = make.sure(folder.read(HAMBURG).described).dispatch
    loaded = load_dispatch(described, by=SYSTEM, at=make.AT)
    entries = JournalEntry.objects.count()
    load_dispatch(described, by=SYSTEM, at=make.AT)
    assert (loaded.rules, JournalEntry.objects.count()) == (len(described), entries)
    assert load_dispatch([], by=SYSTEM, at=make.AT).removed == 1


def line(house, clock="08:02"):
    in_line = queries.queue(house.office.pk, at=make.moment(clock))
    return [(one.ticket.visit, one.reason) for one in in_line]
