"""Files without a row go: what was left behind when a process died, or a form was forgotten."""

from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from anlauf.cases.models import Paper
from anlauf.cases.states import PaperState
from anlauf.core import vault

GRACE = timedelta(hours=1)  # a file is there some seconds before its row
WITHOUT_FILE = (PaperState.ERASED, PaperState.INFECTED)
_AT_ONCE = 500


def sweep_files(*, at: datetime) -> int:
    """Remove what no row stands for; tell how many files that were."""
    found = vault.strays(at - GRACE)
    removed = 0
    while some := list(islice(found, _AT_ONCE)):
        for uid in set(some) - _kept(some):
            vault.remove(uid)
            removed += 1
    return removed


def _kept(uids: list[UUID]) -> set[UUID]:
    rows = Paper.objects.filter(uid__in=uids).exclude(state__in=WITHOUT_FILE)
    return set(rows.values_list("uid", flat=True))
