"""Reads what comes back: mail servers reporting that they could not deliver (RFC 3464)."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default

from anlauf.core.refusal import Refused

_FAILED = "failed"
_ORIGINALS = frozenset({"message/rfc822", "text/rfc822-headers"})


class NoReport(Refused):
    """Somebody wrote to the address by hand, or a server answered in a form of its own."""

    code = "no_report"
    sentence = "This is no report of a failed delivery."


@dataclass(frozen=True)
class Report:
    """That a mail failed, with which status, and the text that names the mail."""

    status: str
    original: str


def read(raw: bytes) -> Report:
    """The report in a mail; delays and successes are none."""
    parts = list(message_from_bytes(raw, policy=default).walk())
    status = next((found for part in parts if (found := _failed_status(part))), None)
    if status is None:
        raise NoReport
    originals = [_text(part) for part in parts if part.get_content_type() in _ORIGINALS]
    answered = [str(parts[0].get(name, "")) for name in ("In-Reply-To", "References")]
    return Report(status[:20], "\n".join([*originals, *answered]))


def _failed_status(part: Message) -> str | None:
    """The status of the first recipient that failed for good, in a part for machines."""
    if part.get_content_type() != "message/delivery-status":
        return None
    for block in part.get_payload():
        if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == _FAILED:
            return str(block.get("Status", "5.0.0")).strip() or "5.0.0"
    return None


def _text(part: Message) -> str:
    """The number of the original mail, from the whole of it or from its headers alone."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return "\n".join(str(each["Message-ID"]) for each in inner if isinstance(each, Message))
    return str(part.get_content()) if hasattr(part, "get_content") else str(inner)
