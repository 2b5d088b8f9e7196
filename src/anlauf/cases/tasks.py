"""What happens to papers in the background."""

from procrastinate.contrib.django import app

from anlauf.cases import commands
from anlauf.core import clock


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
