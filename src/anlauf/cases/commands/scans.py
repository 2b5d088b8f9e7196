"""Papers in quarantine are scanned for viruses: what is clean is opened, what is not goes.

The scanner is asked outside any transaction. While it does not answer, papers stay where they are
and are asked about again later, ever less often; nobody waits for it. In a city that gave its
scanner up, what still waits for it is what every new file is: made anew and not scanned.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from anlauf.cases import letters
from anlauf.cases.commands import ask, moving
from anlauf.cases.models import Case, Paper
from anlauf.cases.states import OVER, PAPER, PaperState
from anlauf.core import journal, scanner, vault
from anlauf.core.actors import SYSTEM
from anlauf.core.locking import locked
from anlauf.core.scanner import NoAnswer, Verdict

_log = logging.getLogger(__name__)
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)
_AT_ONCE = 50


def scan_papers(*, at: datetime) -> int:
    """Have what lies in quarantine scanned; tell how many papers left it."""
    if not scanner.configured():
        return _let_go(at=at)
    due = Q(try_at__isnull=True) | Q(try_at__lte=at)
    waiting = Paper.objects.filter(due, state=PaperState.QUARANTINED).order_by("handed_in_at")
    left = 0
    for paper in waiting[:_AT_ONCE]:
        try:
            verdict = scanner.scan(vault.get(paper.uid))
        except FileNotFoundError:
            _log.error("The file of paper %s is gone; the audit names it.", paper.pk)
            _put_off(paper, at=at)
        except NoAnswer as fault:
            _log.warning("The virus scanner gives no answer: %s", fault)
            _put_off(paper, at=at)
            break
        else:
            left += _settle(paper, verdict, {}, at=at)
    return left


def _let_go(*, at: datetime) -> int:
    """Let what waits for a scanner that is no longer there leave quarantine, and note why."""
    waiting = Paper.objects.filter(state=PaperState.QUARANTINED).order_by("handed_in_at")
    return sum(_settle(paper, Verdict(), {"scanned": False}, at=at) for paper in waiting[:_AT_ONCE])


@transaction.atomic
def _put_off(paper: Paper, *, at: datetime) -> None:
    """Try again later: after half a minute, a minute, two, and so on up to an hour."""
    row = locked(Paper.objects.filter(pk=paper.pk))
    row.try_at = at + min(_FIRST_WAIT * 2 ** min(row.tries, 10), _LONGEST_WAIT)
    row.tries += 1
    row.save(update_fields=["tries", "try_at"])


@transaction.atomic
def _settle(paper: Paper, verdict: Verdict, facts: Mapping[str, object], *, at: datetime) -> bool:
    """Let a paper leave quarantine; tell whether nobody else had settled it meanwhile."""
    case = moving.held(paper.case_id) if paper.case_id else None
    row = locked(Paper.objects.filter(pk=paper.pk))
    then = PaperState.INFECTED if verdict.found else PaperState.CLEAN
    if row.case_id != paper.case_id or not PAPER.may(PaperState(row.state), then):
        return False

    row.state, row.reason, row.try_at = then, verdict.found[:300], None
    row.save(update_fields=["state", "reason", "try_at"])
    office = case.office_id if case else None
    found: dict[str, object] = {"found": row.reason} if row.reason else {}
    told = {**facts, **found}
    journal.record(f"cases.paper_{then}", row, by=SYSTEM, at=at, office=office, facts=told)
    if then == PaperState.INFECTED:
        transaction.on_commit(lambda: vault.remove(row.uid))
        if case is not None and case.state not in OVER:
            _ask_again(case, row, at=at)
    return True


def _ask_again(case: Case, paper: Paper, *, at: datetime) -> None:
    """Put what the paper answered to back on the list, and tell the person why."""
    if paper.demand is not None:
        with translation.override(case.language):
            reason = _("A check for viruses found something harmful in the file.")
        ask.open_again(case, paper.demand, reason, by=SYSTEM, at=at)
    letters.paper_infected(case, at=at)
