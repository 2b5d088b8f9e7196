"""A guided form asks what the answers lead to, and nothing that was passed already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.engine.casework.form import (
    Fault,
    Question,
    Sort,
    asked,
    fault,
    following,
    kept,
    misordered,
    next_open,
    reachable,
)

MARRIED = Question("married", Sort.YES_NO)
SPOUSE = Question("spouse", Sort.TEXT, only_if="married", only_answers=frozenset({"yes"}))
WORKS = Question(
    "spouse_works", Sort.YES_NO, only_if="spouse", only_answers=frozenset({"Ali", "Mina"})
)
FORM = [MARRIED, SPOUSE, WORKS]


@st.composite
def forms(draw):
    questions: list[Question] = []
    for number in range(draw(st.integers(1, 8))):
        above = draw(st.sampled_from([None, *questions])) if questions else None
        questions.append(
            Question(
                f"q{number}",
                Sort.YES_NO,
                needed=draw(st.booleans()),
                only_if=above.key if above else "",
                only_answers=frozenset({draw(st.sampled_from(["yes", "no"]))}),
            )
        )
    return questions


answers = st.dictionaries(
    st.sampled_from([f"q{n}" for n in range(8)]), st.sampled_from(["yes", "no"])
)


def test_whoever_is_not_married_is_not_asked_for_a_spouse():
    assert asked(FORM, {"married": "no", "spouse": "Ali"}) == [MARRIED]


def test_an_answer_to_what_is_no_longer_asked_is_not_kept():
    changed = {"married": "no", "spouse": "Ali", "spouse_works": "yes"}
    assert kept(FORM, changed) == {"married": "no"}


def test_the_first_open_page_is_the_next_one():
    assert next_open(FORM, {"married": "yes"}) == SPOUSE


def test_a_question_cannot_depend_on_a_later_one():
    assert misordered([SPOUSE, MARRIED]) == ["spouse"]


@pytest.mark.parametrize(
    ("sort", "answer", "wrong"),
    [
        (Sort.DATE, "2026-02-30", Fault.NOT_A_DATE),
        (Sort.DATE, "2026-02-28", None),
        (Sort.NUMBER, "-3", Fault.NOT_A_NUMBER),
        (Sort.YES_NO, "perhaps", Fault.NOT_OFFERED),
        (Sort.EMAIL, "mina at example.org", Fault.NO_MAIL_ADDRESS),
        (Sort.EMAIL, "mina@example.org", None),
        (Sort.TEXT, "  ", Fault.MISSING),
        (Sort.TEXT, "x" * 501, Fault.TOO_LONG),
    ],
)
def test_an_answer_is_sound_or_says_what_is_wrong(sort, answer, wrong):
    assert fault(Question("q", sort), answer) == wrong


def test_of_several_choices_each_must_be_offered():
    question = Question("q", Sort.CHOICES, options=("a", "b"))
    assert fault(question, ["a", "b"]) is None
    assert fault(question, ["a", "c"]) == Fault.NOT_OFFERED


@given(forms(), answers)
def test_answering_page_by_page_ends_and_leaves_nothing_open(form, known):
    told = dict(known)
    for _ in range(len(form) + 1):
        question = next_open(form, told)
        if question is None:
            break
        told[question.key] = "yes"
    assert next_open(form, told) is None


@given(forms(), answers)
def test_what_is_kept_leads_through_the_same_questions(form, known):
    assert asked(form, kept(form, known)) == asked(form, known)


@given(forms(), st.dictionaries(st.sampled_from([f"q{n}" for n in range(8)]), st.just("yes")))
def test_whoever_goes_on_from_page_to_page_sees_exactly_what_is_asked(questions, answers):
    seen, here = [], asked(questions, answers)[:1]
    while here:
        seen.append(here[0])
        after = following(questions, answers, here[0].key)
        here = [after] if after else []
    assert seen == asked(questions, answers)


@given(forms(), st.dictionaries(st.sampled_from([f"q{n}" for n in range(8)]), st.just("yes")))
def test_nobody_gets_past_a_question_that_is_open(questions, answers):
    may, first = reachable(questions, answers), next_open(questions, answers)
    assert may == (asked(questions, answers) if first is None else may)
    assert first is None or may[-1] == first
