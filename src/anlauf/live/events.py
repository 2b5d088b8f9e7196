"""What is said on a stream, as the browser's EventSource reads it."""

import json
from collections.abc import Collection

BEAT = b"event: beat\ndata: -\n\n"
"""I am still here, and so is the database."""

DEAF = b"event: deaf\ndata: -\n\n"
"""I hear nothing from the database: please ask for yourself until I do."""


def change(office: int, version: str, numbers: Collection[int]) -> bytes:
    """Something is different in this office; these tickets were part of it."""
    told = {"office": office, "version": version, "numbers": sorted(numbers)}
    words = json.dumps(told, separators=(",", ":"))
    return f"id: {version}\nevent: change\ndata: {words}\n\n".encode()


def welcome(milliseconds: int) -> bytes:
    """The stream is open; come back after this time when it breaks."""
    return f"retry: {milliseconds}\nevent: welcome\ndata: -\n\n".encode()
