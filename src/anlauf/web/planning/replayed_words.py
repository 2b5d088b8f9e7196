"""What the figures of a past city played again are called, and what they add up to in words."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from anlauf.evaluation.states import Asks
from anlauf.web.planning.whatif_results import Line
from anlauf.web.planning.whatif_words import Meaning

LEADS: tuple[Meaning, ...] = (
    Meaning("lead", lazy("Mean lead time of appointments"), "d", 1, True),
    Meaning("late_lead", lazy("Nine of ten have one within"), "d", 1, True),
    Meaning("spread", lazy("Longest less shortest mean of an office"), "d", 1, True),
    Meaning("late", lazy("Nine of ten wait at most"), "min", 1, True),
    Meaning("refused", lazy("Find no appointment"), "%", 1, True, 100.0),
    Meaning("served", lazy("Come to their appointment in a year"), "", 0, False),
    Meaning("moved", lazy("Clerk hours a week at another office"), "", 0, None),
)
FILES: tuple[Meaning, ...] = (
    Meaning("days", lazy("Mean time to a decision"), "d", 1, True),
    Meaning("late_days", lazy("Nine of ten are decided within"), "d", 1, True),
    Meaning("spread", lazy("Longest less shortest mean of an office"), "d", 1, True),
    Meaning("in_time", lazy("Decided in time"), "%", 1, False, 100.0),
    Meaning("open", lazy("Open at the end of the year"), "", 0, True),
    Meaning("decided", lazy("Decided in a year"), "", 0, False),
    Meaning("moved", lazy("People on files of another office"), "", 1, None),
)
LEADS_BY_OFFICE: tuple[Meaning, ...] = (
    LEADS[0],
    LEADS[3],
    Meaning("hours", lazy("Clerk hours a week"), "", 0, None),
)
FILES_BY_OFFICE: tuple[Meaning, ...] = (
    FILES[0],
    FILES[4],
    Meaning("people", lazy("People for files"), "", 1, None),
)
MEANINGS: Mapping[Asks, Sequence[Meaning]] = {Asks.LEADS: LEADS, Asks.FILES: FILES}
BY_OFFICE: Mapping[Asks, Sequence[Meaning]] = {
    Asks.LEADS: LEADS_BY_OFFICE,
    Asks.FILES: FILES_BY_OFFICE,
}
SOURCES: Mapping[str, Promise] = {
    "published": lazy("published"),
    "measured": lazy("measured"),
    "assumed": lazy("assumed"),
    "fitted": lazy("fitted"),
}
_VERDICTS: Sequence[tuple[str, Promise]] = (
    ("better", lazy("Better, by more than chance: %(figures)s.")),
    ("worse", lazy("Worse, by more than chance: %(figures)s.")),
    ("same", lazy("No clear change: %(figures)s.")),
)


def summary(lines: Sequence[Line]) -> list[str]:
    """Which figures become better, which worse, and which may only differ by chance."""
    found = []
    for verdict, words in _VERDICTS:
        named = [line for line in lines if line.verdict == verdict and line.range]
        if named:
            figures = "; ".join(
                f"{line.label} {line.part}" if line.part else line.label for line in named
            )
            found.append(str(words) % {"figures": figures})
    return found


def source(key: str) -> str:
    """Where a value is from."""
    return str(SOURCES.get(key, _("not said")))
