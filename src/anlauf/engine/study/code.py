"""Which code answers: a digest of the engine's sources and of the verb's own module."""

import inspect
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from anlauf import engine
from anlauf.engine.study.scenario import Verb


class OtherCode(ValueError):
    """A worker whose engine is not the one that asks."""


@lru_cache(maxsize=64)
def version(verb: Verb) -> str:
    """The digest of all that may change what this verb answers."""
    digest = sha256()
    for file in _files(verb):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def check(verb: Verb, asked: str) -> None:
    """Refuse to answer with other code than was asked for."""
    if version(verb) != asked:
        raise OtherCode(
            f"A worker runs other code ({version(verb)[:8]}) than the study ({asked[:8]}). Maybe "
            "install the same version there."
        )


def _files(verb: Verb) -> list[Path]:
    root = Path(engine.__file__).parent
    own = inspect.getsourcefile(verb)
    files = sorted(root.rglob("*.py"))
    if own is not None and Path(own) not in files:
        files.append(Path(own))
    return files
