"""What is left unsaid because too few people stand behind it.

Figures are sums of atoms, an atom being the people of one kind in one office on one day. An atom
of fewer than the minimum is in no sum at all. So whichever two tables somebody subtracts, what
remains is made of whole atoms: nobody, or at least the minimum.
"""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

MINIMUM = 5

K = TypeVar("K")


def published(atoms: NDArray[np.float64], minimum: int = MINIMUM) -> NDArray[np.bool_]:
    """Which atoms may be part of a figure: those of nobody, and those of enough."""
    return np.asarray((atoms == 0) | (atoms >= minimum))


def withheld(cells: Mapping[K, int], minimum: int = MINIMUM) -> frozenset[K]:
    """Which cells of one table stay unsaid when their sum is known.

    Too small ones, and as many of the next smallest as it takes until those unsaid are
    together no small group either.
    """
    hidden = {key for key, count in cells.items() if 0 < count < minimum}
    together = sum(cells[key] for key in hidden)
    others = [key for key in cells if cells[key] >= minimum]
    for key in sorted(others, key=lambda key: cells[key]):
        if not hidden or (len(hidden) > 1 and together >= minimum):
            break
        hidden.add(key)
        together += cells[key]
    return frozenset(hidden)
