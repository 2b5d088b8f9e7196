"""A name for values by what they say: the same in every process, on every machine."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from enum import Enum
from hashlib import sha256
from types import FunctionType
from typing import Any

import numpy as np

Plain = str | int | float | bool | bytes | None


def fingerprint(value: object) -> str:
    """A digest of a value and all that it is made of; refuses what has no plain value."""
    digest = sha256()
    for word in _words(value):
        digest.update(len(word).to_bytes(8, "little") + word)
    return digest.hexdigest()


def _words(value: Any) -> Iterator[bytes]:
    kind = type(value)
    yield f"{kind.__module__}.{kind.__qualname__}".encode()
    if isinstance(value, Enum):
        yield value.name.encode()
    elif isinstance(value, Plain | date | time | timedelta | np.generic):
        yield repr(value).encode()
    elif isinstance(value, np.ndarray):
        yield from _array(value)
    elif isinstance(value, FunctionType):
        yield f"{value.__module__}.{value.__qualname__}".encode()
    elif is_dataclass(value):
        for field in fields(value):
            yield field.name.encode()
            yield from _words(getattr(value, field.name))
    else:
        yield from _collection(value)


def _array(value: Any) -> Iterator[bytes]:
    if value.dtype.hasobject:
        raise ValueError(f"An array holds objects ({value.dtype}). Maybe make it of numbers.")
    yield f"{value.dtype.str} {value.shape}".encode()
    yield np.ascontiguousarray(value).tobytes()


def _collection(value: Any) -> Iterator[bytes]:
    """The parts in their order; of sets and mappings in the order of their digests."""
    if isinstance(value, tuple | list):
        parts = [fingerprint(each) for each in value]
    elif isinstance(value, frozenset | set):
        parts = sorted(fingerprint(each) for each in value)
    elif isinstance(value, Mapping):
        parts = sorted(fingerprint(pair) for pair in value.items())
    else:
        raise ValueError(
            f"{type(value).__qualname__} has no plain value. Maybe make it a frozen dataclass."
        )
    yield from (part.encode() for part in parts)
