"""The city's figures for promising are rows with a first and a last day."""

from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.commands.policies import (
    PolicyBeginsTooSoon,
    PolicyEndsTooSoon,
    UnknownFigure,
)
from anlauf.booking.imports.policies import load_policies
from anlauf.booking.models import PolicyRule
from anlauf.booking.snapshots import policies
from anlauf.booking.values import USUAL, Contact, PolicySaid
from anlauf.core.actors import CITIZEN, SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.demo.prepare import HAMBURG
from anlauf.directory.imports import described, folder, read_policies
from anlauf.directory.models import Offering
from tests import make

pytestmark = pytest.mark.django_db

TOMORROW = make.later(1)
FAR = make.later(62)
THEN = make.moment("07:00", TOMORROW)


@pytest.fixture
def offering() -> Offering:
    """One office with time in two days, and on the last one that tomorrow reaches."""
    made = make.offering(make.office())
    for on in (make.later(2), FAR):
        make.office_day(made.office, on=on, supply=[1] * 12)
    return made


def choose(**figures: int) -> PolicyRule:
    """Let these figures hold from tomorrow on."""
    row = commands.set_policy(PolicySaid(figures, TOMORROW), by=SYSTEM, at=make.AT)
    policies.forget()  # as a process does within some minutes
    return row


def test_without_a_row_the_usual_figures_hold(offering):
    assert queries.policy_at(make.AT) == USUAL


def test_figures_hold_from_their_first_day_to_their_last(offering):
    said = PolicySaid({"hold_minutes": 3, "offer_minutes": 45}, TOMORROW, make.later(2))
    commands.set_policy(said, by=SYSTEM, at=make.AT)
    policies.forget()
    assert queries.policy_at(make.AT) == USUAL
    policy = queries.policy_at(THEN)
    assert (policy.hold_minutes, policy.offer.minutes) == (3, 45)
    assert policy.offer.by_day == USUAL.offer.by_day
    assert queries.policy_at(make.moment("00:00", make.later(3))) == USUAL
    assert JournalEntry.objects.get(verb="booking.policy_set").facts["after"]["figures"] == {
        "hold_minutes": 3,
        "offer_minutes": 45,
    }


def test_holding_confirming_and_moving_go_by_the_figures_of_the_moment(offering):
    choose(hold_minutes=3, notice_minutes=600, link_days=1)
    wish = make.wish(offering, at="08:00", on=make.later(2))

    held = make.held(wish, at=THEN)
    assert held.held_until == THEN + timedelta(minutes=3)
    booked = commands.confirm(held, Contact(), by=CITIZEN, at=THEN)
    assert booked.keys.get(purpose="manage").expires_at == booked.starts_at + timedelta(days=1)

    late = make.moment("23:00", TOMORROW)
    later = make.wish(offering, at="08:30", on=make.later(2))
    with pytest.raises(commands.TimePast):
        commands.move(booked, later, request_key=uuid4(), by=CITIZEN, at=late)


def test_a_wider_horizon_opens_its_days_to_the_list_before_the_morning_it_begins(offering):
    choose(horizon_days=61)
    wish = make.kept_wish(offering, since=FAR, until=FAR)
    assert TOMORROW + timedelta(days=61) == FAR

    assert commands.serve_waves(at=make.moment("23:50")) == 0
    assert commands.serve_waves(at=make.moment("23:57")) == 1

    assert queries.open_offer(wish)


def test_the_same_words_again_change_nothing(offering):
    assert choose(hold_minutes=3) == choose(hold_minutes=3)
    assert JournalEntry.objects.filter(verb="booking.policy_set").count() == 1


def test_nobody_changes_the_figures_of_a_day_that_has_begun(offering):
    with pytest.raises(PolicyBeginsTooSoon):
        commands.set_policy(PolicySaid({"horizon_days": 65}, make.DAY), by=SYSTEM, at=make.AT)
    with pytest.raises(PolicyBeginsTooSoon):
        commands.set_policy(PolicySaid({"horizon_days": 65}), by=SYSTEM, at=make.AT)


@pytest.mark.parametrize(
    "figures", [{"horizon_weeks": 3}, {"hold_minutes": 0}, {"horizon_days": 400}]
)
def test_what_cannot_be_meant_is_refused(offering, figures):
    with pytest.raises(UnknownFigure):
        choose(**figures)


def test_a_policy_does_not_end_before_it_begins(offering):
    with pytest.raises(PolicyEndsTooSoon):
        commands.set_policy(PolicySaid({}, TOMORROW, make.DAY), by=SYSTEM, at=make.AT)


def test_files_name_exactly_the_figures_there_are():
    assert set(read_policies.FIGURES) == policies.FIGURES


def test_the_files_of_hamburg_are_loaded_once(db):
    make.city()
    found = make.sure(folder.read(HAMBURG).described).policies
    assert found
    for _again in range(2):
        assert load_policies(found, by=SYSTEM, at=make.AT) == 1
    assert PolicyRule.objects.count() == 1
    assert load_policies([described.Policy({}, TOMORROW, None)], by=SYSTEM, at=make.AT) == 1
    assert PolicyRule.objects.count() == 2


def test_a_policy_that_has_not_begun_is_taken_away_and_brought_back(offering):
    row = choose(hold_minutes=3)
    commands.remove_policy(row.pk, by=SYSTEM, at=make.AT)
    assert queries.policies_written() == []
    commands.undo_policy(by=SYSTEM, at=make.AT)
    assert queries.policies_written()[0].said.figures == {"hold_minutes": 3}
    commands.undo_policy(by=SYSTEM, at=make.AT)
    assert queries.policies_written() == []
    verbs = JournalEntry.objects.filter(verb__startswith="booking.policy").values_list("verb")
    assert [verb for (verb,) in verbs.order_by("pk")] == [
        "booking.policy_set",
        "booking.policy_removed",
        "booking.policy_set",
        "booking.policy_removed",
    ]


def test_figures_that_hold_are_not_taken_away(offering):
    row = choose(hold_minutes=3)
    with pytest.raises(PolicyBeginsTooSoon):
        commands.remove_policy(row.pk, by=SYSTEM, at=THEN)


def test_a_least_is_never_more_than_its_most(offering):
    with pytest.raises(commands.FiguresContradict):
        choose(return_least_minutes=200)
    with pytest.raises(commands.FiguresContradict):
        choose(most_altogether=1)


def test_the_coming_times_say_what_changes_on_which_morning():
    written = [
        PolicySaid({"hold_minutes": 3}, TOMORROW, make.later(3)),
        PolicySaid({"hold_minutes": 3, "wish_days": 30}, make.later(2)),
    ]
    periods = queries.policy_periods(written, make.DAY)
    told = [(each.since, [(c.name, c.before, c.after) for c in each.changes]) for each in periods]
    assert told == [
        (make.DAY, []),
        (TOMORROW, [("hold_minutes", 10, 3)]),
        (make.later(2), [("wish_days", 90, 30)]),
    ]
    assert [each.until for each in periods] == [make.DAY, TOMORROW, None]
