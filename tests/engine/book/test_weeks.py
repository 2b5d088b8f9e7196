"""Weeks of booking: what goes in comes out, the rule holds, and better policies are better."""

from dataclasses import replace

import numpy as np
import pytest

from anlauf.engine.book import Kind, Policy, Prices, Times, Weeks, evaluate, improved
from anlauf.engine.book.improve import steps_from
from anlauf.engine.book.season import compare
from anlauf.engine.release import Opening, Release, Tranche
from anlauf.engine.roster.stop import Stop
from anlauf.engine.simulate import NoShow

pytestmark = pytest.mark.slow

FAR = Release((Tranche("all", 100, (Opening("online", 28, 84),)),), horizon_days=28)
MIXED = Release(
    (
        Tranche("far", 60, (Opening("online", 28, 84),)),
        Tranche("near", 40, (Opening("online", 1, 84),)),
    ),
    horizon_days=28,
)
OFFICE = Weeks(
    (Kind("passport", "online", 48.0, latest=35, returns=0.5, cancels=0.2),),
    (60, 60, 60, 60, 60, 0, 0),
    days=28,
    before=42,
)
TIMES = Times(8, seed=4)


def test_everybody_is_counted_once():
    season = evaluate(OFFICE, Policy(FAR), TIMES)
    asked, got = season.kinds[:, 0, 0], season.kinds[:, 0, 1]
    assert (season.leads.sum(axis=(1, 2)) == got).all()
    assert (got <= asked).all()
    assert season.ci("refused").value == pytest.approx(1 - got.sum() / asked.sum())
    shown, unused, places = (season.dates[:, n] for n in (1, 2, 0))
    assert (shown + unused == places + season.dates[:, 3]).all()
    assert (places == 20 * 60).all()
    mean = (season.leads.sum(axis=(0, 1)) * np.arange(36)).sum() / season.leads.sum()
    assert season.ci("lead/passport").value == pytest.approx(mean)


def test_no_date_is_promised_more_than_it_has_without_overbooking():
    season = evaluate(OFFICE, Policy(FAR), TIMES)
    assert season.ci("overfull").value == 0
    assert season.dates[:, 4].max() <= 20 * 60
    over = evaluate(OFFICE, Policy(FAR, overbooking=1.0), TIMES)
    assert compare(season, over, "unused").high < 0
    assert 0 < over.ci("overfull").value < 0.05


def test_far_bookings_are_missed_more_often_as_the_law_says():
    season = evaluate(OFFICE, Policy(FAR), Times(30, seed=4))
    missed, law = season.missed_by_lead(), NoShow()
    booked = season.ahead[0]
    for ahead in map(int, np.flatnonzero(booked > 300)):
        error = np.sqrt(law.of(ahead) * (1 - law.of(ahead)) / booked[ahead])
        assert abs(missed[ahead] - law.of(ahead)) < 4 * error


def test_time_kept_for_tomorrow_shortens_leads_when_the_calendar_is_full():
    full = replace(OFFICE, kinds=(replace(OFFICE.kinds[0], a_day=70.0),))
    far, mixed = (evaluate(full, Policy(rule), TIMES) for rule in (FAR, MIXED))
    assert compare(far, mixed, "lead").high < 0
    assert compare(far, mixed, "missed").high < 0
    assert compare(far, mixed, "unused").high < 0


def test_kinds_do_not_change_each_others_luck():
    more = replace(OFFICE, kinds=(*OFFICE.kinds, Kind("never", "nobody", 10.0)))
    one, other = (evaluate(weeks, Policy(FAR), TIMES) for weeks in (OFFICE, more))
    assert (one.leads[:, 0] == other.leads[:, 0, :36]).all()
    assert other.ci("refused/never").value == 1


def test_pieces_of_replications_are_the_whole():
    whole = evaluate(OFFICE, Policy(MIXED), Times(4, seed=1))
    parts = [evaluate(OFFICE, Policy(MIXED), Times(2, 1, first)) for first in (0, 2)]
    assert whole.dates.tobytes() == np.concatenate([each.dates for each in parts]).tobytes()


def test_nobody_books_what_is_not_open():
    rule = Release((Tranche("all", 100, (Opening("online", 2, 84),)),))
    season = evaluate(OFFICE, Policy(rule), TIMES)
    assert season.ahead[0, 3:].sum() == 0
    with_horizon = evaluate(OFFICE, Policy(replace(FAR, horizon_days=5)), TIMES)
    assert len(with_horizon.ahead[0]) == 6


def test_the_policy_found_costs_less_to_people_it_has_never_met():
    prices = Prices(overfull=1.5, day=0.05, refused={"passport": 1.0})
    full = replace(OFFICE, kinds=(replace(OFFICE.kinds[0], a_day=60.0),))
    heard: list[tuple[int, float]] = []
    found = improved(
        full,
        Policy(FAR),
        prices,
        Times(12, seed=1),
        stop=Stop(when=lambda: len(heard) > 60),
        progress=lambda tried, cost: heard.append((tried, cost)),
    )
    assert found.change.high < 0
    assert found.steps
    assert heard


def test_a_step_keeps_the_rule_whole():
    for _name, policy in steps_from(Policy(MIXED, overbooking=0.5)):
        assert sum(policy.release.percents) == 100


def test_a_search_that_is_stopped_at_once_changes_nothing():
    now = Stop(when=lambda: True)
    found = improved(OFFICE, Policy(FAR), Prices(), Times(4, 1), stop=now)
    assert found.policy == Policy(FAR)
    assert not found.finished
    assert found.change.value == 0


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (lambda: Kind("a", "b", -1.0), "Maybe 0"),
        (lambda: Kind("a", "b", 1.0, 5, 3), "exchanged"),
        (lambda: Kind("a", "b", 1.0, returns=1.0), "per cent"),
        (lambda: replace(OFFICE, kinds=OFFICE.kinds * 2), "name of its own"),
        (lambda: replace(OFFICE, places=(60,) * 5), "weekend"),
        (lambda: replace(OFFICE, days=0), "Maybe 56"),
        (lambda: Policy(FAR, 50), "between 0 and 1"),
        (lambda: evaluate(OFFICE, Policy(FAR), TIMES).ci("lost"), "Known are: served"),
        (lambda: evaluate(OFFICE, Policy(FAR), TIMES).ci("lead/ids"), "Known are: passport"),
        (
            lambda: Prices(refused={"ids": 1}).of(evaluate(OFFICE, Policy(FAR), TIMES)),
            "no kind 'ids'",
        ),
        (
            lambda: improved(OFFICE, Policy(FAR), Prices(), Times(2, 1), stop=Stop(5)),
            "Maybe take 40",
        ),
    ],
)
def test_what_nobody_can_have_meant_is_refused_with_a_hint(wrong, hint):
    with pytest.raises(ValueError, match=hint):
        wrong()


def test_dates_with_places_of_their_own_come_in_the_place_of_their_weekday():
    weeks = replace(OFFICE, days=14, before=28, by_date=(1, 2, 3))
    assert [weeks.places_on(day) for day in (27, 28, 29, 30, 31)] == [
        OFFICE.places[6],
        1,
        2,
        3,
        OFFICE.places[3],
    ]
    with pytest.raises(ValueError, match="no less than 0"):
        replace(OFFICE, by_date=(-1,))
