"""What the person and the office have written each other, in the order it was written."""

from dataclasses import dataclass
from datetime import datetime

from anlauf.cases.models import Case
from anlauf.cases.states import Side
from anlauf.core import seal


@dataclass(frozen=True)
class Said:
    """One message, opened."""

    ours: bool  # written by the office
    text: str
    at: datetime
    read_at: datetime | None


def messages_of(case: Case) -> list[Said]:
    """The whole conversation about a case."""
    return [
        Said(row.side == Side.OFFICE, seal.opened_text(row.text), row.at, row.read_at)
        for row in case.messages.order_by("at", "pk")
    ]
