"""The appointment book: what a day will be like, and what a rule of release does over weeks.

A day is a number of people asked to come at the start of each slot. `figures` tells exactly what
it costs people and counters, `play` by playing it; `best_pattern` finds the pattern that costs
least. `evaluate` plays weeks of booking under a policy of release, `improved` finds a better one.
`littlewood`, `emsr_b` and `best` tell how many places to keep for the urgent, and `most_kept` how
many promises a day can keep at most.
"""

from anlauf.engine.book.day import Day, Figures, Weights, figures
from anlauf.engine.book.improve import Better, Prices, improved
from anlauf.engine.book.lanes import most_kept
from anlauf.engine.book.pattern import Found, best_pattern, evenly
from anlauf.engine.book.played import Played, Times, play
from anlauf.engine.book.protection import Wanted, best, emsr_b, littlewood, worth
from anlauf.engine.book.season import Season, evaluate
from anlauf.engine.book.weeks import Kind, Policy, Weeks

__all__ = [
    "Better",
    "Day",
    "Figures",
    "Found",
    "Kind",
    "Played",
    "Policy",
    "Prices",
    "Season",
    "Times",
    "Wanted",
    "Weeks",
    "Weights",
    "best",
    "best_pattern",
    "emsr_b",
    "evaluate",
    "evenly",
    "figures",
    "improved",
    "littlewood",
    "most_kept",
    "play",
    "worth",
]
