"""What a way out of a hard day is called, and what would change, in plain words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as lazy

from anlauf.core import text
from anlauf.engine.grid import clock_text
from anlauf.staffing.queries import Step
from anlauf.staffing.relief import Proposal, Way
from anlauf.staffing.states import StepKind
from anlauf.web.planning.outlook_words import Figure, figures
from anlauf.web.templatetags.anlauf import local_time


@dataclass(frozen=True)
class Card:
    """A way out ready to be read, with the key that does it."""

    key: str
    title: str
    what: str
    press: str
    figures: tuple[Figure, ...]
    office: str
    there: tuple[Figure, ...]


@dataclass(frozen=True)
class Taken:
    """A step that still holds."""

    number: int
    at: datetime
    words: str
    back: str


def card(one: Proposal, at: datetime) -> Card:
    """Say a proposal made at this moment."""
    way, language = one.way, get_language() or "de"
    facts = {
        "name": way.name,
        "office": way.short,
        "from": local_time(at + timedelta(minutes=way.minutes)),
        "until": clock_text(way.until),
        "skills": ", ".join(text.say(skill, language) for skill in one.skills),
    }
    there = [figure for figure in figures(one.there) if figure.difference] if one.there else []
    return Card(
        key=way.key,
        title=str(_TITLES[way.kind]) % facts,
        what=_what(way, one, facts),
        press=str(_PRESSES[way.kind]),
        figures=tuple(figures(one.effect)),
        office=way.short if way.kind == StepKind.LEND else "",
        there=tuple(there),
    )


def done(step: Step) -> Taken:
    """Say a step that was taken."""
    kind = StepKind(step.kind)
    words = str(_DONE[kind])
    if kind == StepKind.MOVE:
        count = len(step.facts["moved"])
        words = ngettext(
            "%(count)s person was offered another time",
            "%(count)s people were offered another time",
            count,
        ) % {"count": count}
    facts = {"name": step.facts.get("name", ""), "office": step.facts.get("office", "")}
    return Taken(step.pk, step.made_at, words % facts, str(_BACK[kind]))


def _what(way: Way, one: Proposal, facts: dict[str, str]) -> str:
    if way.kind == StepKind.TICKETS:
        count = round(one.effect.turned_away)
        return ngettext(
            "About %(count)s person gets no ticket today and is offered other times.",
            "About %(count)s people get no ticket today and are offered other times.",
            count,
        ) % {"count": count}
    if way.kind == StepKind.MOVE:
        return ngettext(
            "The last appointment gets another time. The person is asked whether it suits.",
            "The last %(count)s appointments get other times. Everybody is asked whether it suits.",
            way.many,
        ) % {"count": way.many}
    return str(_WHAT[way.kind]) % facts


_TITLES: dict[StepKind, Promise] = {
    StepKind.FLOATER: lazy("Call in %(name)s, who is free today"),
    StepKind.LEND: lazy("%(office)s lends %(name)s"),
    StepKind.FILES: lazy("%(name)s serves instead of working on files"),
    StepKind.TICKETS: lazy("Give out no more tickets today"),
    StepKind.MOVE: lazy("Offer other times for the last appointments"),
}
_WHAT: dict[StepKind, Promise] = {
    StepKind.FLOATER: lazy("At the counter from %(from)s to %(until)s for: %(skills)s."),
    StepKind.LEND: lazy("At the counter here from %(from)s to %(until)s for: %(skills)s."),
    StepKind.FILES: lazy("At the counter from %(from)s to %(until)s. The files wait."),
}
_PRESSES: dict[StepKind, Promise] = {
    StepKind.FLOATER: lazy("Call in"),
    StepKind.LEND: lazy("Lend"),
    StepKind.FILES: lazy("Shorten file hours"),
    StepKind.TICKETS: lazy("Stop tickets"),
    StepKind.MOVE: lazy("Offer other times"),
}
_DONE: dict[StepKind, Promise] = {
    StepKind.FLOATER: lazy("%(name)s was called in"),
    StepKind.LEND: lazy("%(office)s lent %(name)s"),
    StepKind.FILES: lazy("%(name)s serves instead of working on files"),
    StepKind.TICKETS: lazy("No more tickets are given out"),
    StepKind.MOVE: lazy("Appointments were offered other times"),
}
_BACK: dict[StepKind, Promise] = {
    StepKind.FLOATER: lazy("Take the duty back"),
    StepKind.LEND: lazy("Send back"),
    StepKind.FILES: lazy("Give the file hours back"),
    StepKind.TICKETS: lazy("Give out tickets again"),
    StepKind.MOVE: lazy("Give the old times back"),
}
