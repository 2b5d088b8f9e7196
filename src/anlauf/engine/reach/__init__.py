"""Where mobile teams should go, on which days: so that most people are served within reach.

What needs a solver is asked for by its module: `best.best` answers a `Question` with a `Proposal`
that knows its bound; `served.worth` says what any visits are worth by the same reckoning, so that
today's tours and a proposal can stand side by side.
"""

from anlauf.engine.reach.model import Area, Question, Rules, Site, Spot, Team
from anlauf.engine.reach.routes import Halt, Visit, laid

__all__ = [
    "Area",
    "Halt",
    "Question",
    "Rules",
    "Site",
    "Spot",
    "Team",
    "Visit",
    "laid",
]
