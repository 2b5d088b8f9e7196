"""Takes out of somebody's own words what could say who they or others are, before anyone reads it.

Pure, and on the careful side: a word too many is masked rather than a name too few. Words in a
script without capitals cannot be screened so and are not shown at all.
"""

from anlauf.surveys.screening.mask import MASK, Screened, screen

__all__ = ["MASK", "Screened", "screen"]
