"""Holds the letters against the life they may have had."""

from collections.abc import Iterator

from django.db.models import F, Q

from anlauf.core.models import Letter
from anlauf.core.states import LetterState

_S = LetterState
_LEFT_THE_HOUSE = Q(state__in=[_S.SENT, _S.DOUBT])

RULES: tuple[tuple[str, Q], ...] = (
    (
        "may have left and was never handed over.",
        _LEFT_THE_HOUSE & (Q(handed_at__isnull=True) | Q(tries=0)),
    ),
    ("was given up without a reason.", Q(state__in=[_S.FAILED, _S.DOUBT], last_error="")),
    ("came back and had never left.", Q(bounced_at__isnull=False, handed_at__isnull=True)),
    (
        "left before it was written.",
        Q(sent_at__lt=F("written_at")) | Q(claimed_at__lt=F("written_at")),
    ),
    ("left without words.", Q(state=_S.SENT, body="", subject="")),
)


def letters_astray() -> Iterator[str]:
    """A sentence for every letter that cannot have come to where it is."""
    for sentence, breach in RULES:
        for number in Letter.objects.filter(breach).order_by("pk").values_list("pk", flat=True):
            yield f"Letter {number} {sentence}"
