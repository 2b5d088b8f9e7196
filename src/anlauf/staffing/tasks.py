"""What staffing does in the background."""

from procrastinate.contrib.django import app

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.staffing import commands


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="publish_ahead", pass_context=False)
def publish_ahead(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Put the next day on offer when a day has passed."""
    commands.publish_ahead(commands.DAYS_AHEAD, by=SYSTEM, at=clock.now())
