"""Who may call an operation: the API's side of the rule that every address has one guard."""

from collections.abc import Callable
from typing import TypeVar

Operation = TypeVar("Operation", bound=Callable[..., object])

MARK = "guard"


def open_to_all(operation: Operation) -> Operation:
    """Anybody may call this; what it opens is opened by a key in the address."""
    setattr(operation, MARK, "public")
    return operation
