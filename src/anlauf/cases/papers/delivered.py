"""Where submissions come from: a folder of files, or the one object of a request."""

import base64
import binascii
import json
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from anlauf.cases.papers.submission import BadSubmission, Delivered

_MOST_JSON = 1_000_000
_MOST_FILE = 20_000_000


def in_folder(folder: Path) -> Delivered:
    """What a portal laid down: `metadata.json`, `data.json`, and files in `attachments`.

    Raises `BadSubmission` where something is missing.
    """
    try:
        number = UUID(folder.name)
    except ValueError as fault:
        raise BadSubmission(why=f"its name {folder.name[:60]!r} is no UUID.") from fault
    return Delivered(
        id=number,
        metadata=_json(folder / "metadata.json"),
        data=_json(folder / "data.json"),
        attached=lambda name: _octets(folder / "attachments" / name, _MOST_FILE),
    )


def in_body(number: UUID, body: bytes) -> Delivered:
    """What a program sent: an object of `metadata`, `data`, and `attachments` in base64.

    Raises `BadSubmission` where it is none.
    """
    sent = _parsed(body, "the body")
    if not isinstance(sent, dict):
        raise BadSubmission(why="the body is no object.")
    files = sent.get("attachments", {})
    if not isinstance(files, dict):
        raise BadSubmission(why="attachments are no object.")
    return Delivered(
        id=number,
        metadata=sent.get("metadata"),
        data=sent.get("data"),
        attached=lambda name: _unpacked(files, name),
    )


def _unpacked(files: Mapping[str, object], name: str) -> bytes:
    """The attachment; programs write identifications in small and in capital letters."""
    content = files.get(name, files.get(name.upper()))
    if not isinstance(content, str):
        raise BadSubmission(why=f"attachment {name} is missing.")
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise BadSubmission(why=f"attachment {name} is no base64.") from fault


def _json(path: Path) -> object:
    return _parsed(_octets(path, _MOST_JSON), path.name)


def _parsed(content: bytes, name: str) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise BadSubmission(why=f"{name} is no JSON.") from fault


def _octets(path: Path, most: int) -> bytes:
    if path.is_symlink() or path.parent.is_symlink() or not path.is_file():
        raise BadSubmission(why=f"{path.name} is missing.")
    if path.stat().st_size > most:
        raise BadSubmission(why=f"{path.name} is larger than {most // 1_000_000} MB.")
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BadSubmission(why=f"{path.name} cannot be opened.") from fault
