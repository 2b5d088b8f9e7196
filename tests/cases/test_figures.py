"""The city's figures for cases: written for a time to come, and read at the time of each case."""

from datetime import timedelta

import pytest

from anlauf.cases import commands, figures, queries
from anlauf.cases.audit import differences
from anlauf.cases.commands.figures import FiguresBeginTooSoon, FiguresEndTooSoon, UnknownCaseFigure
from anlauf.cases.models import FigureRule
from anlauf.cases.values import USUAL, DatesSaid, FiguresSaid
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from tests import make

pytestmark = pytest.mark.django_db
TOMORROW = make.later(1)


@pytest.fixture(autouse=True)
def _city():
    make.city()


def written(day=TOMORROW, until=None, **said) -> FigureRule:
    row = commands.set_figures(FiguresSaid(said, day, until), by=SYSTEM, at=make.AT)
    figures.forget()
    return row


def test_without_rows_the_usual_figures_hold():
    assert queries.policy_at(make.AT) == USUAL
    assert figures.with_figures({}) == USUAL
    assert set(figures.figures_of(USUAL)) == set(figures.FIGURES)


def test_what_is_written_holds_on_its_days_and_no_longer():
    written(until=make.later(3), most_codes=5, form_days=10, checking_minutes=60)
    at = {day: queries.policy_at(make.AT + timedelta(days=day)) for day in range(5)}
    assert [at[day].most_codes for day in range(5)] == [3, 5, 5, 5, 3]
    assert at[1].form_lasts == timedelta(days=10)
    assert at[1].minutes["checking"] == 60
    assert at[1].leads == USUAL.leads


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (FiguresSaid({"most_codes": 5}, make.DAY), FiguresBeginTooSoon),
        (FiguresSaid({"most_codes": 5}, TOMORROW, make.DAY), FiguresEndTooSoon),
        (FiguresSaid({"most_codes": 0}, TOMORROW), UnknownCaseFigure),
        (FiguresSaid({"most_wishes": 1}, TOMORROW), UnknownCaseFigure),
    ],
)
def test_what_cannot_be_meant_is_refused(said, refusal):
    with pytest.raises(refusal):
        commands.set_figures(said, by=SYSTEM, at=make.AT)


def test_every_change_is_written_down_and_the_same_words_are_none():
    row = written(most_codes=5)
    written(most_codes=5)
    written(most_codes=6)
    commands.remove_figures(row.pk, by=SYSTEM, at=make.AT)
    verbs = JournalEntry.objects.filter(thing="cases.figurerule").order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "cases.figures_set",
        "cases.figures_set",
        "cases.figures_removed",
    ]
    assert [change.given_up for change in queries.figure_changes(most=9)] == [True, False, False]


def test_figures_that_hold_are_not_given_up():
    row = written(most_codes=5)
    with pytest.raises(FiguresBeginTooSoon):
        commands.remove_figures(row.pk, by=SYSTEM, at=make.AT + timedelta(days=1))


def test_a_case_keeps_the_place_of_the_day_it_came_in():
    ends = DatesSaid(permit_ends=make.later(40))
    kind = make.case_kind(steps=(("received", 60),))
    before = make.case(kind, dates=ends)
    written(permit_lead_days=30)
    after = make.case(kind, dates=ends, at=make.AT + timedelta(days=1))
    assert before.due_on == make.later(40 - USUAL.leads.permit_ends)
    assert after.due_on == make.later(10)
    assert list(differences()) == []
