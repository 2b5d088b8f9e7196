"""Simulated people follow their chances, the same way every time."""

from random import Random
from statistics import fmean

from hypothesis import given
from hypothesis import strategies as st

from anlauf.demo import habits, prepare

HABITS = habits.read(prepare.HABITS)


def test_the_shares_of_a_day_add_up():
    assert abs(sum(HABITS.booking_hours) - 1) < 0.02
    assert abs(sum(HABITS.walk_in_hours) - 1) < 0.02
    assert abs(sum(lead.share for lead in HABITS.leads) - 1) < 0.02


def test_a_service_takes_its_planned_minutes_on_average():
    dice = Random(1)
    taken = [HABITS.service_minutes(15, dice) for _ in range(20_000)]
    assert abs(fmean(taken) - 15) < 0.3
    assert min(taken) > 0


def test_people_come_for_cards_more_often_than_for_rare_things():
    dice = Random(1)
    drawn = [HABITS.service(["personalausweis", "something_rare"], dice) for _ in range(2000)]
    assert drawn.count("personalausweis") > 10 * drawn.count("something_rare")


@given(st.floats(0.0, 5.0), st.integers(0, 10**6))
def test_poisson_counts_are_never_negative(mean, seed):
    assert habits.poisson(mean, Random(seed)) >= 0


def test_poisson_has_its_mean():
    dice = Random(2)
    assert abs(fmean(habits.poisson(2.5, dice) for _ in range(20_000)) - 2.5) < 0.05


def test_dice_about_one_person_fall_the_same_way_again():
    assert habits.dice_of(1, "come", 7).random() == habits.dice_of(1, "come", 7).random()
    assert habits.dice_of(1, "come", 7).random() != habits.dice_of(1, "come", 8).random()


def test_every_service_of_the_habits_exists():
    text = "".join(path.read_text("utf-8") for path in (prepare.HAMBURG / "services").glob("*"))
    for key in HABITS.services:
        assert f'id = "{key}"' in text, key
