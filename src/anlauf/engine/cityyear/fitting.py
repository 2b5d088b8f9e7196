"""How many people want to come, found from how far ahead they had to book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from anlauf.engine.cityyear.model import City, Window
from anlauf.engine.cityyear.people import Numbers
from anlauf.engine.cityyear.plans import FIXED, Plan
from anlauf.engine.cityyear.year import play

STEP = 0.15
_SMALLEST = 0.5


@dataclass(frozen=True)
class Seen:
    """Mean days of lead by office of bookings made in some days."""

    window: Window
    leads: Mapping[str, float]


def lead_of(city: City, window: Window, seed: int, times: int, plan: Plan = FIXED) -> Numbers:
    """The mean lead by office, over so many played years."""
    each = [play(city, plan, seed, one).mean_leads(window) for one in range(times)]
    found: Numbers = np.mean(each, axis=0)
    return found


def fitted(city: City, seen: Seen, *, seed: int, rounds: int, times: int) -> City:
    """The city whose leads are those seen: more people where the calendar is too short, by steps.

    A lead hangs on the demand steeply, so steps are small and become smaller.
    """
    wanted = np.array([one.wanted for one in city.branches])
    target = np.array([seen.leads[one.name] for one in city.branches])
    for number in range(rounds):
        now = np.maximum(lead_of(with_wanted(city, wanted), seen.window, seed, times), _SMALLEST)
        wanted = wanted * (target / now) ** (STEP * (1 - number / (rounds + 1)))
    return with_wanted(city, wanted)


def with_wanted(city: City, wanted: Sequence[float] | Numbers) -> City:
    """The same city with other numbers of people who want to come a week."""
    both = zip(city.branches, wanted, strict=True)
    return replace(city, branches=tuple(replace(one, wanted=float(many)) for one, many in both))
