"""What booking does in the background."""

from procrastinate.contrib.django import app

from anlauf.booking import commands
from anlauf.core import clock
from anlauf.core.actors import SYSTEM


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="end_holds", pass_context=False)
def end_holds(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Free the times whose holds are over."""
    commands.end_holds(at=clock.now())


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="pass_on_offers", pass_context=False)
def pass_on_offers(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Offer to the next in line what nobody has answered in time."""
    commands.pass_on_offers(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="serve_waves", pass_context=False)
def serve_waves(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Offer to the waiting list what everybody will see in a few minutes."""
    commands.serve_waves(at=clock.now())


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="end_wishes", pass_context=False)
def end_wishes(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """End the entries on the waiting list whose last day is over."""
    commands.end_wishes(at=clock.now())


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="tidy", pass_context=False)
def tidy(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Let promises change groups so that more fits, while hardly anybody books."""
    commands.tidy_all(by=SYSTEM, at=clock.now())


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="forget", pass_context=False)
def forget(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Forget who came, some days after their visit."""
    commands.forget(by=SYSTEM, at=clock.now())
    commands.forget_codes()


@app.periodic(cron="13 6-17 * * 1-5")
@app.task(queueing_lock="invite_waiting", pass_context=False)
def invite_waiting(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Send codes to those whose cases are ready for the visit, the most urgent first."""
    commands.invite_waiting(by=SYSTEM, at=clock.now())
