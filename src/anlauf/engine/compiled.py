"""The one door to numba: functions become machine code and keep their types.

Nothing that the web loads may import this module: the compiler takes 100 MB and a second.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])

_njit: Any = njit  # some of its options are missing in its types
_PLAIN = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}


def compiled(function: Function) -> Function:
    """Machine code that makes no arrays.

    Without counting references to arrays the event kernel is fifteen times as fast; whoever
    calls holds them all the while.
    """
    return cast("Function", _njit(**_PLAIN, _nrt=False)(function))


def allocating(function: Function) -> Function:
    """Machine code that makes new arrays."""
    return cast("Function", _njit(**_PLAIN)(function))


def entry(function: Function) -> Function:
    """Machine code that is kept on disk with all that it calls."""
    return cast("Function", _njit(**_PLAIN, cache=True)(function))
