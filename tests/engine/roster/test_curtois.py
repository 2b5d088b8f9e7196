"""Instances of the published format are read whole, and broken lines are named."""

import os
from pathlib import Path

import pytest

from anlauf.engine.roster import Duty, Need, Request, curtois, judge

DATA = Path(os.environ.get("ANLAUF_DATA", "../shared/data")) / "rostering"

SMALL = """
# a comment
SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
L,450,E
SECTION_STAFF
A,E=7|L=0,2400,960,5,2,3,1
B,E=3|L=4,2400,0,4,1,1,0
SECTION_DAYS_OFF
A,3,4
SECTION_SHIFT_ON_REQUESTS
A,0,E,2
SECTION_SHIFT_OFF_REQUESTS
B,1,L,3
SECTION_COVER
0,E,2,100,1
"""


def test_every_field_finds_its_place():
    problem = curtois.read(SMALL)
    ada, bela = problem.people
    assert problem.days == 7
    assert problem.duties == (Duty("E", 480), Duty("L", 450))
    assert problem.never_after["L"] == {"E"}
    assert ada.most == {"E": 7, "L": 0}
    assert (ada.most_minutes, ada.least_minutes) == (2400, 960)
    assert (ada.longest_run, ada.shortest_run, ada.shortest_rest) == (5, 2, 3)
    assert (ada.most_weekends, bela.most_weekends) == (1, 0)
    assert ada.off == {3, 4}
    assert ada.requests == (Request(0, "E", 2),)
    assert bela.requests == (Request(1, "L", 3, wanted=False),)
    assert problem.needs == (Need(0, frozenset({"E"}), 2, 100, 1),)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("7\n", "a week\n", "Line 4 has 'a week'"),
        ("E,480,\n", "E,480\n", "Line 6 has 2 fields, not 3"),
        ("A,3,4", "C,3,4", "Line 12 is about 'C'"),
        ("SECTION_COVER\n0,E,2,100,1", "", "SECTION_COVER is missing"),
        ("# a comment", "a comment", "Line 2 stands before"),
    ],
)
def test_a_broken_line_is_named(old, new, says):
    with pytest.raises(curtois.Unreadable, match=says):
        curtois.read(SMALL.replace(old, new, 1))


@pytest.mark.skipif(not DATA.exists(), reason="the published instances are not at hand")
def test_the_published_instances_are_read_and_empty_rosters_cost_all_that_is_needed():
    for file in DATA.glob("Instance*.txt"):
        problem = curtois.read(file.read_text(encoding="utf-8"))
        empty = {person.key: (None,) * problem.days for person in problem.people}
        verdict = judge(problem, empty)
        needed = sum(need.under * need.wanted for need in problem.needs)
        wishes = (one for person in problem.people for one in person.requests)
        assert verdict.cost == needed + sum(one.weight for one in wishes if one.wanted)
        assert {violation.rule for violation in verdict.violations} == {"minutes"}
