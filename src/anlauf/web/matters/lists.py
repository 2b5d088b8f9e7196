"""The list of what is handed in, for a form and for the case it becomes: the same on both sides."""

from dataclasses import dataclass

from anlauf.cases import queries
from anlauf.cases.queries import Form, Progress
from anlauf.cases.states import DemandState
from anlauf.web.templatetags.anlauf import say


@dataclass(frozen=True)
class Item:
    """Something to hand in, and what became of it."""

    wanted: str
    name: str
    hint: str
    needed: bool
    state: str
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether something can be handed in for it."""
        return self.state in {DemandState.OPEN, DemandState.HANDED_IN}

    @property
    def missing(self) -> bool:
        """Whether it is still to be handed in."""
        return self.state == DemandState.OPEN


def of_form(form: Form) -> list[Item]:
    """What whoever fills in this form hands in."""
    return [
        Item(rule.key, say(rule.name), say(rule.hint), rule.needed, DemandState.OPEN)
        for rule in queries.papers_asked(form)
    ]


def of_case(progress: Progress) -> list[Item]:
    """The list of a case."""
    return [
        Item(
            wanted=each.rule.key if each.rule else each.name,
            name=say(each.rule.name) if each.rule else each.name,
            hint=say(each.rule.hint) if each.rule else "",
            needed=each.needed,
            state=each.state,
            reason=each.reason,
        )
        for each in progress.demands
    ]
