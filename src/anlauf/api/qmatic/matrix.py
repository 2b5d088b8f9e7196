"""Parameters between semicolons at the end of a path: `;servicePublicId=a;servicePublicId=b`."""

from dataclasses import dataclass

from anlauf.api.qmatic.errors import Wrong

_MOST_PERSONS = 99


@dataclass(frozen=True)
class Asked:
    """Which services, and for how many persons."""

    services: tuple[str, ...]
    persons: int = 1


def read(matrix: str) -> Asked:
    """What stands between the semicolons; names that are not known say nothing.

    Open Forms counts in `numberOfCustomers` those who come along, and leaves it out for one person.
    """
    pairs = [part.partition("=") for part in matrix.split(";") if part]
    services = [value for name, _sign, value in pairs if name == "servicePublicId"]
    further = [value for name, _sign, value in pairs if name == "numberOfCustomers"]
    if not services:
        raise Wrong(what="servicePublicId is missing")
    return Asked(tuple(dict.fromkeys(services)), 1 + _number(further[-1] if further else "0"))


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(_MOST_PERSONS)):
        raise Wrong(what="numberOfCustomers is no number")
    return int(text)
