"""Finds services by the words people use for them: names, synonyms, halves of words, typing errors.

A city has some fifty services, so every search looks at all of them; nothing is indexed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WORD = re.compile(r"[^\W_]+")
_FILLERS = frozenset(
    {
        *("a", "an", "and", "apply", "for", "from", "get", "how", "i", "my", "need", "new", "of"),
        *("on", "or", "request", "the", "to", "want"),
        *("auf", "aus", "beantragen", "bei", "brauche", "das", "dem", "den", "der", "die", "ein"),
        *("eine", "einen", "einer", "fuer", "ich", "ihre", "im", "in", "ist", "mein", "meine"),
        *("meinen", "meiner", "mit", "moechte", "muss", "nach", "neu", "neue", "neuen", "neuer"),
        *("und", "von", "wie", "will", "wo", "zu", "zum", "zur"),
    }
)
_LONG = 4  # shorter words are compared letter by letter: `ID` is not nearly `PIN`
_ALIKE = 0.78
_LEAST = 20.0
_SHARE_OF_BEST = 0.4  # what answers far worse than the best only distracts
_MOST_WORDS = 8
_LONGEST = 40


@dataclass(frozen=True)
class Entry:
    """A service as search sees it. Lower positions are wanted more often."""

    key: str
    names: tuple[str, ...]
    synonyms: tuple[str, ...]
    text: str
    position: int


def best(words: str, entries: Iterable[Entry], *, most: int = 10) -> list[str]:
    """Keys of the matching services, best first; equally good ones by how often they are wanted."""
    wanted = " ".join(word[:_LONGEST] for word in folded(words).split()[:_MOST_WORDS])
    if not wanted:
        return []
    rated = [(_rate(wanted, entry), entry) for entry in entries]
    least = max(_LEAST, _SHARE_OF_BEST * max((score for score, _entry in rated), default=0.0))
    found = [(score, entry) for score, entry in rated if score >= least]
    found.sort(key=lambda pair: (-round(pair[0]), pair[1].position, pair[1].key))
    return [entry.key for _score, entry in found[:most]]


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Small letters without accents, umlauts spelt out, words one space apart."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", plain)
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def _rate(wanted: str, entry: Entry) -> float:
    """How well an entry answers, 0 to 100: whole names, beginnings, all words, words alike."""
    own = _read(entry)
    if wanted in own.names:
        return 100
    if wanted in own.synonyms:
        return 95
    if any(name.startswith(wanted) for name in own.names):
        return 85
    if any(synonym.startswith(wanted) for synonym in own.synonyms):
        return 80
    return _rate_words(wanted, own)


@dataclass(frozen=True)
class _Words:
    """An entry folded and taken apart."""

    names: tuple[str, ...]
    synonyms: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    title: frozenset[str]
    text: frozenset[str]


@lru_cache(maxsize=512)
def _read(entry: Entry) -> _Words:
    names = [folded(name) for name in entry.names]
    synonyms = [folded(synonym) for synonym in entry.synonyms]
    phrases = [tuple(_essence(phrase).split()) for phrase in names + synonyms]
    return _Words(
        names=tuple(dict.fromkeys([*names, *map(_essence, names)])),
        synonyms=tuple(synonyms),
        phrases=tuple(dict.fromkeys(phrase for phrase in phrases if phrase)),
        title=frozenset(word for phrase in phrases for word in phrase),
        text=frozenset(_essence(folded(entry.text)).split()),
    )


def _essence(name: str) -> str:
    """The name without the words every other name has too: `apply for an identity card`."""
    return " ".join(word for word in name.split() if word not in _FILLERS)


def _rate_words(wanted: str, own: _Words) -> float:
    words = [word for word in wanted.split() if word not in _FILLERS] or wanted.split()
    scores = [max(_nearest(word, own.title), 0.5 * _nearest(word, own.text)) for word in words]
    found = sum(scores) / len(scores)
    if min(scores) == 0:
        found *= 0.6  # one word leads nowhere: still an answer, but a weak one
    if not found:
        return 0
    whole = max((_overlap(words, phrase) for phrase in own.phrases), default=0.0)
    return 55 * found + 20 * whole


def _overlap(words: list[str], phrase: tuple[str, ...]) -> float:
    """Which part of one phrase's words was asked for, counting words alike."""
    hits = sum(_nearest(word, frozenset(words)) for word in phrase)
    return hits / max(len(phrase), len(words))


def _nearest(word: str, vocabulary: frozenset[str]) -> float:
    return max((_alike(word, other) for other in vocabulary), default=0.0)


@lru_cache(maxsize=65536)
def _alike(word: str, other: str) -> float:
    """1 for the same word, less for a beginning, a part or a typing error, else 0."""
    if word == other:
        return 1.0
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < _LONG:
        return 0.0
    if longer.startswith(shorter):
        return 0.9
    if shorter in longer:
        return 0.8
    if sorted(word) == sorted(other):
        return 0.8  # letters that changed places
    if 2 * len(shorter) < _ALIKE * (len(word) + len(other)):
        return 0.0
    comparison = SequenceMatcher(None, word, other)
    if comparison.quick_ratio() < _ALIKE:
        return 0.0
    likeness = comparison.ratio()
    return likeness * 0.9 if likeness >= _ALIKE else 0.0
