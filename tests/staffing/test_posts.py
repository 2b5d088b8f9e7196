"""Posts of the budget: written with a date, taken back, and held against who is there."""

from datetime import timedelta
from decimal import Decimal

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.evaluation.queries import Period, Question, answer
from anlauf.staffing import commands, queries
from tests import make

pytestmark = pytest.mark.django_db
MONDAY = make.later(7)
ASKED = ("staff", "posts", "vacant")


@pytest.fixture
def office():
    """Five people with 30 hours each: 3.85 full-time posts, to the nearest half 4."""
    made = make.office("altona", desks=4)
    for number in range(5):
        make.employee(made, f"a{number}", hours=30)
    return made


def written(office, posts, since=MONDAY):
    return commands.set_posts({office.pk: Decimal(posts)}, since, by=SYSTEM, at=make.AT)


def told(key="altona"):
    period = Period(make.DAY, MONDAY)
    question = Question(ASKED, (), period, period.last, monthly=False)
    line = next(line for line in answer(question) if line.key == key)
    return {figure: one[0] if one else None for figure, one in line.figures.items()}


def test_posts_hold_from_their_day_on_until_the_next(office):
    written(office, "5")
    written(office, "6.5", MONDAY + timedelta(days=7))
    found = [queries.posts_on(MONDAY + timedelta(days=n)).get(office.pk) for n in (-1, 0, 6, 7)]
    assert found == [None, Decimal(5), Decimal(5), Decimal("6.5")]


def test_the_same_day_twice_is_the_later_word_and_taking_back_restores_what_was(office):
    written(office, "5")
    written(office, "6", MONDAY + timedelta(days=7))
    written(office, "7", MONDAY + timedelta(days=7))
    assert queries.posts_written() == [
        (MONDAY + timedelta(days=7), 1, Decimal(7)),
        (MONDAY, 1, Decimal(5)),
    ]
    commands.drop_posts(MONDAY + timedelta(days=7), by=SYSTEM, at=make.AT)
    assert queries.posts_on(MONDAY + timedelta(days=9)) == {office.pk: Decimal(5)}
    with pytest.raises(commands.PostsGone):
        commands.drop_posts(MONDAY + timedelta(days=7), by=SYSTEM, at=make.AT)


def test_nothing_written_is_refused_and_every_change_is_in_the_journal(office):
    with pytest.raises(commands.NothingWritten):
        commands.set_posts({}, MONDAY, by=SYSTEM, at=make.AT)
    written(office, "5")
    entry = JournalEntry.objects.get(verb="staffing.posts_set")
    assert entry.facts == {"since": MONDAY.isoformat(), "posts": {str(office.pk): "5"}}


def test_vacancies_are_posts_without_people(office):
    assert told() == {"staff": 4.0, "posts": None, "vacant": None}
    written(office, "5.5")
    assert told() == {"staff": 4.0, "posts": 5.5, "vacant": 1.5}
    assert told("") == {"staff": 4.0, "posts": 5.5, "vacant": 1.5}


def test_too_many_people_at_one_office_fill_no_post_of_another(office):
    other = make.office("harburg")
    for number in range(5):
        make.employee(other, f"h{number}", hours=39)
    written(office, "6")
    assert told("")["vacant"] is None
    written(other, "3")
    assert told("harburg")["vacant"] == 0
    assert told("")["vacant"] == 2


def test_of_fewer_than_five_people_nothing_is_told(office):
    small = make.office("harburg")
    make.employee(small, "h1", hours=39)
    written(office, "5")
    written(small, "2")
    assert told("harburg") == dict.fromkeys(ASKED)
    assert told("")["posts"] == 5
