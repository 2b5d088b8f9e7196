"""What staffing does in the background."""

import logging
import subprocess
import sys

from django.core.management import call_command
from procrastinate.contrib.django import app

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.staffing import commands, queries
from anlauf.staffing.commands.rosters import SILENCE

log = logging.getLogger(__name__)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="publish_ahead", pass_context=False)
def publish_ahead(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Put the next day on offer when a day has passed; what cannot be changed is said aloud."""
    published = commands.publish_ahead(commands.DAYS_AHEAD, by=SYSTEM, at=clock.now())
    for office, result in published.items():
        for conflict in result.conflicts:
            log.warning(
                "Office %s keeps its old supply on %s: %s appointments would find nobody there.",
                office,
                conflict.date,
                len(conflict.codes),
            )


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="solve_rosters", pass_context=False)
def solve_rosters(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Begin a process for rosters that wait: the worker itself carries no solver."""
    if queries.waiting_rosters(clock.now() - SILENCE).exists():
        words = [sys.executable, "-m", "anlauf", "solve_rosters"]
        subprocess.run(words, check=True)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="expire_offers", pass_context=False)
def expire_offers(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """End offers of duties that have begun or whose roster holds no longer."""
    commands.expire_offers(at=clock.now())


@app.periodic(cron="53 2 * * *")
@app.task(queueing_lock="forget_people", pass_context=False)
def forget_people(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Erase who has left long ago, and what nobody needs to know of those who have not."""
    commands.forget_due(by=SYSTEM, at=clock.now())


@app.periodic(cron="11 4 * * *")
@app.task(queueing_lock="foresee_backlogs", pass_context=False)
def foresee_backlogs(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Play every office's casework for a year, for its lead to read in the morning.

    By its command, so that a web process, which knows all tasks, loads no compiler.
    """
    call_command("foresee_backlogs")
