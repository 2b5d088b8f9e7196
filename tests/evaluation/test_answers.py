"""Figures written down: kept as they were, found again, and telling of no small group."""

import random
from datetime import date, timedelta

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.evaluation import commands, queries
from anlauf.evaluation.commands.facts import sum_up_all
from anlauf.evaluation.models import Answer, VisitFact
from anlauf.evaluation.queries import AnswerKind, Period, Question
from anlauf.staffing.models import Absence
from anlauf.staffing.states import AbsenceKind
from tests import make
from tests.make import sure

pytestmark = pytest.mark.django_db
AT = make.moment("05:00")


def came(office, day, people, wait=600):
    """So many people with an appointment who waited so many seconds."""
    lowest = VisitFact.objects.count()
    VisitFact.objects.bulk_create(
        VisitFact(
            number=-1 - lowest - one,
            office_number=office.pk,
            date=day,
            hour=9,
            appointed=True,
            wait=wait,
            served=600,
            outcome="finished",
        )
        for one in range(people)
    )


def asked(first, last, *offices, monthly=False):
    return Question(("visits", "wait_median"), offices, Period(first, last), last, monthly=monthly)


def people(question):
    """By scope and period how many were told of."""
    return {
        (line.key or line.scope, line.first): visits[3] if visits else 0
        for line in queries.answer(question)
        for visits in [line.figures["visits"]]
    }


def test_an_answer_counted_by_hand_month_by_month():
    office, other = make.office("altona"), make.office("harburg")
    for day, number in ((date(2026, 5, 31), 7), (date(2026, 6, 1), 5), (date(2026, 6, 2), 4)):
        came(office, day, number)
    came(other, date(2026, 6, 1), 6)
    sum_up_all()

    found = people(asked(date(2026, 5, 1), date(2026, 6, 30), monthly=True))

    assert found["altona", "2026-05-01"] == 7
    assert found["altona", "2026-06-01"] == 5  # the day of four is told of in nothing
    assert found["city", "2026-06-01"] == 11


def test_the_same_numbers_are_the_same_answer_and_other_numbers_are_another():
    office = make.office("altona")
    came(office, date(2026, 6, 1), 8)
    sum_up_all()
    question = asked(date(2026, 6, 1), date(2026, 6, 30))

    first = commands.write_down(question, by=SYSTEM, at=AT)
    again = commands.write_down(question, by=SYSTEM, at=AT + timedelta(days=1))
    assert first == again
    assert queries.is_still_so(first)

    came(office, date(2026, 6, 2), 8)
    sum_up_all()
    assert not queries.is_still_so(first)
    later = commands.write_down(question, by=SYSTEM, at=AT)
    assert later.fingerprint != first.fingerprint
    kept = queries.told(queries.kept_answer(first.fingerprint))
    assert [sure(line.figures["visits"])[3] for line in kept if line.key == "altona"] == [8]


def test_reports_of_last_week_and_month_are_written_once():
    came(make.office("altona"), make.DAY - timedelta(days=3), 9)
    sum_up_all()
    for hours in range(3):
        commands.report(at=AT + timedelta(hours=hours))
    found = {row.kind: (row.first, row.last) for row in Answer.objects.all()}
    assert found == {
        AnswerKind.WEEKLY: (date(2026, 11, 16), date(2026, 11, 22)),
        AnswerKind.MONTHLY: (date(2026, 10, 1), date(2026, 10, 31)),
    }
    assert Answer.objects.count() == 2


@pytest.mark.parametrize("seed", range(4))
def test_no_two_tables_differ_by_a_small_group(seed):
    """Overlapping periods, an office against the city, days against months: subtract them all."""
    luck = random.Random(seed)
    offices = [make.office(key) for key in ("altona", "harburg")]
    first = date(2026, 6, 1)
    for office in offices:
        for back in range(12):
            came(office, first + timedelta(days=back), luck.choice([0, 1, 2, 3, 4, 5, 6, 9]))
    sum_up_all()

    inside = [
        (first + timedelta(days=a), first + timedelta(days=b)) for a in range(12) for b in (a, 11)
    ]
    tables = [people(asked(*period)) for period in inside]
    for (begin, end), table in zip(inside, tables, strict=True):
        own = {key: number for (key, _first), number in table.items()}
        assert all(number == 0 or number >= 5 for number in own.values())
        rest = own["city"] - own["altona"] - own["harburg"]
        assert rest == 0
        for (other_begin, other_end), other in zip(inside, tables, strict=True):
            if begin <= other_begin and other_end <= end:
                for (key, _first), number in other.items():
                    assert own[key] - number == 0 or own[key] - number >= 5


def test_posts_of_fewer_than_five_people_are_in_no_sum():
    few, many = make.office("altona"), make.office("harburg")
    for number in range(4):
        make.employee(few, f"a{number}")
    for number in range(6):
        make.employee(many, f"h{number}")
    question = Question(("staff",), (), Period(make.DAY, make.DAY), make.DAY, monthly=False)
    told = {line.key or line.scope: line.figures["staff"] for line in queries.answer(question)}
    assert told["altona"] is None
    assert told["city"] == told["harburg"]
    assert sure(told["harburg"])[3] == 6


def absences(office, first, days):
    """Six people of an office, each away on so many of the first working days of a month."""
    people = [make.employee(office) for _person in range(6)]
    for person, number in zip(people, days, strict=False):
        if number:
            Absence.objects.create(
                employee=person,
                kind=AbsenceKind.AWAY,
                first=first,
                last=first + timedelta(days=number - 1),
            )


def away(*offices, first, last, monthly=False):
    """By scope and period which share was away, of how many days; None where nothing is said."""
    question = Question(("away",), offices, Period(first, last), last, monthly=monthly)
    return {
        (line.key or line.scope, line.first): line.figures["away"]
        for line in queries.answer(question)
    }


JUNE, JULY, END = date(2026, 6, 1), date(2026, 7, 1), date(2026, 7, 31)


def test_a_month_of_few_absences_is_in_no_sum():
    few, many = make.office("altona"), make.office("harburg")
    absences(few, JUNE, [2, 1])
    absences(many, JUNE, [4, 3])
    told = away(first=JUNE, last=END, monthly=True)
    assert told["altona", "2026-06-01"] is None
    assert told["altona", "2026-07-01"] == (0.0, 0.0, 0.0, 6 * 23)
    assert sure(told["harburg", "2026-06-01"])[0] == round(7 / (6 * 22), 2)
    assert told["city", "2026-06-01"] == told["harburg", "2026-06-01"]
    both = away("altona", first=JUNE, last=END)
    assert both["altona", "2026-06-01"] == told["altona", "2026-07-01"]


def test_absences_of_days_or_weeks_cannot_be_found_by_asking_for_other_periods():
    office = make.office("altona")
    absences(office, JUNE, [4, 4])
    for first, last in ((JUNE, date(2026, 6, 29)), (date(2026, 6, 2), date(2026, 6, 30))):
        assert away(first=first, last=last)["altona", first.isoformat()] is None
    assert away(first=JUNE, last=JUNE)["altona", "2026-06-01"] is None
