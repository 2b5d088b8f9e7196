"""The part of the city somebody means by what they write: its name, a postal code, an address."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from anlauf.directory.queries import Quarter
from anlauf.directory.search import folded

_POSTAL_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


def place_named(quarters: Iterable[Quarter], words: str) -> str:
    """The key of a quarter or a postal code of the city; empty when nothing is recognised."""
    known = list(quarters)
    codes = {code for quarter in known for code in quarter.postal_codes}
    for code in _POSTAL_CODE.findall(words):
        if code in codes:
            return str(code)
    quarter = quarter_named(known, words) or _inside(known, words)
    return quarter.key if quarter else ""


def quarter_named(quarters: Iterable[Quarter], words: str) -> Quarter | None:
    """The quarter somebody means by these words, small slips allowed."""
    by_name = {folded(quarter.name): quarter for quarter in quarters}
    by_key = {quarter.key: quarter for quarter in by_name.values()}
    if words in by_key:
        return by_key[words]
    wanted = folded(words)
    beginning = [name for name in by_name if name.startswith(wanted)] if wanted else []
    if wanted in by_name:
        return by_name[wanted]
    if len(beginning) == 1:
        return by_name[beginning[0]]
    close = get_close_matches(wanted, by_name, n=1, cutoff=0.8)
    return by_name[close[0]] if close else None


def _inside(quarters: Iterable[Quarter], words: str) -> Quarter | None:
    """The quarter whose name stands last in an address, the longer name of two."""
    text = f" {folded(words)} "
    found = [quarter for quarter in quarters if f" {folded(quarter.name)} " in text]
    return max(found, key=lambda each: (len(each.name), each.name), default=None)
