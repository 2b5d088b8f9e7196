"""What booking does in the background."""

from procrastinate.contrib.django import app

from anlauf.booking import commands
from anlauf.core import clock


@app.periodic(cron="* * * * * */10")
@app.task(queueing_lock="end_holds", pass_context=False)
def end_holds(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Free the times whose holds are over."""
    commands.end_holds(at=clock.now())
