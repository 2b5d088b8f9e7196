"""What surveys do by themselves."""

from procrastinate.contrib.django import app

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.surveys import commands


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="ask_by_mail", pass_context=False)
def ask_by_mail(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Write to those who wanted to be asked."""
    commands.ask_by_mail(by=SYSTEM, at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="screen_remarks", pass_context=False)
def screen_remarks(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Screen people's own words, before anybody reads them."""
    while commands.screen(by=SYSTEM, at=clock.now()):
        pass


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="forget_surveys", pass_context=False)
def forget_surveys(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Forget marks and words whose time is over."""
    commands.forget(at=clock.now())
