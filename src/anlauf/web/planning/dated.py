"""A rule that holds from a day to a day, as the pages of an office list it."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar


class Days(Protocol):
    """What a rule says, with its last day if it has one."""

    @property
    def valid_to(self) -> date | None:
        """The last day."""
        ...


class Rule(Protocol):
    """A rule with what it says."""

    @property
    def said(self) -> Days:
        """What it says."""
        ...


R = TypeVar("R", bound=Rule)


@dataclass(frozen=True)
class Dated(Generic[R]):
    """A rule of the office with its dates, and whether it holds, comes or is over."""

    rule: R
    holds: bool
    over: bool


def dated(rule: R, holding: R | None, today: date) -> Dated[R]:
    """The rule beside the one that holds today."""
    last = rule.said.valid_to
    return Dated(rule, holds=rule == holding, over=last is not None and last < today)
