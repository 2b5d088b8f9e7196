"""Who may call an operation: the API's side of the rule that every address has one guard.

Whoever shows no key is a citizen. A program shows its own as `Authorization: Bearer KEY`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anlauf.booking.states import Share
from anlauf.core import clock
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.core.refusal import Refused
from anlauf.people import commands, queries
from anlauf.people.scopes import Scope

Operation = TypeVar("Operation", bound=Callable[..., object])

MARK = "guard"
_SCHEME = "Bearer "


class UnknownKey(Refused):
    """The key shown opens nothing, or no longer."""

    code = "unknown_key"
    status = 401
    sentence = _("This key is not valid, or no longer. Please ask the city for a new one.")


class KeyMissing(Refused):
    """An operation for programs, and no key was shown."""

    code = "key_missing"
    status = 401
    sentence = _("Please show the key the city gave you, as “Authorization: Bearer KEY”.")


class NotInScope(Refused):
    """The key is good, but not for this."""

    code = "not_in_scope"
    status = 403
    sentence = _("Your key does not include “%(scope)s”. Please ask the city to add it.")


@dataclass(frozen=True)
class Caller:
    """Who calls: a program with its scopes, or any citizen."""

    program: int | None = None
    scopes: frozenset[str] = frozenset()

    @property
    def actor(self) -> Actor:
        """Who the journal names: a program only where it vouches for those it books for."""
        if self.program is None or Scope.BOOK not in self.scopes:
            return CITIZEN
        return Actor(Kind.PROGRAM, self.program)

    def with_scope(self, scope: Scope) -> int:
        """The program's number, if its key includes this."""
        if self.program is None:
            raise KeyMissing
        if scope not in self.scopes:
            raise NotInScope(scope=scope)
        return self.program

    def share(self, wanted: str) -> str:
        """The share wanted, if the caller may take from it."""
        if wanted == Share.INTERNAL and Scope.INTERNAL not in self.scopes:
            raise NotInScope(scope=Scope.INTERNAL)
        return wanted


ANYBODY = Caller()


def caller(request: HttpRequest) -> Caller:
    """Whoever calls, by the key shown; a key that is none is refused rather than ignored."""
    shown = request.headers.get("Authorization", "")
    if not shown:
        return ANYBODY
    program = queries.program_by_key(shown.removeprefix(_SCHEME)) if _is_bearer(shown) else None
    if program is None:
        raise UnknownKey
    commands.see_program(program, at=clock.now())
    return Caller(program.pk, frozenset(program.scopes))


def key_shown(request: HttpRequest) -> str:
    """A key that is no program's, such as a calendar's: as it was shown."""
    shown = request.headers.get("Authorization", "")
    if not shown:
        raise KeyMissing
    if not _is_bearer(shown):
        raise UnknownKey
    return shown.removeprefix(_SCHEME)


def open_to_all(operation: Operation) -> Operation:
    """Anybody may call this; what it opens is opened by a key in the address."""
    setattr(operation, MARK, "public")
    return operation


def for_programs(operation: Operation) -> Operation:
    """Only a program may call this; the operation names the scope its key must have."""
    setattr(operation, MARK, "program")
    return operation


def _is_bearer(shown: str) -> bool:
    return shown.startswith(_SCHEME) and "\0" not in shown
