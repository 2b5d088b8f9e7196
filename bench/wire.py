"""A client of the interface that costs next to nothing: one connection, one question at a time.

The measured server shares its machine with its clients, so these must not eat what it needs.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Self
from uuid import uuid4

HOST = "127.0.0.1"
Answer = tuple[int, Any]


class Line:
    """A connection that stays open from one request to the next."""

    def __init__(self, read: asyncio.StreamReader, write: asyncio.StreamWriter) -> None:
        self._read, self._write = read, write

    @classmethod
    async def to(cls, port: int) -> Self:
        """Connect to the server at this port."""
        return cls(*await asyncio.open_connection(HOST, port))

    async def get(self, path: str) -> Answer:
        """Ask; the answer is a status and what was said."""
        return await self._ask(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())

    async def page(self, path: str) -> bytes:
        """Ask for a page; the answer is what stands on it."""
        _status, body = await self._say(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        return body

    async def post(self, path: str, said: Mapping[str, object]) -> Answer:
        """Say something new: every call is a request of its own, none a retry."""
        body = json.dumps(said).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nIdempotency-Key: {uuid4()}\r\n\r\n"
        )
        return await self._ask(head.encode() + body)

    def close(self) -> None:
        """Hang up."""
        self._write.close()

    async def _ask(self, request: bytes) -> Answer:
        status, body = await self._say(request)
        return status, json.loads(body or b"null")

    async def _say(self, request: bytes) -> tuple[int, bytes]:
        self._write.write(request)
        head = (await self._read.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0] or 0)
        body = await self._read.readexactly(length)
        return int(head.split(b" ", 2)[1]), body
