"""What forecasts do in the background."""

import subprocess
import sys

from procrastinate.contrib.django import app


@app.periodic(cron="40 1 * * *")
@app.task(queueing_lock="refit", pass_context=False)
def refit(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which turn it is
    """Begin a process that learns from the day that is over: the worker carries no compiler."""
    subprocess.run([sys.executable, "-m", "anlauf", "refit"], check=True)
