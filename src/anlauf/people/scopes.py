"""What a program may do beyond what everybody may."""

from enum import StrEnum


class Scope(StrEnum):
    """One thing a program's key opens."""

    BOOK = "book"  # vouches for whom it books: no letter has to prove the mailbox
    INTERNAL = "internal"  # takes times from the internal share, as our phone agents do
    HAND_IN = "hand_in"  # hands in applications of people, as portals do
    PLAN = "plan"  # reads rosters with who works when, and publishes them
