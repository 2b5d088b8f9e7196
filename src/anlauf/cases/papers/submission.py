"""Reads a submission as FIT-Connect delivers it: metadata, the answers, and attachments.

`metadata.json` names the public service and the attachments, `data.json` holds the answers, each
attachment lies in `attachments` under its identification. Nothing in it is trusted.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Invalid
from anlauf.engine.casework.form import Answer

_MOST_JSON = 1_000_000
_MOST_FILE = 20_000_000
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


def read(folder: Path) -> Submission:
    """The submission in a folder.

    Raises `BadSubmission`, which says what is wrong with it.
    """
    try:
        number = UUID(folder.name)
    except ValueError as fault:
        raise BadSubmission(why=f"its name {folder.name[:60]!r} is no UUID.") from fault
    metadata = _object(_json(folder / "metadata.json"), "metadata.json")
    service = _object(metadata.get("publicServiceType"), "publicServiceType")
    content = _object(metadata.get("contentStructure"), "contentStructure")
    listed = content.get("attachments", [])
    if not isinstance(listed, list) or len(listed) > _MOST_FILES:
        raise BadSubmission(why=f"attachments are no list of at most {_MOST_FILES}.")
    return Submission(
        id=number,
        service=_text(service, "identifier"),
        language=str(metadata.get("language", "de"))[:10],
        answers=_flat(_object(_json(folder / "data.json"), "data.json")),
        attachments=tuple(_attachment(folder, _object(each, "attachment")) for each in listed),
    )


def _attachment(folder: Path, said: Mapping[str, object]) -> Attachment:
    try:
        name = str(UUID(_text(said, "attachmentId")))
    except ValueError as fault:
        raise BadSubmission(why="an attachmentId is no UUID.") from fault
    content = _octets(folder / "attachments" / name, _MOST_FILE)
    expected = said.get("hash")
    if expected is not None:
        stated = _text(_object(expected, "hash"), "content").lower()
        if hashlib.sha512(content).hexdigest() != stated:
            raise BadSubmission(why=f"attachment {name} is not the one that was sent.")
    wanted = said.get("reference", "")
    return Attachment(str(wanted)[:200], str(said.get("filename", ""))[:200], content)


def _flat(data: Mapping[str, object]) -> dict[str, Answer]:
    """Answers by the keys of questions; fields of a FIM schema go by theirs, in their order."""
    found: dict[str, Answer] = {}
    met: Counter[str] = Counter()
    for key, value in _leaves(data, 0):
        name = key
        if _FIM.match(key):
            met[key] += 1
            name = f"fim-{key.lower()}" + (f"-{met[key]}" if met[key] > 1 else "")
        found[name] = _answer(value)
    return found


def _leaves(data: Mapping[str, object], depth: int) -> Iterator[tuple[str, object]]:
    if depth > _DEEPEST:
        raise BadSubmission(why="data.json is nested too deeply.")
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
            return [str(each) for each in value]
        case None:
            return ""
        case _:
            return str(value)


def _json(path: Path) -> object:
    try:
        return json.loads(_octets(path, _MOST_JSON))
    except (ValueError, RecursionError) as fault:
        raise BadSubmission(why=f"{path.name} is no JSON.") from fault


def _octets(path: Path, most: int) -> bytes:
    if path.is_symlink() or path.parent.is_symlink() or not path.is_file():
        raise BadSubmission(why=f"{path.name} is missing.")
    if path.stat().st_size > most:
        raise BadSubmission(why=f"{path.name} is larger than {most // 1_000_000} MB.")
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BadSubmission(why=f"{path.name} cannot be opened.") from fault


def _object(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise BadSubmission(why=f"{name} is missing or no object.")
    return value


def _text(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise BadSubmission(why=f"{name} is missing or no text.")
    return value
