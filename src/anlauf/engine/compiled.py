"""The one door to numba: functions become machine code and keep their types.

Nothing that the web loads may import this module: the compiler takes 100 MB and a second.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Machine code for a function that others call; it is kept with the entry that calls it."""
    return cast("Function", njit(nogil=True, error_model="numpy")(function))


def entry(function: Function) -> Function:
    """Machine code that is kept on disk, with everything it calls."""
    return cast("Function", njit(nogil=True, error_model="numpy", cache=True)(function))
