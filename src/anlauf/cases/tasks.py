"""What is done about cases and their papers in the background."""

from procrastinate.contrib.django import app

from anlauf.cases import commands
from anlauf.cases.commands.inbox import empty_inbox
from anlauf.core import clock
from anlauf.core.actors import SYSTEM


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="scan_papers", pass_context=False)
def scan_papers(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Have papers in quarantine scanned."""
    commands.scan_papers(at=clock.now())


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="sweep_files", pass_context=False)
def sweep_files(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Remove files that no paper stands for."""
    commands.sweep_files(at=clock.now())


@app.periodic(cron="3 6 * * *")
@app.task(queueing_lock="remind_of_papers", pass_context=False)
def remind_of_papers(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Remind people of papers that were asked for long ago."""
    commands.remind_of_papers(by=SYSTEM, at=clock.now())


@app.periodic(cron="8 6 * * *")
@app.task(queueing_lock="bridge_permits", pass_context=False)
def bridge_permits(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Issue certificates where a permit ends before the decision."""
    commands.bridge_permits(by=SYSTEM, at=clock.now())


@app.periodic(cron="47 * * * *")
@app.task(queueing_lock="forget_cases", pass_context=False)
def forget_cases(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Erase what closed cases and forms that nobody handed in no longer need."""
    commands.forget_cases(at=clock.now())
    commands.forget_forms(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="take_submissions", lock="take_submissions", pass_context=False)
def take_submissions(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Take what other portals laid into the inbox."""
    empty_inbox(by=SYSTEM, at=clock.now())
