"""Alerts: raised once with one letter to those concerned, and over when their reason has gone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import Resolver404, resolve

from anlauf.core.actors import SYSTEM, Actor, Kind
from anlauf.core.models import JournalEntry, Letter
from anlauf.core.writers import worded
from anlauf.engine.alerts import Verdict
from anlauf.evaluation import commands, queries
from anlauf.evaluation.alert_words import told
from anlauf.evaluation.models import Alert, DayFigures, OfferSample
from anlauf.evaluation.queries.watching import Facts, Finding, look
from anlauf.evaluation.states import AlertKind, AlertState
from anlauf.people.roles import Role
from anlauf.surveys import commands as surveys
from anlauf.surveys.values import PastSum, Sum
from tests import make
from tests.floor import make_floor as floor

pytestmark = pytest.mark.django_db
AT = make.moment("10:00")
PROMISE: Facts = {"level": 8.5, "slope": 0.2, "chance": 0.83, "hard": 0.1}
QUEUE: Facts = {"plays": 94, "people": 7, "closes_at": make.moment("18:00").isoformat()}
FACTS: dict[AlertKind, Facts] = {
    AlertKind.PROMISE: PROMISE,
    AlertKind.QUEUE: QUEUE,
    AlertKind.SURVEY: {"usual": 0.8, "now": 0.6, "answers": 200, "weeks": 5},
    AlertKind.GAP: {"day": "2026-11-20"},
}


def staff(login, role, at=None, email="{}@example.org"):
    person = make.person(login, role=role, at=at)
    person.email = email.format(login)
    person.save()
    return person


def found(office, verdict=Verdict.RAISE, kind=AlertKind.PROMISE, facts=None):
    return Finding(kind, office.pk if office else None, verdict, facts or FACTS[kind])


def seen(kind, office=None, clock="10:00"):
    """What a look finds of one kind."""
    number, at = office.pk if office else None, make.moment(clock)
    return next(one for one in look(at=at) if (one.kind, one.office) == (kind, number))


# --- once ---------------------------------------------------------------------------------------


def test_an_alert_is_raised_once_and_written_once_to_everybody_concerned():
    office, other = make.office("altona"), make.office("harburg")
    staff("manager", Role.OFFICE_MANAGER, office)
    staff("steering", Role.STEERING)
    staff("clerk", Role.CLERK, office)
    staff("elsewhere", Role.OFFICE_MANAGER, other)
    staff("nowhere", Role.PLANNER, email="")
    assert [commands.settle(found(office), at=AT) for _look in range(3)] == [True, False, False]
    assert sorted(Letter.objects.values_list("to", flat=True)) == [
        "manager@example.org",
        "steering@example.org",
    ]


def test_who_has_two_roles_gets_one_letter():
    office = make.office("altona")
    person = staff("manager", Role.OFFICE_MANAGER, office)
    person.memberships.create(role=Role.STEERING)
    commands.settle(found(office), at=AT)
    assert Letter.objects.count() == 1


def test_when_the_letter_cannot_be_put_down_there_is_no_alert_either(monkeypatch):
    office = make.office("altona")

    def breaks(*_given, **_named):
        raise LookupError("no pen")

    monkeypatch.setattr("anlauf.evaluation.letters.alerted", breaks)
    with pytest.raises(LookupError, match="no pen"):
        commands.settle(found(office), at=AT)
    assert not Alert.objects.exists()
    assert not JournalEntry.objects.filter(verb="evaluation.alert_raised").exists()


def test_between_the_limits_it_stays_and_its_numbers_are_the_latest():
    office = make.office("altona")
    commands.settle(found(office), at=AT)
    later = found(office, Verdict.LEAVE, facts={**PROMISE, "chance": 0.6})
    commands.settle(later, at=AT + timedelta(minutes=10))
    alert = Alert.objects.get()
    assert (alert.state, alert.facts["chance"]) == (AlertState.OPEN, 0.6)


def test_it_ends_when_its_reason_has_gone():
    office = make.office("altona")
    commands.settle(found(office), at=AT)
    commands.settle(found(office, Verdict.CLEAR), at=AT + timedelta(days=1))
    alert = Alert.objects.get()
    assert (alert.state, alert.closed_at) == (AlertState.CLOSED, AT + timedelta(days=1))


def test_what_comes_back_soon_is_the_same_alert_and_nobody_is_written_to_again():
    office = make.office("altona")
    staff("steering", Role.STEERING)
    hour = timedelta(hours=1)
    commands.settle(found(office), at=AT)
    commands.settle(found(office, Verdict.CLEAR), at=AT + hour)
    assert commands.settle(found(office), at=AT + 2 * hour) is False
    assert Alert.objects.get().state == AlertState.OPEN
    commands.settle(found(office, Verdict.CLEAR), at=AT + 3 * hour)
    assert commands.settle(found(office), at=AT + timedelta(days=9)) is True
    assert (Alert.objects.count(), Letter.objects.count()) == (2, 2)


def test_the_table_holds_one_open_alert_per_kind_and_office_and_for_the_city():
    office = make.office("altona")
    for where in (office, None):
        Alert.objects.create(kind="gap", office=where, raised_at=AT, looked_at=AT)
        with pytest.raises(IntegrityError, match="one_alert_at_a_time"), transaction.atomic():
            Alert.objects.create(kind="gap", office=where, raised_at=AT, looked_at=AT)


# --- looked after -------------------------------------------------------------------------------


def test_somebody_looks_after_it_and_gives_it_back():
    office = make.office("altona")
    lead = make.person("lead", role=Role.TEAM_LEAD, at=office)
    by = Actor(Kind.STAFF, lead.pk)
    commands.settle(found(office), at=AT)
    number = Alert.objects.get().pk
    commands.take_in_hand(number, by=by, at=AT)
    commands.take_in_hand(number, by=by, at=AT)
    commands.give_back(number, by=by, at=AT)
    followed = queries.open_alerts([office.pk])[0]
    assert [(step.verb.partition(".")[2], step.by) for step in followed.steps] == [
        ("alert_raised", ""),
        ("alert_in_hand", "Lead"),
        ("alert_given_back", "Lead"),
    ]


def test_what_is_over_cannot_be_taken_in_hand():
    office = make.office("altona")
    commands.settle(found(office), at=AT)
    commands.settle(found(office, Verdict.CLEAR), at=AT)
    with pytest.raises(commands.AlertOver):
        commands.take_in_hand(Alert.objects.get().pk, by=SYSTEM, at=AT)


def test_offices_see_their_own_alerts_and_only_the_city_sees_its_own():
    office, other = make.office("altona"), make.office("harburg")
    commands.settle(found(office), at=AT)
    commands.settle(found(None, kind=AlertKind.GAP, facts={"since": AT.isoformat()}), at=AT)
    assert queries.number_of_open_alerts(None) == 2
    assert queries.number_of_open_alerts([office.pk]) == 1
    assert queries.number_of_open_alerts([other.pk]) == 0


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", AlertKind.values)
def test_a_letter_says_what_is_about_to_happen_and_what_to_do(kind):
    office = make.office("altona")
    for role in (Role.OFFICE_MANAGER, Role.TEAM_LEAD):
        staff(f"one-{role}", role, office)
    commands.settle(found(office, kind=AlertKind(kind)), at=AT)
    letter = worded(Letter.objects.all()[0])
    assert "Altona" in letter.subject
    assert "/figures/alerts/#alert-" in letter.body
    assert letter.body.count("\n- ") >= 2


@pytest.mark.parametrize("kind", AlertKind.values)
def test_every_link_of_an_alert_leads_to_a_page(kind):
    office = make.office("altona")
    for words in (told(kind, office, FACTS[AlertKind(kind)]), told("gap", None, {})):
        for one in words.to_do:
            try:
                assert not one.path or resolve(one.path)
            except Resolver404:
                pytest.fail(f"Nothing is at {one.path}.")


# --- looks --------------------------------------------------------------------------------------


def samples(office, days_away, on):
    """Seven looks on one day, each finding the next free time so many days away."""
    noon = make.moment("08:00", on)
    OfferSample.objects.bulk_create(
        OfferSample(
            at=noon + timedelta(minutes=10 * number),
            date=on,
            area_number=office.area_id,
            office_number=office.pk,
            minutes=None if days_away is None else round(days_away * 1440),
        )
        for number in range(7)
    )


def test_times_that_move_away_day_by_day_raise_an_alert_before_the_promise_breaks():
    office, calm = make.office("altona", desks=1), make.office("harburg", desks=1)
    for back in range(20, -1, -1):
        samples(office, 8.5 - 0.2 * back, make.later(-back))
        samples(calm, 4, make.later(-back))
    assert seen(AlertKind.PROMISE, office).verdict == Verdict.RAISE
    assert seen(AlertKind.PROMISE, office).facts["level"] == 8.5
    assert seen(AlertKind.PROMISE, calm).verdict == Verdict.CLEAR


def test_nothing_on_offer_counts_as_far_away():
    office = make.office("altona", desks=1)
    for back in range(20, -1, -1):
        samples(office, None if back < 14 else 4, make.later(-back))
    assert seen(AlertKind.PROMISE, office).verdict == Verdict.RAISE


def test_visitors_who_are_less_content_for_weeks_raise_an_alert():
    office = make.office("altona", desks=1)
    monday = make.DAY - timedelta(days=make.DAY.weekday())
    for back in range(1, 31):
        good = 24 if back <= 5 else 32
        said = Sum(40, {"overall": {5: good, 1: 40 - good}})
        past = PastSum(office.area_id, office.pk, monday - timedelta(weeks=back), said)
        surveys.load_past([past], by=SYSTEM, at=AT)
    found_now = seen(AlertKind.SURVEY, office)
    assert found_now.verdict == Verdict.RAISE
    assert (found_now.facts["now"], found_now.facts["usual"]) == (0.6, 0.8)


def test_a_queue_that_closing_time_ends_raises_no_alert_and_a_longer_one_does():
    house = floor.house(clerks=3, desks=4)
    floor.clerk(house, 1)
    floor.ticket(house, "14:00")
    assert seen(AlertKind.QUEUE, house.office, "14:05").verdict == Verdict.CLEAR
    for minute in range(12):
        floor.ticket(house, f"14:{minute + 6:02d}")
    found_now = seen(AlertKind.QUEUE, house.office, "14:45")
    assert found_now.verdict == Verdict.RAISE
    assert found_now.facts["people"] >= 3
    assert seen(AlertKind.QUEUE, house.office, "07:00").verdict == Verdict.LEAVE
    assert seen(AlertKind.QUEUE, house.office, "16:00").verdict == Verdict.CLEAR


def test_when_nobody_looks_at_offers_for_long_figures_are_missing():
    office = make.office("altona", desks=1)
    make.office_day(office, supply=[1] * 60)
    assert seen(AlertKind.GAP).verdict == Verdict.RAISE
    OfferSample.objects.create(at=AT, date=make.DAY, area_number=office.area_id)
    assert seen(AlertKind.GAP).verdict == Verdict.CLEAR


def test_an_open_day_without_any_visit_is_noticed():
    office = make.office("altona", desks=1)
    for back in range(7, 0, -1):
        DayFigures.objects.create(
            area_number=office.area_id,
            office_number=office.pk,
            date=make.later(-back),
            visits=0 if back == 1 else 60,
            open_minutes=600,
        )
    found_now = seen(AlertKind.GAP, office)
    assert found_now.verdict == Verdict.RAISE
    assert found_now.facts["day"] == make.later(-1).isoformat()


def test_a_look_at_an_empty_city_finds_nothing_to_raise():
    make.office("altona", desks=1)
    assert commands.check_alerts(at=AT) == 0
