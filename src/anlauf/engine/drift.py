"""Tells when a model no longer fits, night after night, without crying wolf by looking often.

Each day's error is ranked among the errors before it. As long as errors are exchangeable, these
ranks are uniform whatever the errors' law (Vovk's conformal test). Bets against that are multiplied
up, and one may begin anew each day (an e-detector of Shiryaev and Roberts): as long as nothing
changes, the evidence reaches `LIMIT` once in `LIMIT` days on average at the most.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LIMIT = 1000.0
_LEAST = 10
"""Errors that are there before the first rank says anything."""
_SIDES = (-0.9, -0.5, 0.5, 0.9)  # bets on errors that rise or fall
_WIDER = (0.4, 0.8)  # bets on errors that become larger on both sides


@dataclass(frozen=True)
class Watch:
    """How much speaks against a model: the evidence after each day."""

    evidence: tuple[float, ...]

    @property
    def now(self) -> float:
        """The evidence after the last day."""
        return self.evidence[-1] if self.evidence else 0.0

    @property
    def drifts(self) -> bool:
        """Tell whether the model no longer fits."""
        return self.now >= LIMIT


def watched(errors: Sequence[float]) -> Watch:
    """The evidence that something changed, after each of these errors in their order."""
    return Watch(tuple(_evidence(ranks(errors))))


def ranks(errors: Sequence[float]) -> list[float]:
    """The place of each error among those before it, between 0 and 1; ties count half."""
    found = []
    for number in range(_LEAST, len(errors)):
        before, error = errors[:number], errors[number]
        lower = sum(one < error for one in before)
        ties = sum(one == error for one in before)
        found.append((lower + (ties + 1) / 2) / (number + 1))
    return found


def _evidence(places: Iterable[float]) -> Iterable[float]:
    """The mean over all bets; each day's is (what was before + 1) times what the day brings."""
    sides = [0.0] * len(_SIDES)
    wider = [0.0] * len(_WIDER)
    for place in places:
        lean = 2 * place - 1
        sides = [(had + 1) * (1 + bet * lean) for had, bet in zip(sides, _SIDES, strict=True)]
        far = 1.5 * lean * lean - 0.5
        wider = [(had + 1) * (1 + bet * far) for had, bet in zip(wider, _WIDER, strict=True)]
        yield (sum(sides) + sum(wider)) / (len(sides) + len(wider))
