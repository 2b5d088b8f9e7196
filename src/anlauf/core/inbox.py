"""A folder in which others lay what they hand in: each entry is taken once, then done or refused.

`in` holds what waits, `work` what is being taken, `done` a receipt for each, `refused` what was not
taken with the reason. Who takes an entry renames it, so two never take the same; what is left in
`work`, because a process died or something broke, is taken again after everything else, and laid
aside when that has happened too often: one entry never keeps the others waiting for long.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_HIDDEN = "."  # a name that begins so is still being written
_TRIES = ".tries"
MOST_TRIES = 5


def entries() -> Iterator[Path]:
    """What waits, in the order of the names, each renamed into `work` before it is given out."""
    if settings.INBOX is None:
        return
    work = _folder("work")
    left = sorted(work.iterdir(), key=lambda path: (_tries(path), path.name))
    for path in sorted(_folder("in").iterdir()):
        if path.name.startswith(_HIDDEN) or not path.is_dir() or path.is_symlink():
            continue
        taken = work / path.name
        try:
            path.rename(taken)
        except OSError:  # somebody was quicker, or the same name is still being taken
            continue
        yield _tried(taken)
    for path in left:
        if _tries(path) < MOST_TRIES:
            yield _tried(path)
        else:
            refused(path, f"It broke off {MOST_TRIES} times. Maybe the worker's log tells why?")


def _tries(entry: Path) -> int:
    """How often it was given out already: so many octets."""
    mark = entry / _TRIES
    return mark.stat().st_size if mark.is_file() and not mark.is_symlink() else 0


def _tried(entry: Path) -> Path:
    """The entry, with this try noted before anything can go wrong."""
    (entry / _TRIES).write_bytes(b"." * (_tries(entry) + 1))
    return entry


def done(entry: Path, receipt: str) -> None:
    """Keep the receipt, and nothing else of the entry."""
    (_folder("done") / f"{entry.name}.json").write_text(receipt, encoding="utf-8")
    shutil.rmtree(entry)


def refused(entry: Path, reason: str) -> None:
    """Lay the entry aside with the reason; the same name refused before gives way."""
    aside = _folder("refused") / entry.name
    shutil.rmtree(aside, ignore_errors=True)
    entry.rename(aside)
    (aside / _TRIES).unlink(missing_ok=True)
    (aside / "reason.txt").write_text(f"{reason}\n", encoding="utf-8")


def _folder(name: str) -> Path:
    folder = Path(settings.INBOX or "") / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
