"""Simulated citizens who draw a number before they set off, and come when it is nearly their turn.

What one of them does follows from dice thrown about that very number, so a demo that is started
again carries on with the same people.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from anlauf.booking.values import Line, WalkIn
from anlauf.core.actors import CITIZEN, DEVICE
from anlauf.core.refusal import Refused
from anlauf.demo.habits import dice_of
from anlauf.demo.town import Branch, Town
from anlauf.floor import commands as floor
from anlauf.floor import queries
from anlauf.floor.afar import WAYS, Join
from anlauf.floor.queries import InLine

SHARE = 0.15  # of those who come without an appointment
_LEAVES_AN_ADDRESS = 0.6
_NEVER_COMES = 0.06
_GIVES_UP = 0.05
_COMES_AS = 3  # when so many are left before them


@dataclass(frozen=True)
class Joiners:
    """Everybody who waits somewhere else."""

    town: Town
    seed: int

    def draw(self, branch: Branch, service: str, dice: Random, *, at: datetime) -> bool:
        """Draw a number at home; tell whether the day had one left."""
        line = Line(self.town.numbers[service])
        mail = f"afar-{dice.randrange(10**6):06d}@example.org"
        wish = Join(
            WalkIn(branch.number, (line,), "de" if dice.random() < 0.7 else "en"),
            dice.choice(WAYS),
            email=mail if dice.random() < _LEAVES_AN_ADDRESS else "",
        )
        key = UUID(int=dice.getrandbits(128), version=4)
        try:
            floor.join(wish, request_key=key, by=CITIZEN, at=at)
        except Refused:  # today is full, or the doors are closed
            return False
        return True

    def come(self, *, at: datetime) -> int:
        """Let those come whose turn is near; tell how many did."""
        return sum(
            self._come(one, at=at)
            for office in queries.offices_with_joined(at=at)
            for one in queries.coming(office, at=at)
        )

    def _come(self, one: InLine, *, at: datetime) -> bool:
        row, visit = one.row, one.row.visit
        dice = dice_of(self.seed, "afar", visit.pk)
        whim = dice.random()
        late = timedelta(minutes=max(0.0, dice.gauss(2, 4)))
        able = row.joined_at + timedelta(minutes=row.way_minutes) + late
        if whim < _NEVER_COMES or at < able or one.standing.ahead > _COMES_AS:
            return False
        try:
            if whim < _NEVER_COMES + _GIVES_UP:
                floor.leave(visit, by=CITIZEN, at=at)
                return False
            floor.be_here(visit, by=DEVICE, at=at)
        except Refused:  # given up at this very moment
            return False
        return True
