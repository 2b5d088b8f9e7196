"""What the floor does by itself."""

from procrastinate.contrib.django import app

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.floor import commands


@app.periodic(cron="* * * * * */20")
@app.task(queueing_lock="miss_absent", pass_context=False)
def miss_absent(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Give away the time of appointments nobody has come for."""
    commands.miss_absent(by=SYSTEM, at=clock.now())


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="let_in_remote", pass_context=False)
def let_in_remote(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Let phone and video appointments stand in line when their time has come."""
    commands.let_in_remote(by=SYSTEM, at=clock.now())


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="follow_joined", pass_context=False)
def follow_joined(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Tell those who drew a number from afar when to come, and let go who never does.

    Whoever waits in the building and asked for it is told when they are nearly next.
    """
    commands.follow_joined(by=SYSTEM, at=clock.now())
    commands.tell_waiting(by=SYSTEM, at=clock.now())


@app.periodic(cron="29 * * * *")
@app.task(queueing_lock="forget_visits", pass_context=False)
def forget_visits(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Forget what visitors needed and what was pressed, some days after."""
    commands.forget(by=SYSTEM, at=clock.now())
    commands.forget_presses(at=clock.now())


@app.periodic(cron="* * * * * */30")
@app.task(queueing_lock="close_ended_days", pass_context=False)
def close_ended_days(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Bring the day to its end in every office that closed some time ago."""
    commands.close_ended_days(by=SYSTEM, at=clock.now())


@app.periodic(cron="* * * * * */20")
@app.task(queueing_lock="announce_waits", pass_context=False)
def announce_waits(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Keep the ranges that people in the waiting rooms are told."""
    commands.announce_waits(at=clock.now())


@app.periodic(cron="41 2 * * *")
@app.task(queueing_lock="learn_waits", pass_context=False)
def learn_waits(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Learn from what happened how long services and waits really are."""
    commands.learn_waits(by=SYSTEM, at=clock.now())
