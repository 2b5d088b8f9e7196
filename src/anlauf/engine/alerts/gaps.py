"""Whether something is missing that should have been noted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from anlauf.engine.alerts.verdict import Verdict

SILENCE = timedelta(minutes=40)
_KNOWN = 5  # earlier days, before a day without anybody says something
_USUAL = 10  # visits a day: where few come, nobody may come


def offers_unseen(newest: datetime | None, open_since: datetime | None, *, at: datetime) -> Verdict:
    """Whether offices are open and nobody looks any more what they have on offer."""
    if newest is not None and at - newest <= SILENCE:
        return Verdict.CLEAR
    if open_since is None or at - open_since <= SILENCE:
        return Verdict.LEAVE
    return Verdict.RAISE


def nobody_came(visits: Sequence[int]) -> Verdict:
    """Whether an office that people come to has noted none; a number per open day, latest last."""
    if not visits:
        return Verdict.LEAVE
    *before, latest = visits
    if latest:
        return Verdict.CLEAR
    is_known = len(before) >= _KNOWN and median(before) >= _USUAL
    return Verdict.RAISE if is_known else Verdict.LEAVE
