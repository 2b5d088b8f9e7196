"""Working time and calendar time: duty lies in the middle of each day.

After the last day of duty known its last week goes on.
"""

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.compiled import compiled

DAY, WEEK = 1440.0, 7


@compiled
def _on(duty: NDArray[np.float64], day: int) -> float:
    known = len(duty)
    if day < known:
        return float(duty[day])
    return float(duty[known - WEEK + (day - known) % WEEK])


@compiled
def finished(duty: NDArray[np.float64], begins: float, minutes: float) -> float:
    """The day (with its fraction) at which work of so many minutes is done."""
    day, left = int(begins), minutes
    opens = (DAY - _on(duty, day)) / 2
    done = min(max((begins - day) * DAY - opens, 0.0), _on(duty, day))
    while left > _on(duty, day) - done:
        left -= _on(duty, day) - done
        done = 0.0
        day += 1
    return max(begins, float(day + ((DAY - _on(duty, day)) / 2 + done + left) / DAY))
