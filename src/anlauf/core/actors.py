"""Who did it: the value every command takes as `by=`."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of being acts."""

    CITIZEN = "citizen"
    STAFF = "staff"
    DEVICE = "device"
    PROGRAM = "program"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, without a name: a kind and, for staff and programs, a number."""

    kind: Kind
    number: int | None = None

    def __str__(self) -> str:
        """`staff:7` for the journal."""
        return self.kind if self.number is None else f"{self.kind}:{self.number}"


CITIZEN = Actor(Kind.CITIZEN)
DEVICE = Actor(Kind.DEVICE)
SYSTEM = Actor(Kind.SYSTEM)
