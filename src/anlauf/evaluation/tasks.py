"""What evaluation does in the background."""

from procrastinate.contrib.django import app

from anlauf.core import clock
from anlauf.evaluation import commands


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
