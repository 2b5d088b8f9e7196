"""How long a way through a city takes, honestly: two figures from the straight distance, no more.

Assumed, not measured: streets are a third longer than the straight line; whoever is quick makes
20 kilometres an hour from door to door, whoever waits for a bus 11, and both need some minutes to
set off and to find the entrance.
"""

from math import ceil, floor

_DETOUR = 1.3
_QUICK, _SLOW = 20.0, 11.0  # kilometres an hour
_SET_OFF, _SET_OFF_SLOWLY = 5.0, 12.0  # minutes
_STEP = 5


def minutes(kilometres: float) -> tuple[int, int]:
    """The least and the most minutes somebody probably needs, in steps of five."""
    streets = kilometres * _DETOUR
    quick = _SET_OFF + 60 * streets / _QUICK
    slow = _SET_OFF_SLOWLY + 60 * streets / _SLOW
    return _STEP * max(1, floor(quick / _STEP)), _STEP * ceil(slow / _STEP)
