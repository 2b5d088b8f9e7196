"""What narrows a search or gives it its order: the boxes to tick, and chips that take one back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlauf.directory.queries import Here
from anlauf.directory.states import Channel
from anlauf.web.citizen.journey import BETWEEN, Day, Journey, Order, Part, Where
from anlauf.web.citizen.looking import Looking, Spoken
from anlauf.web.citizen.words import language

PARTS: dict[str, Promise] = {
    Part.EARLY: gettext_lazy("Before 8"),
    Part.MORNING: gettext_lazy("In the morning"),
    Part.AFTERNOON: gettext_lazy("In the afternoon"),
    Part.LATE: gettext_lazy("From 4 pm on"),
}
ORDERS: dict[str, Promise] = {
    Order.EARLIEST: gettext_lazy("Earliest first"),
    Order.NEAREST: gettext_lazy("Nearest first"),
    Order.FIT: gettext_lazy("What fits my days and times best first"),
}
CHANNELS: dict[str, Promise] = {
    Channel.VISIT: gettext_lazy("At the office"),
    Channel.PHONE: gettext_lazy("By phone"),
    Channel.VIDEO: gettext_lazy("By video call"),
}

_KEPT = frozenset({"count", "also", "district", "where"})


@dataclass(frozen=True)
class Choice:
    """Something to choose, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """A filter at work, and the search without it."""

    label: str
    without: Journey
    href: str


@dataclass(frozen=True)
class Instead:
    """So many times there are without one of the filters."""

    label: str
    href: str
    times: int


@dataclass(frozen=True)
class Filters:
    """Everything the form above the times offers."""

    said: tuple[tuple[str, str], ...]  # answers that the form keeps as they are
    orders: tuple[Choice, ...]
    offices: tuple[Choice, ...]
    parts: tuple[Choice, ...]
    days: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    chips: tuple[Chip, ...]
    near: str
    step_free: bool

    @classmethod
    def of(cls, looking: Looking, channels: Sequence[str], here: Here | None) -> "Filters":
        """The form for a search."""
        journey = looking.journey
        near = here.name if here else ""
        return cls(
            said=tuple((name, word) for name, word in journey.params().items() if name in _KEPT),
            orders=_choices(ORDERS, looking.order),
            offices=tuple(
                Choice(office.key, office.short, office.key == journey.office)
                for office in (each.office for each in looking.possible)
            ),
            parts=_choices(PARTS, journey.part),
            days=tuple(
                Choice(day, str(WEEKDAYS[number]), number in journey.weekdays)
                for number, day in enumerate(Day)
                if day != Day.SUNDAY
            ),
            languages=_languages(looking.spoken or {}, journey.language),
            channels=_choices({each: CHANNELS[each] for each in channels}, looking.channel),
            chips=tuple(_chips(looking, near)),
            near=near,
            step_free=bool(journey.step_free),
        )


def instead(looking: Looking, chips: Sequence[Chip], *, at: datetime) -> tuple[Instead, ...]:
    """What there is without one of the filters, the most first."""
    found = []
    for chip in chips:
        results = looking.said(chip.without).results(at=at)
        times = sum(results.counts().values()) if results else 0
        if times:
            found.append(Instead(chip.label, chip.href, times))
    return tuple(sorted(found, key=lambda each: -each.times))


def _choices(words: "dict[str, Promise]", chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label), value == chosen) for value, label in words.items())


def _languages(spoken: Spoken, chosen: str) -> tuple[Choice, ...]:
    known = {code for codes in spoken.values() for code in codes}
    choices = [Choice(code, language(code), code == chosen) for code in known]
    return tuple(sorted(choices, key=lambda choice: choice.label))


def _chips(looking: Looking, near: str) -> Iterator[Chip]:
    for label, without in _taken_back(looking, near):
        yield Chip(label, without, looking.address(replace(without, week="", day="")))


def _taken_back(looking: Looking, near: str) -> Iterator[tuple[str, Journey]]:
    """Every filter at work with the journey that lacks it."""
    journey = looking.journey
    if journey.where == Where.NEAR:
        yield _("Near %(place)s") % {"place": near}, journey.anywhere()
    if journey.where == Where.OFFICE and len(looking.possible) > 1:
        for each in looking.possible:
            if each.office.key == journey.office:
                yield each.office.short, journey.anywhere()
    for number in sorted(journey.weekdays):
        days = BETWEEN.join(day for day in journey.days.split(BETWEEN) if day != list(Day)[number])
        yield str(WEEKDAYS[number]), replace(journey, days=days)
    if journey.part in PARTS:
        yield str(PARTS[journey.part]), replace(journey, part="")
    if journey.step_free:
        yield _("No steps"), replace(journey, step_free="")
    if journey.language:
        yield language(journey.language), replace(journey, language="")
    if journey.channel and journey.channel == looking.channel:
        yield str(CHANNELS[journey.channel]), replace(journey, channel="")
