"""A small virus scanner that speaks clamd's INSTREAM and knows one pattern."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Says = Callable[[bytes], bytes]
PATTERN = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class _Scan(socketserver.StreamRequestHandler):
    """Reads one content and says what it is."""

    says: Says

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        self.wfile.write(self.says(content))


def honest(content: bytes) -> bytes:
    """What a scanner says."""
    return b"stream: Eicar-Test-Signature FOUND\0" if PATTERN in content else b"stream: OK\0"


def finding_always(content: bytes) -> bytes:
    """What a scanner says that knows all of this as harmful."""
    return b"stream: Pdf.Bad FOUND\0"


def overloaded(content: bytes) -> bytes:
    """What a scanner says that takes no more."""
    return b"INSTREAM size limit exceeded. ERROR\0"


@contextmanager
def running(says: Says = honest, path: str = "") -> Iterator[str | tuple[str, int]]:
    """A scanner at an address: a port of its own, or a socket at this path."""
    scan = type("Scan", (_Scan,), {"says": staticmethod(says)})
    server: socketserver.BaseServer
    if path:
        server = socketserver.ThreadingUnixStreamServer(path, scan)
        address: str | tuple[str, int] = path
    else:
        tcp = socketserver.ThreadingTCPServer(("127.0.0.1", 0), scan)
        server, address = tcp, ("127.0.0.1", tcp.socket.getsockname()[1])
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield address
        finally:
            server.shutdown()
            thread.join()
