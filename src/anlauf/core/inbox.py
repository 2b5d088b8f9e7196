"""A folder in which others lay what they hand in: each entry is taken once, then done or refused.

`in` holds what waits, `work` what is being taken, `done` a receipt for each, `refused` what was not
taken with the reason. Who takes an entry renames it, so two never take the same; what a process
left in `work` when it died is taken again.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_HIDDEN = "."  # a name that begins so is still being written


def entries() -> Iterator[Path]:
    """What waits, in the order of the names, each renamed into `work` before it is given out."""
    if settings.INBOX is None:
        return
    work = _folder("work")
    yield from sorted(work.iterdir())
    for path in sorted(_folder("in").iterdir()):
        if path.name.startswith(_HIDDEN) or not path.is_dir() or path.is_symlink():
            continue
        taken = work / path.name
        try:
            path.rename(taken)
        except OSError:  # somebody was quicker, or the same name is still being taken
            continue
        yield taken


def done(entry: Path, receipt: str) -> None:
    """Keep the receipt, and nothing else of the entry."""
    (_folder("done") / f"{entry.name}.json").write_text(receipt, encoding="utf-8")
    shutil.rmtree(entry)


def refused(entry: Path, reason: str) -> None:
    """Lay the entry aside with the reason; the same name refused before gives way."""
    aside = _folder("refused") / entry.name
    shutil.rmtree(aside, ignore_errors=True)
    entry.rename(aside)
    (aside / "reason.txt").write_text(f"{reason}\n", encoding="utf-8")


def _folder(name: str) -> Path:
    folder = Path(settings.INBOX or "") / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
