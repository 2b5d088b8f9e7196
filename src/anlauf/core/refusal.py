"""The expected 'no': a class with a code and a sentence that a person can act on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from django.utils.functional import Promise


class Refused(Exception):
    """An answer, not a fault: the caller asked for something the rules do not allow.

    Subclasses stand beside the verb that raises them. `sentence` is translatable and may name
    facts as `%(name)s`; they are given when the refusal is raised.
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str | Promise] = ""
    status: ClassVar[int] = 409

    headers: Mapping[str, str] = MappingProxyType({})
    """What an answer over HTTP says besides, such as when to come again."""

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        """The sentence in the language of the moment, with its facts filled in."""
        return str(self.sentence) % self.facts if self.facts else str(self.sentence)


class Unknown(Refused):
    """Something was named that does not exist or is not the caller's to see."""

    code = "unknown"
    status = 404


class Invalid(Refused):
    """The words themselves are wrong, whatever the state of the world."""

    code = "invalid"
    status = 422
