"""The list of what is handed in, for a form and for the case it becomes: the same on both sides."""

from collections.abc import Iterable
from dataclasses import dataclass

from anlauf.cases import queries
from anlauf.cases.queries import Case, Form, HandedInFile, Progress
from anlauf.cases.states import DemandState
from anlauf.core import keys
from anlauf.web.templatetags.anlauf import say


@dataclass(frozen=True)
class Item:
    """Something to hand in, and what became of it."""

    wanted: str
    name: str
    hint: str
    needed: bool
    state: str
    files: tuple[HandedInFile, ...]
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether something can be handed in for it."""
        return self.state in {DemandState.OPEN, DemandState.HANDED_IN}

    @property
    def missing(self) -> bool:
        """Whether it is still to be handed in."""
        return self.state == DemandState.OPEN

    @property
    def mark(self) -> str:
        """A word for the list's own address of this item."""
        return mark(self.wanted)


def mark(wanted: str) -> str:
    """A word of letters and digits for something wanted, whatever it is called."""
    return keys.blinded("paper", wanted)[:8]


def of_form(form: Form) -> list[Item]:
    """What whoever fills in this form hands in."""
    files = _by_wanted(queries.papers_of(form.intake))
    return [
        Item(
            wanted=rule.key,
            name=say(rule.name),
            hint=say(rule.hint),
            needed=rule.needed,
            state=DemandState.HANDED_IN if rule.key in files else DemandState.OPEN,
            files=tuple(files.get(rule.key, ())),
        )
        for rule in queries.papers_asked(form)
    ]


def of_case(case: Case, progress: Progress) -> list[Item]:
    """The list of a case."""
    files = _by_wanted(queries.papers_of(case))
    return [
        Item(
            wanted=(wanted := each.rule.key if each.rule else each.name),
            name=say(each.rule.name) if each.rule else each.name,
            hint=say(each.rule.hint) if each.rule else "",
            needed=each.needed,
            state=each.state,
            files=tuple(files.get(wanted, ())),
            reason=each.reason,
        )
        for each in progress.demands
    ]


def _by_wanted(files: Iterable[HandedInFile]) -> dict[str, list[HandedInFile]]:
    found: dict[str, list[HandedInFile]] = {}
    for file in files:
        found.setdefault(file.wanted, []).append(file)
    return found
