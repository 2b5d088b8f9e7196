"""The referee finds every broken rule and says what each penalty is for."""

from dataclasses import replace

import pytest

from anlauf.engine.roster import Duty, FairShare, Need, Person, Problem, Request, judge

EARLY, LATE = Duty("early", 480), Duty("late", 480)
ADA = Person(key="ada", most={"early": 14, "late": 14})


def problem(person: Person = ADA, *needs: Need, days: int = 14) -> Problem:
    return Problem(
        days=days,
        duties=(EARLY, LATE),
        people=(person,),
        needs=needs,
        never_after={"late": frozenset({"early"})},
    )


def roster(text: str) -> dict[str, tuple[str | None, ...]]:
    """A roster from a letter a day: e, l, or a point for a day off."""
    named = {"e": "early", "l": "late", ".": None}
    return {"ada": tuple(named[letter] for letter in text)}


def broken(person: Person, text: str) -> list[tuple[str, int | None]]:
    verdict = judge(problem(person, days=len(text)), roster(text))
    return [(violation.rule, violation.day) for violation in verdict.violations]


@pytest.mark.parametrize(
    ("change", "text", "expected"),
    [
        ({}, "eell..eell....", []),
        ({"most": {"early": 14}}, "l.............", [("allowed", None)]),
        ({"most": {"early": 2}}, "eee...........", [("allowed", None)]),
        ({}, "le............", [("order", 1)]),
        ({}, "l.e...........", []),
        ({"before": ("late",)}, "e.............", [("order", 0)]),
        ({"least_minutes": 960}, "e.............", [("minutes", None)]),
        ({"most_minutes": 480}, "ee............", [("minutes", None)]),
        ({"longest_run": 2}, "..eee.........", [("runs", 2)]),
        ({"longest_run": 2, "before": ("early",)}, "ee............", [("runs", -1)]),
        ({"shortest_run": 2}, "..e...........", [("runs", 2)]),
        # what touches the border may have begun before, or go on
        ({"shortest_run": 2}, "e.............", []),
        ({"shortest_run": 2}, ".............e", []),
        ({"shortest_run": 2, "before": (None,)}, "e.............", [("runs", 0)]),
        ({"shortest_rest": 2}, "ee.ee.........", [("rests", 2)]),
        ({"shortest_rest": 2}, ".eeee.........", []),
        ({"shortest_rest": 2, "before": ("early",)}, ".eeee.........", [("rests", 0)]),
        ({"most_weekends": 1}, ".....e......e.", [("weekends", None)]),
        ({"most_weekends": 1}, ".....el.......", []),
        ({"off": frozenset({3})}, "...e..........", [("off", 3)]),
        ({"fixed": {3: "late", 4: None}}, "...ee.........", [("fixed", 3), ("fixed", 4)]),
    ],
)
def test_each_rule_is_found_where_it_is_broken(change, text, expected):
    assert broken(replace(ADA, **change), text) == expected


def test_a_weekend_cut_by_the_period_counts_too():
    sunday_first = replace(problem(), first_weekday=6)
    assert sunday_first.weekends == ((0,), (6, 7), (13,))


def test_penalties_say_what_they_are_for():
    person = replace(
        ADA,
        requests=(Request(0, "early", 3), Request(1, "late", 2, wanted=False)),
        shares=(FairShare("Saturdays", frozenset({"early"}), 0, 5, frozenset({5})),),
    )
    needs = (
        Need(0, frozenset({"early"}), 2, under=100, over=1),
        Need(5, frozenset({"early", "late"}), 0, under=100, over=7),
    )
    verdict = judge(problem(person, *needs), roster(".l...e........"))
    assert [(one.kind, one.cost, one.day) for one in verdict.penalties] == [
        ("under", 200, 0),
        ("over", 7, 5),
        ("request", 3, 0),
        ("request", 2, 1),
        ("share", 5, None),
    ]
    assert (verdict.valid, verdict.cost) == (True, 217)
    assert verdict.penalties[0].says == "0 of 2 for early"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: problem(days=0), "Maybe the dates are swapped"),
        (lambda: problem(replace(ADA, most={"earli": 3})), "Maybe 'early'"),
        (lambda: problem(replace(ADA, off=frozenset({14}))), "day 14"),
        (lambda: problem(replace(ADA, least_minutes=9, most_minutes=8)), "swapped"),
        (lambda: problem(replace(ADA, shortest_run=3, longest_run=2)), "swapped"),
        (lambda: problem(ADA, Need(14, frozenset({"early"}), 1, 1)), "day 14"),
        (lambda: problem(ADA, Need(0, frozenset({"early"}), -1, 1)), "negative"),
        (lambda: replace(problem(), people=(ADA, ADA)), "twice"),
        (lambda: replace(problem(), duties=(EARLY, LATE, Duty("night", 0))), "hours"),
    ],
)
def test_a_problem_nobody_can_have_meant_is_refused_with_a_hint(wrong, says):
    with pytest.raises(ValueError, match=says):
        wrong()


@pytest.mark.parametrize(
    "odd", [{}, {"ada": ()}, {"ada": ("night", *[None] * 13)}, {"eve": (None,) * 14}]
)
def test_a_roster_about_something_else_is_not_judged(odd):
    with pytest.raises(ValueError, match="roster"):
        judge(problem(), odd)
