"""When to stop: after so many seconds, or when somebody says so, whichever comes first."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf
from time import monotonic


@dataclass(frozen=True)
class Stop:
    """A limit that starts to count when it is made. `when` is asked again and again."""

    seconds: float = inf
    when: Callable[[], bool] | None = None
    _began: float = field(default_factory=monotonic)

    def __post_init__(self) -> None:
        if not self.seconds >= 0:
            raise ValueError(f"{self.seconds} seconds cannot pass. Maybe take 60.")
        if self.seconds == inf and self.when is None:
            raise ValueError("Nothing would ever stop this. Maybe take 60 seconds.")

    @property
    def spent(self) -> float:
        """The seconds since it began."""
        return monotonic() - self._began

    @property
    def left(self) -> float:
        """The seconds that remain."""
        return max(0.0, self.seconds - self.spent)

    @property
    def now(self) -> bool:
        """Tell whether it is time."""
        return self.left <= 0 or (self.when is not None and self.when())

    def within(self, seconds: float) -> "Stop":
        """A sooner stop for one step: after so many seconds from now, or with this one."""
        return replace(self, seconds=min(self.seconds, self.spent + seconds))
