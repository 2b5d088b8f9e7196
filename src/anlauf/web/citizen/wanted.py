"""What else one visit is for, as a word of the address: `reisepass.2~anmeldung.3`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from anlauf.web.citizen.journey import BETWEEN, Journey

MOST = 99
SERVICES = 12
FIELD = "n-"
_BEFORE_COUNT = "."
_DIGITS = 3


@dataclass(frozen=True)
class Wanted:
    """A service by its key, and how many times."""

    service: str
    count: int = 1

    def __str__(self) -> str:
        return f"{self.service}{_BEFORE_COUNT}{self.count}"


def read(service: str, journey: Journey) -> tuple[Wanted, ...]:
    """Everything wanted, each service once; what cannot be read is left aside."""
    found = {service: _number(journey.count)}
    for word in journey.also.split(BETWEEN):
        key, _dot, count = word.partition(_BEFORE_COUNT)
        if key:
            found.setdefault(key, _number(count))
    return tuple(Wanted(key, count) for key, count in islice(found.items(), SERVICES))


def written(wanted: Iterable[Wanted]) -> str:
    """The word for these."""
    return BETWEEN.join(str(each) for each in wanted)


def changed(wanted: Iterable[Wanted], said: Mapping[str, str]) -> tuple[Wanted, ...]:
    """These with the numbers that were filled in, without what is removed, with what is added."""
    kept = [
        Wanted(each.service, _number(said.get(f"{FIELD}{each.service}", str(each.count))))
        for each in wanted
        if each.service != said.get("remove")
    ]
    new = said.get("add", "")
    if new and all(each.service != new for each in kept):
        kept.append(Wanted(new))
    return tuple(kept[:SERVICES])


def _number(word: str) -> int:
    """A count somebody wrote: one where none can be read, and never more than anybody needs."""
    if not word.isascii() or not word.isdecimal():
        return 1
    return min(max(int(word[:_DIGITS]), 1), MOST)
