"""The process that solves is killed: another goes on with the best it kept; nothing is twice."""

import multiprocessing
import os
import signal
import time
from datetime import timedelta

import pytest
from django.db import connections

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.staffing import commands, queries
from anlauf.staffing.commands import rosters
from anlauf.staffing.models import Roster
from anlauf.staffing.solving import solve_taken
from anlauf.staffing.states import RosterState
from tests import make
from tests.staffing import scene

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 240  # seconds, on a loaded machine
LONG, SHORT = 600, 2


def solve_until_something_is_kept() -> None:
    """What `anlauf solve_rosters` does, in a process that never gets beyond its first finding."""
    keep = rosters.keep

    def stuck(number: int, turn: int, found: rosters.Found) -> bool:
        done = keep(number, turn, found)
        if found.plan:
            time.sleep(PATIENCE)
        return done

    rosters.keep = stuck
    solve_taken(make.sure(rosters.take(at=make.AT)))


def kept(number: int) -> Roster | None:
    """The roster, as soon as the search has written duties down."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        row = Roster.objects.get(pk=number)
        if row.plan:
            return row
        time.sleep(0.2)
    return None


def test_another_process_goes_on_where_the_killed_one_was():
    office = scene.office()
    make.offering(office, minutes=10)
    make.pattern(office, clerks=2, span="08:00-16:00")
    wanted = commands.Begun("December", scene.MONDAY, 2, [office.pk], LONG)
    row = commands.begin(wanted, by=SYSTEM, at=make.AT)
    commands.ask_to_solve(row.pk, by=SYSTEM, at=make.AT)

    connections.close_all()  # a connection must not be shared across a fork
    process = multiprocessing.get_context("fork").Process(target=solve_until_something_is_kept)
    process.start()
    before = make.sure(kept(row.pk))
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()

    Roster.objects.filter(pk=row.pk).update(seconds=SHORT)
    assert rosters.take(at=make.AT) is None
    late = make.AT + timedelta(days=1)
    again = make.sure(rosters.take(at=late))
    assert (again.turn, again.plan) == (before.turn + 1, before.plan)
    done = solve_taken(again)
    assert done.state == RosterState.PROPOSED
    assert make.sure(done.cost) <= make.sure(before.cost)
    assert queries.verdict(done).valid
    assert JournalEntry.objects.filter(verb="staffing.roster_found").count() == 1
