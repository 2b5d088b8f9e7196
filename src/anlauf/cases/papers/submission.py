"""Understands a submission as FIT-Connect delivers it: metadata, the answers, and attachments.

The metadata name the public service and the attachments, the data hold the answers. Where all of it
comes from, a folder or a request, is somebody else's business. Nothing in it is trusted.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Invalid
from anlauf.engine.casework.form import Answer

_MOST_FILES = 60
_DEEPEST = 30
_FIM = re.compile(r"^[FG][0-9]{1,20}$")


class BadSubmission(Invalid):
    """A submission that cannot be understood."""

    code = "bad_submission"
    sentence = _("This submission cannot be read: %(why)s")


@dataclass(frozen=True)
class Attachment:
    """A file with what it answers to."""

    wanted: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Submission:
    """One submission."""

    id: UUID
    service: str
    language: str
    answers: Mapping[str, Answer]
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True)
class Delivered:
    """A submission as it came: two objects, and the way to an attachment by its identification.

    What the way leads to is checked here; it raises `BadSubmission` where there is nothing.
    """

    id: UUID
    metadata: object
    data: object
    attached: Callable[[str], bytes]


def understood(came: Delivered) -> Submission:
    """The submission.

    Raises `BadSubmission`, which says what is wrong with it.
    """
    metadata = _object(came.metadata, "metadata")
    service = _object(metadata.get("publicServiceType"), "publicServiceType")
    content = _object(metadata.get("contentStructure", {}), "contentStructure")
    listed = content.get("attachments", [])
    if not isinstance(listed, list) or len(listed) > _MOST_FILES:
        raise BadSubmission(why=f"attachments are no list of at most {_MOST_FILES}.")
    return Submission(
        id=came.id,
        service=_text(service, "identifier"),
        language=_plain(str(metadata.get("language", "de")))[:10],
        answers=_flat(_object(came.data, "data")),
        attachments=tuple(_attachment(came, _object(each, "attachment")) for each in listed),
    )


def _attachment(came: Delivered, said: Mapping[str, object]) -> Attachment:
    try:
        name = str(UUID(_text(said, "attachmentId")))
    except ValueError as fault:
        raise BadSubmission(why="an attachmentId is no UUID.") from fault
    content = came.attached(name)
    expected = said.get("hash")
    if expected is not None:
        stated = _text(_object(expected, "hash"), "content").lower()
        if hashlib.sha512(content).hexdigest() != stated:
            raise BadSubmission(why=f"attachment {name} is not the one that was sent.")
    wanted, filename = (_plain(str(said.get(key, ""))) for key in ("reference", "filename"))
    return Attachment(wanted[:200], filename[:200], content)


def _flat(data: Mapping[str, object]) -> dict[str, Answer]:
    """Answers by the keys of questions; fields of a FIM schema go by theirs, in their order."""
    found: dict[str, Answer] = {}
    met: Counter[str] = Counter()
    for key, value in _leaves(data, 0):
        name = _plain(key)
        if _FIM.match(key):
            met[key] += 1
            name = f"fim-{key.lower()}" + (f"-{met[key]}" if met[key] > 1 else "")
        found[name] = _answer(value)
    return found


def _leaves(data: Mapping[str, object], depth: int) -> Iterator[tuple[str, object]]:
    if depth > _DEEPEST:
        raise BadSubmission(why="data is nested too deeply.")
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _leaves(value, depth + 1)
        else:
            yield key, value


def _answer(value: object) -> Answer:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return [_plain(str(each)) for each in value]
        case None:
            return ""
        case _:
            return _plain(str(value))


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise BadSubmission(why=f"{name} is missing or no object.")
    return value


def _text(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise BadSubmission(why=f"{name} is missing or no text.")
    return _plain(value)


def _plain(text: str) -> str:
    """The text, if it can be written down: no zero character and no half of one."""
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise BadSubmission(why="it holds characters that nobody can write.")
    return text
