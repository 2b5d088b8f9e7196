"""What a suggestion is called, who has to act, and what it would change, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from anlauf.core import text
from anlauf.engine.outlook import Change, Effect
from anlauf.floor.outlooks import Idea, Spread, Suggestion
from anlauf.web.templatetags.anlauf import local_time


@dataclass(frozen=True)
class Figure:
    """One figure before and after; the difference is a range, or nothing when it is chance."""

    label: str
    before: str
    after: str
    difference: str
    better: bool


@dataclass(frozen=True)
class Card:
    """A suggestion ready to be read: with a press if the house can do it itself."""

    idea: Idea
    title: str
    what: str
    figures: tuple[Figure, ...]
    press: str
    desk: int
    skill: str
    office: str
    there: tuple[Figure, ...]


def card(one: Suggestion) -> Card:
    """Say a suggestion."""
    return Card(
        idea=one.idea,
        title=_TITLES[one.idea] % _facts(one),
        what=_what(one),
        figures=tuple(figures(one.effect)),
        press=str(_PRESSES.get(one.idea, "")),
        desk=one.subject.number,
        skill=one.subject.skill,
        office=one.subject.office,
        there=_felt(one.there) if one.there else (),
    )


def _felt(effect: Effect) -> tuple[Figure, ...]:
    """What the helping office would notice."""
    return tuple(figure for figure in figures(effect) if figure.difference)


def spread(one: Spread, unit: str = "") -> str:
    """`24 min (18 to 31)`: the mean, and the range of four days of five if it is one."""
    mean, low, high = (round(value) for value in (one.mean, one.low, one.high))
    words = f"{mean} {unit}".rstrip()
    if low == high:
        return words
    return _("%(figure)s (%(low)s to %(high)s)") % {"figure": words, "low": low, "high": high}


def _facts(one: Suggestion) -> dict[str, str]:
    subject = one.subject
    language = get_language() or "de"
    return {
        "desk": subject.desk,
        "office": subject.office,
        "time": local_time(subject.at) if subject.at else "",
        "skills": ", ".join(text.say(skill, language) for skill in subject.skills),
    }


def _what(one: Suggestion) -> str:
    if one.idea is Idea.STOP_TICKETS:
        count = round(one.effect.turned_away)
        return ngettext(
            "About %(count)s person gets no ticket today and is offered other times.",
            "About %(count)s people get no ticket today and are offered other times.",
            count,
        ) % {"count": count}
    return _WHAT[one.idea] % _facts(one)


def figures(effect: Effect) -> Iterator[Figure]:
    """What can be said about an effect; nothing before and nothing after is not worth a line."""
    shown = (
        _figure(_("Half wait at most"), effect.median, "min"),
        _figure(_("Nine of ten wait at most"), effect.late, "min"),
        _figure(_("Not called by closing"), effect.unserved, ""),
        _figure(_("Tickets still possible"), effect.tickets, "", more_is_better=True),
    )
    changes = (effect.median, effect.late, effect.unserved, effect.tickets)
    for figure, change in zip(shown, changes, strict=True):
        if figure.difference or round(change.before) or round(change.after):
            yield figure


def _figure(label: str, change: Change, unit: str, *, more_is_better: bool = False) -> Figure:
    falls = change.after < change.before
    return Figure(
        label=label,
        before=str(round(change.before)),
        after=f"{round(change.after)} {unit}".rstrip(),
        difference="" if change.noise else _difference(change),
        better=falls is not more_is_better,
    )


def _difference(change: Change) -> str:
    """`−12 to −4`, from the smaller change to the larger."""
    low, high = sorted((change.low, change.high), key=abs)
    if round(low) == round(high):
        return _signed(low)
    return _("%(low)s to %(high)s") % {"low": _signed(low), "high": _signed(high)}


def _signed(value: float) -> str:
    whole = round(value)
    sign = "+" if whole > 0 else "\N{MINUS SIGN}" if whole < 0 else ""
    return f"{sign}{number_format(abs(whole))}"


_TITLES: dict[Idea, str | Promise] = {
    Idea.OPEN_DESK: lazy("Open one more desk"),
    Idea.END_BREAK: lazy("Desk %(desk)s comes back from the break"),
    Idea.LEAVE_WORK: lazy("Desk %(desk)s leaves other work for later"),
    Idea.LEND: lazy("%(office)s lends somebody"),
    Idea.SERVE_EVERYBODY: lazy("Desk %(desk)s calls everybody in turn"),
    Idea.SMALL_MATTERS: lazy("Desk %(desk)s calls small matters first"),
    Idea.MOVE: lazy("Desk %(desk)s calls first: %(skills)s"),
    Idea.MOVE_BACK: lazy("Desk %(desk)s calls everybody in turn again"),
    Idea.KEEP_NOBODY: lazy("Specialists call everybody in turn"),
    Idea.STOP_TICKETS: lazy("Give out no more tickets today"),
}
_WHAT: dict[Idea, str | Promise] = {
    Idea.OPEN_DESK: lazy("Somebody for %(skills)s logs on at a free desk by %(time)s."),
    Idea.END_BREAK: lazy(
        "From %(time)s on, when the break has lasted half an hour. Please ask at the desk."
    ),
    Idea.LEAVE_WORK: lazy("Please ask at the desk whether the files or calls can wait."),
    Idea.LEND: lazy(
        "Somebody for %(skills)s could be here by %(time)s. Please ring the other office."
    ),
    Idea.SERVE_EVERYBODY: lazy("For the rest of today it is no pick-up desk."),
    Idea.SMALL_MATTERS: lazy("For the rest of today it is a pick-up desk."),
    Idea.MOVE: lazy(
        "Until somebody leaves the desk. When nobody waits for that, it calls everybody in turn."
    ),
    Idea.MOVE_BACK: lazy("At the moment it calls first: %(skills)s."),
    Idea.KEEP_NOBODY: lazy("For the rest of today nobody is kept free for appointments to come."),
}
_PRESSES: dict[Idea, str | Promise] = {
    Idea.SERVE_EVERYBODY: lazy("Do this today"),
    Idea.SMALL_MATTERS: lazy("Do this today"),
    Idea.MOVE: lazy("Do this now"),
    Idea.MOVE_BACK: lazy("Do this now"),
    Idea.KEEP_NOBODY: lazy("Do this today"),
    Idea.STOP_TICKETS: lazy("Stop tickets"),
}
