"""What the reader of city files writes down on the way: mistakes, names given, names used."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Where:
    """A line of a city file."""

    file: str
    line: int

    def __str__(self) -> str:
        """`offices/residents.toml:12`, which editors can jump to."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in the files. A fatal one keeps everything from being loaded."""

    where: Where
    sentence: str
    hint: str = ""
    fatal: bool = True

    def __str__(self) -> str:
        """One line for people: place, sentence, hint."""
        return f"{self.where}: {self.sentence} {self.hint}".rstrip()


@dataclass(frozen=True)
class Tally:
    """How many values the tables of one kind state, and how many of them are assumed."""

    kind: str
    stated: int
    assumed: int


@dataclass(frozen=True)
class _Use:
    kind: str
    key: str
    where: Where


@dataclass
class Notes:
    """Collects while files are read; `settle` compares the names used with the names given."""

    problems: list[Problem] = field(default_factory=list)
    given: dict[str, dict[str, Where]] = field(default_factory=lambda: defaultdict(dict))
    stated: Counter[str] = field(default_factory=Counter)
    assumed: Counter[str] = field(default_factory=Counter)
    unreadable: bool = False
    _used: list[_Use] = field(default_factory=list)

    def wrong(self, where: Where, sentence: str, hint: str = "") -> None:
        """Note a mistake that must be mended before anything is loaded."""
        self.problems.append(Problem(where, sentence, hint))

    def odd(self, where: Where, sentence: str, hint: str = "") -> None:
        """Note something that may be meant, but that somebody should look at."""
        self.problems.append(Problem(where, sentence, hint, fatal=False))

    def give(self, kind: str, key: str, where: Where) -> None:
        """Note that this id now stands for one thing of its kind."""
        before = self.given[kind].setdefault(key, where)
        if before is not where:
            self.wrong(
                where,
                _("The %(kind)s “%(key)s” is described twice.") % {"kind": kind, "key": key},
                _("It already stands in %(where)s.") % {"where": before},
            )

    def use(self, kind: str, key: str, where: Where) -> None:
        """Note that a table counts on a thing that may be described further down."""
        self._used.append(_Use(kind, key, where))

    def settle(self) -> None:
        """Report every name that was used but never given.

        A file that cannot be read leaves gaps, which would only hide the real mistake.
        """
        if self.unreadable:
            return
        for use in self._used:
            if use.key not in self.given[use.kind]:
                self.wrong(
                    use.where,
                    _("There is no %(kind)s “%(key)s”.") % {"kind": use.kind, "key": use.key},
                    maybe(use.key, self.given[use.kind]),
                )

    def tallies(self) -> tuple[Tally, ...]:
        """Stated and assumed values by kind of table."""
        return tuple(
            Tally(kind, count, self.assumed[kind]) for kind, count in sorted(self.stated.items())
        )


def maybe(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that comes closest, or none."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return _("Maybe “%(word)s”?") % {"word": near[0]} if near else ""
