"""What is said, and how it is told."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Said:
    """One person's answers: a score by question, their own words, and how they came to answer."""

    scores: Mapping[str, int]
    way: str
    language: str
    words: str = ""


@dataclass(frozen=True)
class Sum:
    """What some people said together: how many they were, and how many gave each answer."""

    people: int = 0
    scores: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    def __add__(self, other: "Sum") -> "Sum":
        questions = self.scores.keys() | other.scores.keys()
        scores = {
            one: dict(Counter(self.scores.get(one, {})) + Counter(other.scores.get(one, {})))
            for one in sorted(questions)
        }
        return Sum(self.people + other.people, scores)

    def number(self, question: str) -> int:
        """How many answered this question."""
        return sum(self.scores.get(question, {}).values())

    def share(self, question: str, scores: tuple[int, ...]) -> tuple[int, int]:
        """How many gave one of these answers, of how many."""
        given = self.scores.get(question, {})
        return sum(given.get(score, 0) for score in scores), sum(given.values())


@dataclass(frozen=True)
class PastSum:
    """A sum of an earlier week: of an office all answers, of an area those with one property."""

    area: int
    office: int | None
    week: date  # its Monday
    said: Sum
    dimension: str = "all"
    value: str = ""
