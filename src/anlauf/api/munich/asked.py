"""What a client of Munich's citizen API asks, read from addresses and bodies.

Reading collects what is wrong, so that an answer names all of it; `Reader.settle` ends it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from anlauf.api.munich.errors import Faulty
from anlauf.booking.values import Line

Value = TypeVar("Value")

MOST_OF_A_SERVICE = 25
MOST_NAMED = 300
LARGEST_NUMBER = 2**63 - 1
LONGEST_TEXT = 250

_NUMBER = re.compile(r"[0-9]{1,19}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_AUTH_KEY = re.compile(r"[0-9a-f]{4}|[0-9a-f]{64}", re.ASCII | re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9]{7,15}", re.ASCII)


class Reader:
    """The fields of a request, and what is wrong with them."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self.fields = fields
        self.wrong: list[str] = []

    def settle(self) -> None:
        """Answer with everything that is wrong, if anything is."""
        if self.wrong:
            raise Faulty(*self.wrong)

    def number(self, name: str, code: str) -> int:
        """A positive whole number, also as text."""
        found = _number(self.fields.get(name))
        return self._or(found, code, 0)

    def numbers(self, name: str, code: str) -> tuple[int, ...]:
        """Several of them, as a list or with commas between; each counts once."""
        found = _numbers(self.fields.get(name))
        return self._or(tuple(dict.fromkeys(found)) if found else None, code, ())

    def lines(self, services: str, counts: str) -> tuple[Line, ...]:
        """So many of each service, from two lists of equal length."""
        wanted = _numbers(self.fields.get(services))
        often = _numbers(self.fields.get(counts))
        if not wanted:
            self.wrong.append("invalidServiceId")
        if not often or not all(1 <= count <= MOST_OF_A_SERVICE for count in often):
            self.wrong.append("invalidServiceCount")
        elif wanted and len(wanted) != len(often):
            self.wrong.append("MISMATCHED_ARRAYS")
        if self.wrong or not wanted or not often:
            return ()
        return _added_up(wanted, often)

    def day(self, name: str, code: str) -> date:
        """A date that has to be there."""
        found = _date(self.fields.get(name))
        return self._or(found, code, date.min)

    def day_or(self, name: str, code: str, usual: date) -> date:
        """A date that may be left out."""
        if self.fields.get(name) in {None, ""}:
            return usual
        return self.day(name, code)

    def auth_key(self) -> str:
        """A key of the form keys have; what it opens is another question."""
        found = self.fields.get("authKey")
        fits = isinstance(found, str) and _AUTH_KEY.fullmatch(found)
        key = found.lower() if fits and isinstance(found, str) else None
        return self._or(key, "invalidAuthKey", "")

    def text(self, name: str) -> str:
        """Words without space around them; empty where there are none."""
        found = self.fields.get(name)
        return found.strip() if isinstance(found, str) else ""

    def phone(self) -> str:
        """A phone number, or nothing."""
        found = self.text("telephone")
        if found and not _PHONE.fullmatch(found):
            self.wrong.append("invalidTelephone")
        return found

    def short_text(self, name: str) -> None:
        """Look at a text that is not kept: it must be short all the same."""
        if len(self.text(name)) > LONGEST_TEXT:
            self.wrong.append(f"invalid{name[0].upper()}{name[1:]}")

    def moment(self, name: str, code: str, *, after: datetime) -> datetime:
        """A moment to come, given as seconds since 1970."""
        number = _number(self.fields.get(name))
        found = _moment(number) if number else None
        return self._or(found if found and found > after else None, code, after)

    def _or(self, found: Value | None, code: str, instead: Value) -> Value:
        if found is None:
            self.wrong.append(code)
            return instead
        return found


def body(request: HttpRequest) -> Reader:
    """The fields of a JSON object in the body."""
    try:
        found = json.loads(request.body)
    except RequestDataTooBig:
        raise Faulty("requestEntityTooLarge") from None
    except (ValueError, RecursionError):
        raise Faulty("invalidRequest") from None
    if not isinstance(found, dict):
        raise Faulty("invalidRequest")
    return Reader(found)


def address(request: HttpRequest) -> Reader:
    """The fields of the address."""
    return Reader(request.GET.dict())


def _added_up(services: Sequence[int], counts: Sequence[int]) -> tuple[Line, ...]:
    wanted: dict[int, int] = {}
    for service, count in zip(services, counts, strict=True):
        wanted[service] = wanted.get(service, 0) + count
    return tuple(Line(service, count) for service, count in wanted.items())


def _numbers(given: object) -> list[int] | None:
    parts: Iterable[object]
    if isinstance(given, str):
        parts = given.split(",")
    elif isinstance(given, list):
        parts = given
    else:
        parts = [given]
    found = [_number(part) for part in parts]
    known = [number for number in found if number is not None]
    return known if known and len(known) == len(found) <= MOST_NAMED else None


def _number(given: object) -> int | None:
    if isinstance(given, str) and _NUMBER.fullmatch(given.strip()):
        given = int(given)
    if not isinstance(given, int) or isinstance(given, bool):
        return None
    return given if 0 < given <= LARGEST_NUMBER else None


def _date(given: object) -> date | None:
    if not isinstance(given, str) or not _DATE.fullmatch(given):
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def _moment(number: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(number, tz=UTC)
    except (OverflowError, ValueError, OSError):
        return None  # after the year 9999
