"""A wire between a browser and the city that can be cut, also after the server has acted."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from enum import Enum
from threading import Thread


class Wire(Enum):
    """What the wire does with a request and its answer."""

    WHOLE = "whole"
    CUT = "cut"  # nothing reaches the server
    DEAF = "deaf"  # the server acts, its answer is lost


class Line:
    """A forwarding port before the server's, one connection for each request."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server = server
        self.wire = Wire.WHOLE
        self.lost = 0
        self._port = socket.create_server(("127.0.0.1", 0))

    @property
    def address(self) -> str:
        """Where the browser asks."""
        return f"http://127.0.0.1:{self._port.getsockname()[1]}"

    def serve(self) -> None:
        """Forward until closed."""
        with suppress(OSError):
            while True:
                caller, _from = self._port.accept()
                Thread(target=self._forward, args=(caller,), daemon=True).start()

    def close(self) -> None:
        """Take no more requests."""
        with suppress(OSError):
            self._port.shutdown(socket.SHUT_RDWR)
        self._port.close()

    def _forward(self, caller: socket.socket) -> None:
        with closing(caller), suppress(OSError):
            asked = _whole_message(caller)
            if not asked or self.wire is Wire.CUT:
                return
            with socket.create_connection(self.server, timeout=20) as server:
                server.sendall(_last_on_its_connection(asked))
                answer = b"".join(iter(lambda: server.recv(65536), b""))
            if self.wire is Wire.DEAF and asked.startswith(b"POST"):
                self.lost += 1
                return
            caller.sendall(answer)


@contextmanager
def line_to(address: str) -> Iterator[Line]:
    """A line to the server at this address."""
    host, _colon, port = address.removeprefix("http://").partition(":")
    line = Line((host, int(port)))
    Thread(target=line.serve, daemon=True).start()
    yield line
    line.close()


def _whole_message(caller: socket.socket) -> bytes:
    """One request, its body as long as it says."""
    asked = b""
    while b"\r\n\r\n" not in asked:
        more = caller.recv(65536)
        if not more:
            return b""
        asked += more
    head, _gap, body = asked.partition(b"\r\n\r\n")
    while len(body) < _length(head):
        body += caller.recv(65536)
    return head + b"\r\n\r\n" + body


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def _last_on_its_connection(asked: bytes) -> bytes:
    """The same request, after whose answer the server hangs up."""
    head, gap, body = asked.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*kept, b"Connection: close"]) + gap + body
