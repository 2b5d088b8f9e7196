"""One question at a time, in order, and never one that makes no difference."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from anlauf.web.citizen.journey import Journey, Scope, Step

EVERYTHING = Scope(most=5, by_district=True, offices=8)
RESIDENTS = Scope(most=1, by_district=False, offices=25)

scopes = st.builds(
    Scope, most=st.integers(1, 9), by_district=st.booleans(), offices=st.integers(0, 40)
)
words = st.sampled_from(["", "1", "altona", "anywhere", "near", "2026-11-24", "☎", "שלום"])
journeys = st.builds(
    Journey,
    count=words,
    district=words,
    where=words,
    near=words,
    office=words,
    also=words,
    order=words,
    part=words,
    days=words,
    step_free=words,
    language=words,
    channel=words,
    week=words,
    day=words,
)


def test_questions_come_in_their_order():
    journey = Journey()
    asked = []
    while step := journey.next_step(EVERYTHING):
        asked.append(step)
        journey = Journey.read({**journey.params(), step.value: "1"})
    assert asked == [Step.COUNT, Step.DISTRICT, Step.WHERE]


def test_a_question_that_changes_nothing_is_not_asked():
    assert Journey().next_step(RESIDENTS) == Step.WHERE
    assert Journey().next_step(Scope(most=1, by_district=False, offices=1)) is None


def test_another_district_asks_for_the_office_again():
    journey = Journey(count="2", district="altona", where="office", office="altona")
    assert journey.without(Step.DISTRICT) == Journey(count="2")


@given(journeys)
def test_the_address_holds_the_whole_journey(journey):
    assert Journey.read(journey.params()) == journey


@given(journeys, scopes)
def test_every_answer_brings_the_end_nearer(journey, scope):
    for _ in Step:
        step = journey.next_step(scope)
        if step is None:
            break
        journey = Journey.read({**journey.params(), step.value: "x"})
    assert journey.next_step(scope) is None


@pytest.mark.parametrize("step", list(Step))
@given(journey=journeys)
def test_going_back_to_a_question_asks_it(step, journey):
    earlier_or_this = list(Step)[: list(Step).index(step) + 1]
    assert journey.without(step).next_step(EVERYTHING) in earlier_or_this


def test_unknown_parameters_are_left_aside():
    assert Journey.read({"count": "2", "admin": "1"}).params() == {"count": "2"}


def test_several_ticked_boxes_are_one_answer():
    journey = Journey.of(QueryDict("days=mon&days=sat&step_free=1"))
    assert journey.params() == {"days": "mon~sat", "step_free": "1"}
    assert journey.weekdays == {0, 5}
    assert Journey(days="someday~").weekdays == frozenset()
