"""What is done in the background for people."""

from procrastinate.contrib.django import app

from anlauf.core import clock
from anlauf.people import tries


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="clear_failed_tries", pass_context=False)
def clear_failed_tries(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Forget from where somebody mistyped, once it no longer counts."""
    tries.clear(at=clock.now())
