"""Where this installation keeps what must survive a restart, and the keys that live there."""

import base64
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parents[3]
_AWAY = 10_000
_LAST_PORT = 65_535
_SEAL_OCTETS = 32


class BadPort(Exception):
    """The port of the web server cannot be understood."""


class BadSealKey(Exception):
    """A key that should seal stored content is none."""


def home() -> Path:
    """Name the data folder: `ANLAUF_HOME`, or `.anlauf` beside the source tree."""
    chosen = os.environ.get("ANLAUF_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    beside = PROJECT if (PROJECT / "pyproject.toml").exists() else Path.cwd()
    return beside / ".anlauf"


def port() -> int:
    """Give the port of the web server: `ANLAUF_PORT`, or 8000."""
    chosen = os.environ.get("ANLAUF_PORT") or "8000"
    if not chosen.isdecimal():
        raise BadPort(f"ANLAUF_PORT is “{chosen}”, but a port is a number such as 8001.")
    return int(chosen)


def live_port() -> int:
    """Give the port of the live process: `ANLAUF_LIVE_PORT`, or one ten thousand away."""
    chosen = os.environ.get("ANLAUF_LIVE_PORT")
    if not chosen:
        return port() + _AWAY if port() + _AWAY <= _LAST_PORT else port() - _AWAY
    if not chosen.isdecimal():
        raise BadPort(f"ANLAUF_LIVE_PORT is “{chosen}”, but a port is a number such as 18001.")
    return int(chosen)


def live_url(chosen: str | None, *, proxied: bool) -> str:
    """Say where pages find streams; `off` stands for nowhere, so that they ask by themselves."""
    if chosen:
        return "" if chosen == "off" else chosen.rstrip("/")
    return "/live" if proxied else f"http://localhost:{live_port()}/live"


def origin(address: str) -> list[str]:
    """Give the scheme and host of an address, for those who need leave to ask there."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def secret_key(folder: Path) -> str:
    """Read the key that signs cookies and links; the first caller draws it."""
    path = folder / "secret-key"
    if not path.exists():
        _draw(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def seal_keys(chosen: str | None, folder: Path) -> list[str]:
    """Give the keys that seal stored content, the sealing one first; the first caller draws one."""
    if chosen:
        return [_seal_key(key.strip()) for key in chosen.split(",") if key.strip()]
    path = folder / "seal-key"
    if not path.exists():
        _draw(path, base64.urlsafe_b64encode(secrets.token_bytes(_SEAL_OCTETS)).decode())
    return path.read_text(encoding="ascii").split()


def _seal_key(key: str) -> str:
    try:
        sound = len(base64.urlsafe_b64decode(key)) == _SEAL_OCTETS
    except ValueError:
        sound = False
    if not sound:
        raise BadSealKey(
            "ANLAUF_SEAL_KEYS holds something that is not 32 octets in URL-safe base64."
            " Maybe a key was cut when it was copied."
        )
    return key


def _draw(path: Path, key: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(key)
    try:
        # A link, unlike a rename, never replaces the key another process has just drawn.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
