"""The patterns and lists that names and numbers are found by."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from anlauf.surveys.screening.words import COMMON_NAMES, ORDINARY, TITLES

MASK = "[…]"
SHORTEST = 2  # letters; what is as short in a name of ours says nothing
MOST_MASKED = 0.5  # of the words; beyond it too little is left to be worth the risk

_PATTERNS = (
    re.compile(r"\S+@\S+|@\w+"),  # mail, and names in networks
    re.compile(r"(?:https?://|www\.)\S+", re.I),
    re.compile(r"\b[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ -]?\d{1,4}\b"),  # a number plate
    re.compile(r"\b(?=\w*\d)(?=\w*[A-Z])[A-Z\d]{7,}\b"),  # a paper, an account
    re.compile(r"\+?\d[\d ()./-]{4,}\d"),  # phone, account, date of birth
    re.compile(r"\b\w+(?:straße|strasse|str\.|weg|allee|platz|gasse)\s*\d+\s*\w?\b", re.I),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_ENDS = re.compile(r"[.!?:;\n]\s*$")


@dataclass(frozen=True)
class Screened:
    """What may be read of somebody's words; nothing when they cannot be screened."""

    text: str | None
    masked: int = 0


@dataclass(frozen=True)
class _Word:
    """One word, where it stands, and whether it begins a sentence."""

    text: str
    start: int
    end: int
    first: bool

    @property
    def plain(self) -> str:
        """As it stands in the lists."""
        return self.text.rstrip(".").casefold()

    @property
    def capital(self) -> bool:
        """Tell whether it is written like a name."""
        return self.text[0].isupper() and self.plain not in ORDINARY


def screen(text: str, names: Collection[str] = ()) -> Screened:
    """The words without names, numbers and addresses; `names` are those of people who work here."""
    if not _latin(text):
        return Screened(None)
    ours = {part.casefold() for name in names for part in name.split() if len(part) > SHORTEST}
    words = _words(text)
    spans = sorted(
        [*_patterns(text), *_titled(words), *_known(words, COMMON_NAMES | ours), *_pairs(words)]
    )
    masked = _joined(spans)
    hidden = sum(any(start <= word.start < end for start, end in masked) for word in words)
    if words and hidden > MOST_MASKED * len(words):
        return Screened(None, len(masked))
    return Screened(_without(text, masked), len(masked))


def _latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)


def _words(text: str) -> list[_Word]:
    return [
        _Word(
            found.group(),
            found.start(),
            found.end(),
            not text[: found.start()].strip() or bool(_ENDS.search(text[: found.start()])),
        )
        for found in _WORD.finditer(text)
    ]


def _patterns(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PATTERNS:
        yield from (found.span() for found in pattern.finditer(text))


def _titled(words: list[_Word]) -> Iterator[tuple[int, int]]:
    """Whatever follows a title and is written like a name."""
    named = False
    for before, word in pairwise(words):
        named = (before.plain in TITLES or named) and word.text[0].isupper()
        if named and word.capital and word.plain not in TITLES:
            yield word.start, word.end


def _known(words: list[_Word], known: Collection[str]) -> Iterator[tuple[int, int]]:
    """A name of the lists, also in small letters, and what is written like a name after it."""
    for index, word in enumerate(words):
        if word.plain not in known:
            continue
        yield word.start, word.end
        after = words[index + 1] if index + 1 < len(words) else None
        if after is not None and after.capital and not after.first:
            yield after.start, after.end


def _pairs(words: list[_Word]) -> Iterator[tuple[int, int]]:
    """Two words in a row written like names, as no sentence writes its ordinary ones."""
    for one, other in pairwise(words):
        if one.capital and other.capital and not other.first:
            yield one.start, other.end


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            continue
        joined.append((start, end))
    return joined


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], MASK]
        at = end
    return "".join([*parts, text[at:]])
