"""The headers under which a browser gets a paper: shown or kept, never run, never remembered."""

from collections.abc import Mapping

from django.utils.http import content_disposition_header

_SUFFIXES = {"application/pdf": "pdf", "image/jpeg": "jpg"}
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store, private",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


def to_keep(media_type: str, name: str) -> Mapping[str, str]:
    """For saving it as a file with this name."""
    return _headers(media_type, name, as_attachment=True)


def to_look_at(media_type: str, name: str) -> Mapping[str, str]:
    """For looking at it in the browser, where nothing in it can act."""
    return _headers(media_type, name, as_attachment=media_type not in _SUFFIXES)


def file_name(wanted: str, number: int, media_type: str) -> str:
    """A name of our own making: what people call their files stays out of headers."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in wanted).strip("-")[:60]
    return f"{plain or 'paper'}-{number}.{_SUFFIXES.get(media_type, 'bin')}"


def _headers(media_type: str, name: str, *, as_attachment: bool) -> Mapping[str, str]:
    disposition = content_disposition_header(as_attachment, name) or "inline"
    return {"Content-Type": media_type, "Content-Disposition": disposition, **_ALWAYS}
