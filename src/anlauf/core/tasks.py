"""What runs in the background for every app: letters leave the house."""

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app

from anlauf.core import clock, limits
from anlauf.core.carriers import on_duty
from anlauf.core.commands import delivery


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="deliver_letters", pass_context=False)
def deliver_letters(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Deliver what is due, as long as something leaves."""
    for carrier in on_duty():
        while delivery.deliver(carrier, at=clock.now()):
            pass


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="clear_sessions", pass_context=False)
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Remove log-ins and marks of pressed buttons whose time is over."""
    SessionStore.clear_expired()


@app.periodic(cron="*/20 * * * *")
@app.task(queueing_lock="clear_counts", pass_context=False)
def clear_counts(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Forget how often somebody did something, once it no longer counts."""
    limits.clear(at=clock.now())
