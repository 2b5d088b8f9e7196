"""Where finished pieces are kept, so that a study that was killed goes on where it was.

A folder holds one file for each finished piece; its name says all that the piece depends on. A
file appears whole or not at all, and a piece that is there is never played or counted again.
"""

import io
import json
import os
import zipfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from anlauf.engine.study.figures import Draws, Figures
from anlauf.engine.study.fingerprint import fingerprint


class Damaged(ValueError):
    """A file that no study has written like that."""


@dataclass(frozen=True)
class Key:
    """All that a piece depends on."""

    verb: str
    code: str
    inputs: str
    draws: Draws

    @property
    def name(self) -> str:
        """A name that no other piece has."""
        place = f"{self.draws.first:08}-{self.draws.many}"
        return f"{self.inputs[:12]}-{place}-{fingerprint(self)[:16]}"


class Store(Protocol):
    """What a study needs to keep its pieces."""

    def find(self, key: Key) -> Figures | None:
        """The piece, if it is finished."""

    def keep(self, key: Key, figures: Figures) -> None:
        """Keep a finished piece for good."""


@dataclass
class Memory:
    """Keeps pieces as long as the process lives."""

    pieces: dict[Key, Figures] = field(default_factory=dict)

    def find(self, key: Key) -> Figures | None:
        """The piece, if it is finished."""
        return self.pieces.get(key)

    def keep(self, key: Key, figures: Figures) -> None:
        """Keep a finished piece."""
        self.pieces[key] = figures


@dataclass(frozen=True)
class Folder:
    """Keeps pieces as files; the folder is made when the first is kept."""

    path: Path

    def find(self, key: Key) -> Figures | None:
        """The piece, if it is finished."""
        file = self._file(key)
        if not file.exists():
            return None
        try:
            return unpacked(file.read_bytes())
        except Damaged as fault:
            raise Damaged(f"{file} is damaged ({fault}). Maybe delete it?") from fault

    def keep(self, key: Key, figures: Figures) -> None:
        """Write beside, then rename: whoever kills us in between leaves no half piece."""
        self.path.mkdir(parents=True, exist_ok=True)
        beside = self.path / f".{key.name}.{os.getpid()}"
        with beside.open("wb") as file:
            file.write(packed(key, figures))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._file(key))

    def _file(self, key: Key) -> Path:
        return self.path / f"{key.name}.npz"


def unpacked(whole: bytes) -> Figures:
    """The piece that `packed` has written."""
    try:
        with np.load(io.BytesIO(whole), allow_pickle=False) as kept:
            names = tuple(str(name) for name in kept["names"])
            return Figures(names, kept["above"], kept["below"])
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as fault:
        raise Damaged(str(fault)) from fault


def packed(key: Key, figures: Figures) -> bytes:
    """A piece with all that it depends on, as octets."""
    facts = asdict(key) | {"draws": key.draws._asdict()}
    whole = io.BytesIO()
    np.savez(
        whole,
        names=np.array(figures.names),
        above=figures.above,
        below=figures.below,
        facts=np.array(json.dumps(facts)),
    )
    return whole.getvalue()
