"""States as a table: which move is allowed, and nothing else."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S", bound=Hashable)


class ForbiddenMove(ValueError):
    """A thing was to go where its lifecycle has no way."""

    def __init__(self, now: object, then: object) -> None:
        super().__init__(f"There is no way from {_name(now)!r} to {_name(then)!r}.")
        self.now = now
        self.then = then


@dataclass(frozen=True)
class Lifecycle(Generic[S]):
    """All states of a kind of thing and every allowed move between them.

    The table is checked when it is written down: a target without a row of its own or a state
    nobody can reach is a mistake of the author, not of the user.
    """

    start: S
    moves: Mapping[S, frozenset[S]]

    def __post_init__(self) -> None:
        if self.start not in self.moves:
            raise ValueError(f"The start {_name(self.start)!r} is not a state of the table.")
        targets = frozenset[S]().union(*self.moves.values())
        if unknown := targets - self.states:
            raise ValueError(f"Moves lead to states without a row: {_names(unknown)}.")
        if lost := self.states - self._reachable():
            raise ValueError(f"Nothing ever gets to: {_names(lost)}.")

    @property
    def states(self) -> frozenset[S]:
        """Every state, in no order."""
        return frozenset(self.moves)

    @property
    def open(self) -> frozenset[S]:
        """The states that still have a way out."""
        return frozenset(state for state, targets in self.moves.items() if targets)

    def may(self, now: S, then: S) -> bool:
        """Tell whether the table allows this move."""
        return then in self.moves[now]

    def check(self, now: S, then: S) -> None:
        """Refuse a move that the table does not allow."""
        if not self.may(now, then):
            raise ForbiddenMove(now, then)

    def mermaid(self) -> str:
        """Draw the table as a Mermaid state diagram, the same text every time."""
        lines = ["stateDiagram-v2", f"    [*] --> {_name(self.start)}"]
        for state, targets in self.moves.items():
            lines += [f"    {_name(state)} --> {name}" for name in sorted(map(_name, targets))]
            if not targets:
                lines.append(f"    {_name(state)} --> [*]")
        return "\n".join(lines) + "\n"

    def _reachable(self) -> frozenset[S]:
        reached = {self.start}
        ahead = [self.start]
        while ahead:
            fresh = self.moves[ahead.pop()] - reached
            reached |= fresh
            ahead += fresh
        return frozenset(reached)


def _name(state: object) -> str:
    return str(getattr(state, "value", state))


def _names(states: frozenset[S]) -> str:
    return ", ".join(sorted(map(_name, states)))
