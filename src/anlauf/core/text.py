"""Words that are data: a wording per language, and keys that sort names as people expect."""

import unicodedata
from collections.abc import Mapping

from django.conf import settings

_FALLBACK = ("de", "en")
_READ_INSTEAD = "en"
_JOINERS = "\u200c\u200d"  # several scripts and most emoji cannot be written without them
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})
_GERMAN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def say(wording: Mapping[str, str], language: str) -> str:
    """The wording in `language`, else in the city's own, else whatever there is.

    Whoever chose a language only applications are spoken in reads English sooner than German.
    """
    fallback = _FALLBACK[::-1] if language in also_spoken() else _FALLBACK
    for key in (language, language.split("-", maxsplit=1)[0], *fallback):
        if wording.get(key):
            return wording[key]
    return next(iter(wording.values()), "")


def spoken(language: str) -> str:
    """The language if the city writes every letter in it, else the city's own.

    Whoever chose a language only applications are spoken in reads English, see `say`.
    """
    if language in dict(settings.LANGUAGES):
        return language
    return _READ_INSTEAD if language in also_spoken() else settings.LANGUAGE_CODE


def also_spoken() -> frozenset[str]:
    """The languages of applications and of the letters about them, beside those of all pages."""
    return frozenset(code for code, _name in settings.LANGUAGES_OF_APPLICATIONS)


def spoken_of_applications(language: str) -> str:
    """The language if letters about applications are written in it, else the city's own."""
    return language if language in also_spoken() else spoken(language)


def sort_key(name: str) -> str:
    """A key that sorts `Ä` as `A` and ignores accents (DIN 5007-1); the database has no ICU."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_GERMAN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def shown(words: str) -> str:
    """The words without letters nobody sees, which could turn those around them about.

    Line ends stay; other white space at the beginning and the end goes.
    """
    kept = (letter for letter in words if letter == "\n" or _is_shown(letter))
    return "".join(kept).strip()


def _is_shown(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter) not in _UNSEEN
