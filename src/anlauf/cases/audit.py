"""Holds cases against their clocks and papers against their files; names what cannot be true."""

from collections.abc import Iterator

from anlauf.cases.commands import moving
from anlauf.cases.commands.sweep import WITHOUT_FILE
from anlauf.cases.models import Case, Paper
from anlauf.cases.states import OVER, CaseState, StopCause
from anlauf.core import vault

_AT_ONCE = 500
_STANDS_STILL = {
    CaseState.WAITING_FOR_PAPERS: StopCause.PAPERS,
    CaseState.READY_FOR_VISIT: StopCause.VISIT,
}


def differences() -> Iterator[str]:
    """Everything about cases that cannot be true; none is what must be found."""
    rows = Case.objects.select_related("kind").prefetch_related("stops", "kind__steps")
    for case in rows.order_by("pk").iterator(chunk_size=_AT_ONCE):
        for sentence in _of(case):
            yield f"Case {case.code}: {sentence}"
    yield from _papers_without_file()


def _papers_without_file() -> Iterator[str]:
    rows = Paper.objects.exclude(state__in=WITHOUT_FILE).order_by("pk")
    for number, uid in rows.values_list("pk", "uid").iterator(chunk_size=_AT_ONCE):
        if not vault.holds(uid):
            yield f"Paper {number}: its file {uid.hex} is gone. Maybe a folder was not restored."


def _of(case: Case) -> Iterator[str]:
    stops = list(case.stops.all())
    standing = {each.cause for each in stops if each.until is None}
    if case.state in OVER and standing:
        yield "it is over, but its clock still stands still."
    cause = _STANDS_STILL.get(CaseState(case.state))
    if cause is not None and cause not in standing:
        yield f"it is {case.state}, but its clock runs."
    for each in standing & set(_STANDS_STILL.values()) - {cause}:
        yield f"its clock stands still for {each}, but it is {case.state}."
    found = moving.reckoned(case, stops, list(case.kind.steps.all()))
    due = (None, "") if found is None else (found.on, found.reason)
    if (case.due_on, case.due_reason) != due:
        yield f"it is due on {case.due_on}, but reckoned anew on {due[0]}."
