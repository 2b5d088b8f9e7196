"""One table of a city file, asked key by key.

A wrong value is noted with its line and replaced by a stand-in, so that one reading finds every
mistake. Stand-ins never leave the reader: with a fatal problem noted nothing is handed on.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from anlauf.core.text import also_spoken
from anlauf.directory.imports.notes import Notes, Where, maybe
from anlauf.directory.imports.positions import Path

T = TypeVar("T")
C = TypeVar("C", bound=TextChoices)

ID = re.compile(r"^[a-z0-9]+([-_][a-z0-9]+)*$")
_ABOUT_VALUES = ("assumed", "source")
_TYPES: Mapping[type, Callable[[], str]] = {
    str: lambda: _("a text in quotes"),
    int: lambda: _("a whole number"),
    bool: lambda: _("true or false"),
    date: lambda: _("a date like 2026-02-07, without quotes"),
    list: lambda: _("a list"),
    dict: lambda: _("a text per language, or a table"),
}


class Table:
    """Typed questions to one table; `done` reports the keys nobody asked for."""

    def __init__(
        self,
        kind: str,
        content: Mapping[str, object],
        *,
        notes: Notes,
        place: tuple[str, Path, Mapping[Path, int]],
        languages: Sequence[str] = (),
    ) -> None:
        self.kind = kind
        self.notes = notes
        self.languages = languages
        self._content = content
        self._file, self._path, self._lines = place
        self._asked: set[str] = {*_ABOUT_VALUES}
        self.assumed = frozenset(self._strings("assumed"))

    def where(self, *path: str | int) -> Where:
        """The line of this table, or of something in it."""
        full = (*self._path, *path)
        while full and full not in self._lines:
            full = full[:-1]
        return Where(self._file, self._lines.get(full, 1))

    def wrong(self, key: str, sentence: str, hint: str = "") -> None:
        """Note a mistake at this key."""
        self.notes.wrong(self.where(key), sentence, hint)

    def has(self, key: str) -> bool:
        """Tell whether something is said under this key."""
        return key in self._content

    def id(self) -> str:
        """The table's own name, given to everybody else who may count on it."""
        key = self.text("id")
        if key and not ID.match(key):
            self.wrong(
                "id",
                _("The id “%(key)s” is not made of small letters, digits, - and _.") % {"key": key},
            )
        elif key:
            self.notes.give(self.kind, key, self.where("id"))
        return key

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text that is not empty."""
        value = self._ask(key, str, needed=default is None)
        if value is None:
            return default or ""
        if not value.strip():
            self.wrong(key, _("“%(key)s” is empty.") % {"key": key})
        return value.strip()

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        if needed and key not in self._content:
            self._missing(key)
        return self._strings(key)

    def wording(self, key: str, *, needed: bool = True) -> dict[str, str]:
        """A text in every language of the city."""
        value = self._ask(key, dict, needed=needed)
        return {} if value is None else self._worded(value, key)

    def wordings(self, key: str) -> tuple[dict[str, str], ...]:
        """A list of texts in every language of the city."""
        found = []
        for index, value in enumerate(self._ask(key, list, needed=False) or []):
            if isinstance(value, dict):
                found.append(self._worded(value, key, index))
            else:
                self._mistyped(key, index, wanted=_("a text per language"))
        return tuple(found)

    def words(self, key: str) -> dict[str, tuple[str, ...]]:
        """A list of words per language; a language may have none."""
        value = self._ask(key, dict, needed=False) or {}
        inner = Table("text", value, notes=self.notes, place=self._place(key))
        words = {language: inner.texts(language) for language in self.languages}
        inner.report_strangers()
        return words

    def whole(self, key: str, *, least: int = 0, default: int | None = None) -> int:
        """A whole number."""
        value = self._ask(key, int, needed=default is None)
        if value is None:
            return default or 0
        if value < least:
            self.wrong(
                key,
                _("“%(key)s” is %(value)s but must be at least %(least)s.")
                % {"key": key, "value": value, "least": least},
            )
        return value

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        values = self._ask(key, list, needed=False) or []
        for index, value in enumerate(values):
            if not isinstance(value, int) or isinstance(value, bool):
                self._mistyped(key, index, wanted=_("a whole number"))
        return tuple(value for value in values if isinstance(value, int))

    def decimal(self, key: str) -> Decimal | None:
        """A number with a point."""
        value = self._content.get(key)
        self._asked.add(key)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return Decimal(value)
        if value is not None:
            self._mistyped(key, wanted=_("a number"))
        return None

    def flag(self, key: str, *, default: bool) -> bool:
        """Yes or no."""
        value = self._ask(key, bool, needed=False)
        return default if value is None else value

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """A date, written without quotes."""
        value = self._ask(key, date, needed=needed)
        return None if isinstance(value, datetime) else value

    def days(self, start: str = "from", end: str = "until") -> tuple[date | None, date | None]:
        """A first and a last date in order, both of which may be open."""
        first, last = self.day(start), self.day(end)
        if first and last and last < first:
            self.wrong(
                end,
                _("It ends on %(last)s, before it begins on %(first)s.")
                % {"last": last, "first": first},
            )
        return first, last

    def word(self, key: str, words: Collection[str], *, default: str | None = None) -> str:
        """One of these words; the first of them where it is none."""
        said = self.text(key, default=default)
        if said not in words and (said or default is None):
            self.not_among(words, said, key)
            return next(iter(words))
        return said

    def not_among(self, words: Collection[str], said: str, *path: str | int) -> None:
        """Note that what is said here is none of these words."""
        if said:
            self.notes.wrong(
                self.where(*path),
                _("“%(word)s” is none of %(words)s.") % {"word": said, "words": ", ".join(words)},
                maybe(said, words),
            )

    def one_of(self, key: str, choices: type[C], *, default: C | None = None) -> C:
        """One word of a closed list."""
        word = self.text(key, default=None if default is None else default.value)
        return self._chosen(word, choices, key) or next(iter(choices))

    def some_of(self, key: str, choices: type[C], *, default: Sequence[C] = ()) -> tuple[C, ...]:
        """Several words of a closed list."""
        if key not in self._content:
            return tuple(default)
        chosen = (
            self._chosen(word, choices, key, index) for index, word in enumerate(self._strings(key))
        )
        return tuple(each for each in chosen if each is not None)

    def one(self, key: str, kind: str) -> str:
        """The id of another thing, which must exist in the end."""
        name = self.text(key)
        if name:
            self.notes.use(kind, name, self.where(key))
        return name

    def many(self, key: str, kind: str, *, needed: bool = False) -> tuple[str, ...]:
        """Ids of other things, each of which must exist in the end."""
        names = self.texts(key, needed=needed)
        for index, name in enumerate(names):
            self.notes.use(kind, name, self.where(key, index))
        return names

    def tables(self, key: str, kind: str) -> list["Table"]:
        """The tables in a list."""
        found = []
        for index, value in enumerate(self._ask(key, list, needed=False) or []):
            if isinstance(value, dict):
                found.append(
                    Table(
                        kind,
                        value,
                        notes=self.notes,
                        place=self._place(key, index),
                        languages=self.languages,
                    )
                )
            else:
                self._mistyped(key, index, wanted=_("a table"))
        return found

    def done(self, *, also_assumable: Sequence[str] = ()) -> None:
        """Report keys that mean nothing, and count what is sourced and what is assumed."""
        self.report_strangers()
        known = {*self._content, *also_assumable}
        for index, key in enumerate(self._strings("assumed")):
            if key not in known:
                self.notes.wrong(
                    self.where("assumed", index),
                    _("“%(key)s” is called assumed, but it is not stated here.") % {"key": key},
                    maybe(key, known),
                )
        stated = [key for key in known if key not in {"id", *_ABOUT_VALUES}]
        self.notes.stated[self.kind] += len(stated)
        self.notes.assumed[self.kind] += len(self.assumed & known)

    def report_strangers(self) -> None:
        """Report keys that nobody asked for."""
        for key in self._content:
            if key not in self._asked:
                self.wrong(
                    key,
                    _("“%(key)s” means nothing in a %(kind)s.") % {"key": key, "kind": self.kind},
                    maybe(key, self._asked),
                )

    def _ask(self, key: str, wanted: type[T], *, needed: bool) -> T | None:
        self._asked.add(key)
        value = self._content.get(key)
        if value is None:
            if needed:
                self._missing(key)
            return None
        if isinstance(value, wanted) and isinstance(value, bool) == (wanted is bool):
            return value
        self._mistyped(key, wanted=_TYPES[wanted]())
        return None

    def _strings(self, key: str) -> tuple[str, ...]:
        values = self._ask(key, list, needed=False) or []
        for index, value in enumerate(values):
            if not isinstance(value, str):
                self._mistyped(key, index, wanted=_("a text"))
        return tuple(value for value in values if isinstance(value, str))

    def _worded(self, value: Mapping[str, object], *path: str | int) -> dict[str, str]:
        inner = Table("text", value, notes=self.notes, place=self._place(*path))
        words = {language: inner.text(language) for language in self.languages}
        more = sorted(also_spoken() - words.keys())
        words |= {language: inner.text(language) for language in more if inner.has(language)}
        for key in inner._content.keys() - words.keys():
            inner.wrong(
                key,
                _("“%(key)s” is not a language of this city.") % {"key": key},
                maybe(key, self.languages),
            )
        return words

    def _chosen(self, word: str, choices: type[C], *path: str | int) -> C | None:
        words = [choice.value for choice in choices]
        if word in words:
            return choices(word)
        self.not_among(words, word, *path)
        return None

    def _missing(self, key: str) -> None:
        self.notes.wrong(
            self.where(),
            _("“%(key)s” is missing in this %(kind)s.") % {"key": key, "kind": self.kind},
        )

    def _mistyped(self, *path: str | int, wanted: str) -> None:
        self.notes.wrong(
            self.where(*path),
            _("“%(key)s” should be %(wanted)s.") % {"key": path[0], "wanted": wanted},
        )

    def _place(self, *path: str | int) -> tuple[str, Path, Mapping[Path, int]]:
        return self._file, (*self._path, *path), self._lines
