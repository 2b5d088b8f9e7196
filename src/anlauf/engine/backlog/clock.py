"""Working time and calendar time: duty lies in the middle of each day."""

import numpy as np
from numpy.typing import NDArray

from anlauf.engine.compiled import compiled

DAY, WEEK = 1440.0, 7


@compiled
def finished(duty: NDArray[np.float64], begins: float, minutes: float) -> float:
    """The day (with its fraction) at which work of so many minutes is done."""
    day, left = int(begins), minutes
    opens = (DAY - duty[day % WEEK]) / 2
    done = min(max((begins - day) * DAY - opens, 0.0), duty[day % WEEK])
    while left > duty[day % WEEK] - done:
        left -= duty[day % WEEK] - done
        done = 0.0
        day += 1
    return max(begins, float(day + ((DAY - duty[day % WEEK]) / 2 + done + left) / DAY))
