"""Where files lie that people hand in: sealed, outside the database, under meaningless names.

A file is complete or not there, and it is there before its row is: who is killed in between leaves
a file without a row, which `strays` finds, never a row without its file.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from anlauf.core import seal

_DRAFT = ".draft"


def put(uid: UUID, content: bytes) -> None:
    """Seal the content and lay it down for good."""
    path = _path(uid)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(_DRAFT)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(seal.sealed(content))
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    _settle(path.parent)


def get(uid: UUID) -> bytes:
    """The content.

    Raises FileNotFoundError where there is none, `seal.Unreadable` where the key is gone.
    """
    return seal.opened(_path(uid).read_bytes())


def holds(uid: UUID) -> bool:
    """Tell whether the file is there."""
    return _path(uid).is_file()


def remove(uid: UUID) -> None:
    """Take the file away; it may be gone already."""
    _path(uid).unlink(missing_ok=True)


def strays(before: datetime) -> Iterator[UUID]:
    """The papers whose files have lain there since before that moment; drafts that old go."""
    for path in sorted(_folder().glob("*/*")):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) >= before:
            continue
        if path.suffix == _DRAFT:
            path.unlink(missing_ok=True)
        else:
            yield UUID(path.name)


def _path(uid: UUID) -> Path:
    return _folder() / uid.hex[:2] / uid.hex


def _folder() -> Path:
    return Path(settings.PAPERS)


def _settle(folder: Path) -> None:
    """Have the disk know the folder's new name before anybody relies on it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
