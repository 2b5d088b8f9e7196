"""What evaluation does in the background."""

import subprocess
import sys

from django.core.management import call_command
from procrastinate.contrib.django import app

from anlauf.core import clock
from anlauf.evaluation import commands, queries


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="read_journal", pass_context=False)
def read_journal(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Bring the figures up to this minute."""
    commands.catch_up(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="sample_offers", pass_context=False)
def sample_offers(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Note how far the next free time is."""
    commands.sample(at=clock.now())


@app.periodic(cron="4-59/10 * * * *")
@app.task(queueing_lock="check_alerts", pass_context=False)
def check_alerts(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Look whether something is about to go wrong."""
    commands.check_alerts(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="write_live", pass_context=False)
def write_live(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Let the live feed tell of this minute."""
    commands.write_live(at=clock.now())


@app.periodic(cron="50 2 * * *")
@app.task(queueing_lock="forget_access_marks", pass_context=False)
def forget_access_marks(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Forget what is too old to be counted twice."""
    commands.forget_marks(at=clock.now())


@app.periodic(cron="55 2 * * *")
@app.task(queueing_lock="fold_searches", pass_context=False)
def fold_searches(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Make counts of days that are over quick to add up."""
    commands.fold_searches(at=clock.now())


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="write_reports", pass_context=False)
def write_reports(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Write the reports of the last week and month, and send them to whoever wants them."""
    commands.report(at=clock.now())
    commands.mail_reports(at=clock.now())


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="publish_open_data", pass_context=False)
def publish_open_data(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Publish the months that are over; by name, for what it needs is no part of a web process."""
    call_command("open_data")


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="play_scenarios", pass_context=False)
def play_scenarios(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Begin a process for scenarios that wait: the worker itself plays none."""
    if queries.waiting_scenarios(clock.now() - commands.SILENCE).exists():
        words = [sys.executable, "-m", "anlauf", "play_scenarios"]
        subprocess.run(words, check=True)


@app.periodic(cron="10 4 * * *")
@app.task(queueing_lock="forget_pieces", pass_context=False)
def forget_pieces(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Let old pieces of studies go."""
    commands.forget_pieces(at=clock.now())
