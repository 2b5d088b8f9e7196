"""Errors as a Qmatic calendar answers them: status 500, and the reason in a header.

Open Forms reads the header `error_message` of a 500 and nothing else, so whatever is wrong with a
request is said there; what does not exist is a plain 404. A real fault of ours has no such header.
"""

from django.http import JsonResponse

from anlauf.core.refusal import Refused, Unknown


class Wrong(Refused):
    """A request that cannot be read or makes no sense."""

    code = "wrong_request"
    sentence = "The request is not complete or not valid: %(what)s."


def answer(refusal: Refused) -> JsonResponse:
    """The refusal, as this kind of client understands it."""
    said = {"error_code": refusal.code, "error_message": _one_line(str(refusal))}
    if isinstance(refusal, Unknown) or refusal.status in _AS_THEY_ARE:
        return JsonResponse(said, status=refusal.status, headers=dict(refusal.headers))
    return JsonResponse(said, status=500, headers=said)


_AS_THEY_ARE = frozenset({401, 403, 429})


def _one_line(sentence: str) -> str:
    """The sentence as a header can carry it."""
    plain = sentence.replace("“", "'").replace("”", "'").replace("’", "'")
    return " ".join(plain.encode("ascii", "replace").decode().split())
