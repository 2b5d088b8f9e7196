"""Beginners in a plan: beside somebody who can do it, by every road, and counted as no clerk."""

import pytest

from anlauf.core.actors import SYSTEM
from anlauf.engine.roster.period import problem
from anlauf.engine.roster.solver import solve
from anlauf.engine.roster.stop import Stop
from anlauf.staffing import audit, commands, queries
from anlauf.staffing.models import Duty, Employee, Knowledge, Roster
from anlauf.staffing.queries.swaps import Exchange
from tests import make
from tests.staffing import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """Three who can serve, and one who only learns."""
    made = scene.office()
    beginner(made, "new", "residents")
    return made


def beginner(office, number: str, *skills: str) -> Employee:
    made = make.employee(office, number, hours=8, skills=())
    for key in skills:
        Knowledge.objects.create(employee=made, skill=make.skill(key), in_training=True)
    return made


def broken(row: Roster) -> list[tuple[str, str, int | None]]:
    return [(one.rule, one.person, one.day) for one in queries.verdict(row).violations]


def alone(row: Roster) -> list[tuple[str, str, int | None]]:
    return [one for one in broken(row) if one[0] == "beside"]


def test_a_beginner_beside_a_colleague_breaks_no_rule(office):
    row = scene.published(office, ("p1", scene.MONDAY), ("new", scene.MONDAY))
    assert broken(row) == []
    assert scene.clerks_at(office, scene.MONDAY) == 1


def test_a_plan_that_leaves_a_beginner_alone_is_not_published(office):
    with pytest.raises(commands.BreaksRules) as refused:
        scene.published(office, ("p1", scene.TUESDAY), ("new", scene.MONDAY))
    assert [one.rule for one in refused.value.violations] == ["beside"]


def test_a_colleague_who_comes_when_the_beginner_goes_is_nobody_to_learn_from(office):
    row = scene.proposed(office)
    scene.duty(row, "new", scene.MONDAY, "early")
    scene.duty(row, "p1", scene.MONDAY, "late")
    assert alone(row) == [("beside", "new", 0)]


def test_a_colleague_who_cannot_do_it_is_nobody_to_learn_from(office):
    beginner(office, "other", "passports")
    row = scene.proposed(office)
    scene.duty(row, "other", scene.MONDAY)
    scene.duty(row, "p1", scene.MONDAY)
    assert alone(row) == [("beside", "other", 0)]


def test_a_swap_that_leaves_a_beginner_alone_is_none(office):
    make.employee(office, "other", hours=8, skills=("passports",))
    scene.published(office, ("p1", scene.MONDAY), ("new", scene.MONDAY))
    duty = Duty.objects.get(employee__number="p1")

    def broken_when_taken_by(number: str) -> list[tuple[str, str]]:
        exchange = Exchange(duty, Employee.objects.get(number=number))
        return [(one.rule, one.person) for one in queries.broken_by(exchange)]

    assert broken_when_taken_by("p2") == []
    assert broken_when_taken_by("other") == [("beside", "new")]


def test_a_choice_by_hand_says_that_a_beginner_would_be_alone(office):
    row = scene.proposed(office)
    for who in ("p1", "new"):
        scene.duty(row, who, scene.MONDAY)
    colleague = Employee.objects.get(number="p1")
    options = {one.value: one for one in queries.options(row, colleague, office, scene.MONDAY)}
    assert [(one.rule, one.person) for one in options[""].violations] == [("beside", "new")]


def test_whoever_falls_ill_leaves_a_beginner_alone_and_no_row_is_wrong(office):
    row = scene.published(office, ("p1", scene.MONDAY), ("new", scene.MONDAY))
    away = commands.Away("p1", scene.MONDAY, scene.MONDAY, scene.LEAVE)
    commands.record_absence(away, by=SYSTEM, at=make.AT)
    assert alone(row) == [("beside", "new", 0)]
    assert list(audit.differences(at=make.AT)) == []


def test_the_page_of_a_plan_tells_who_learns_beside_whom(office):
    learner = Employee.objects.get(number="p2")
    Knowledge.objects.create(employee=learner, skill=make.skill("passports"), in_training=True)
    row = scene.published(
        office, ("p1", scene.MONDAY), ("new", scene.MONDAY), ("p2", scene.TUESDAY)
    )
    found = {one.person.number: one for one in queries.pairs(row)}
    assert (found["new"].together, found["new"].days) == (1, 1)
    assert found["new"].mentors == ("P1",)
    assert found["new"].begins
    assert (found["p2"].together, found["p2"].days, found["p2"].begins) == (0, 1, False)


def test_the_search_plans_beginners_beside_others(office):
    row = scene.proposed(office)
    clerks = dict.fromkeys(map(str, range(16, 30)), 1)
    row.needs = [
        {
            "office": office.pk,
            "date": scene.MONDAY.isoformat(),
            "skills": ["residents"],
            "clerks": clerks,
        }
    ]
    row.save()
    asked = queries.period(row)
    found = solve(problem(asked), stop=Stop(20.0), seed=1)
    roster = make.sure(found.roster)
    assert any(roster["new"])
    assert queries.judged(problem(asked), roster).valid
