"""How simulated people behave, as chances; pure and seeded, so that a day can be lived again."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path
from random import Random


@dataclass(frozen=True)
class Lead:
    """A share of people takes a time between so many and so many days ahead."""

    first: int
    last: int
    share: float


@dataclass(frozen=True)
class Habits:
    """The chances everything in the simulated city follows."""

    booking_hours: tuple[float, ...]
    walk_in_hours: tuple[float, ...]
    leads: tuple[Lead, ...]
    walk_ins_a_day: Mapping[str, float]
    no_show: float
    cancelled: float
    early_mean: float
    early_spread: float
    service_spread: float
    services: Mapping[str, float]

    def service(self, keys: Sequence[str], dice: Random) -> str:
        """One of the services on hand, by how often people come for it."""
        usual = min(self.services.values()) / 4
        return dice.choices(keys, [self.services.get(key, usual) for key in keys])[0]

    def days_ahead(self, dice: Random) -> int:
        """How far ahead somebody looks for a time."""
        lead = dice.choices(self.leads, [each.share for each in self.leads])[0]
        return dice.randint(lead.first, lead.last)

    def minutes_early(self, dice: Random) -> float:
        """How long before the appointed time somebody arrives; negative means late."""
        return dice.gauss(self.early_mean, self.early_spread)

    def service_minutes(self, planned: float, dice: Random) -> float:
        """How long a service really takes: lognormal with the planned minutes as its mean."""
        sigma = sqrt(log(1 + self.service_spread**2))
        return planned * exp(dice.gauss(-sigma * sigma / 2, sigma))

    def walk_ins(self, area: str, hour: int, minutes: float) -> float:
        """Walk-ins expected in the area within some minutes of this hour."""
        return self.walk_ins_a_day.get(area, 0.0) * self.walk_in_hours[hour] * minutes / 60


def poisson(mean: float, dice: Random) -> int:
    """How many happen when so many are expected (Knuth's product of uniforms; for small means)."""
    limit, product, count = exp(-mean), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count


def dice_of(*about: object) -> Random:
    """Dice that fall the same way every time somebody asks about the same thing."""
    return Random(":".join(str(part) for part in about))  # noqa: S311 - play, not secrets


def read(path: Path) -> Habits:
    """Read the habits file; a missing entry raises KeyError naming it."""
    table = tomllib.loads(path.read_text("utf-8"))
    leads = [Lead(each["days"][0], each["days"][1], each["share"]) for each in table["lead_days"]]
    return Habits(
        booking_hours=tuple(table["booking_hours"]),
        walk_in_hours=tuple(table["walk_in_hours"]),
        leads=tuple(leads),
        walk_ins_a_day=table["walk_ins_a_day"],
        no_show=table["no_show"],
        cancelled=table["cancelled"],
        early_mean=table["early_minutes"]["mean"],
        early_spread=table["early_minutes"]["spread"],
        service_spread=table["service_spread"],
        services=table["services"],
    )
