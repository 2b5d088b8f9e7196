"""Posts of the demo's offices, invented: a little more than there are people to fill them."""

from datetime import date, datetime
from decimal import Decimal

import numpy as np

from anlauf.core.actors import SYSTEM
from anlauf.evaluation.queries import Period
from anlauf.evaluation.queries.crew import FULL_WEEK, crews
from anlauf.staffing import commands

YEARS = 4
VACANT = (0, 0, 1, 1, 2, 3)  # half posts of an office that nobody fills, each as likely


def invent(today: date, *, at: datetime, seed: int = 1) -> int:
    """Write the posts of every office from some years back on; tell how many offices that was."""
    dice = np.random.default_rng([seed, 3])
    wanted = {
        office: Decimal(round(2 * one.weekly_minutes / FULL_WEEK) + int(dice.choice(VACANT))) / 2
        for office, one in sorted(crews(Period(today, today)).items())
    }
    since = date(today.year - YEARS, 1, 1)
    return len(commands.set_posts(wanted, since, by=SYSTEM, at=at)) if wanted else 0
