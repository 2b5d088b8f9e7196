"""What an alert says: in a line, in a sentence with its numbers, and what one can do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from anlauf.booking.dates import spelled
from anlauf.directory import queries as directory
from anlauf.directory.models import Office
from anlauf.evaluation.queries.watching import HARD, PROMISED
from anlauf.evaluation.states import AlertKind

_LIKELY = 0.5


@dataclass(frozen=True)
class ToDo:
    """Something to do, and the page on which it is done."""

    words: str
    path: str


@dataclass(frozen=True)
class Told:
    """An alert in words."""

    title: str
    sentence: str
    to_do: tuple[ToDo, ...]


def told(kind: str, office: Office | None, facts: Mapping[str, Any]) -> Told:
    """Say it in the language of the moment."""
    if office is None:
        return Told(_("No figures come in"), _unseen(facts), tuple(_when_unseen()))
    name = {"office": office.short}
    if kind == AlertKind.PROMISE:
        title = _("The promise is about to break: %(office)s")
        if facts["level"] > PROMISED:
            title = _("The promise is not kept: %(office)s")
        return Told(title % name, _promise(facts), tuple(_for_times(office.key)))
    if kind == AlertKind.QUEUE:
        title = _("People will still wait at closing time: %(office)s") % name
        return Told(title, _queue(facts), tuple(_for_a_queue(office.key)))
    if kind == AlertKind.SURVEY:
        title = _("Visitors are less content: %(office)s") % name
        return Told(title, _survey(facts), tuple(_for_content(office.key)))
    title = _("No visit has been noted: %(office)s") % name
    return Told(title, _nobody(facts), tuple(_for_visits(office.key)))


def _promise(facts: Mapping[str, Any]) -> str:
    level = {"days": number_format(facts["level"], 1), "promised": PROMISED}
    if facts["level"] > PROMISED:
        now = _(
            "The next free appointment is about %(days)s days away;"
            " %(promised)s days at most were promised."
        )
    else:
        now = _("The next free appointment is about %(days)s days away.")
    chance = {"chance": _percent(facts["chance"]), "days": PROMISED}
    ahead = _(
        "If it goes on as in the last weeks, it will be more than %(days)s days within the next"
        " two weeks: the chance is %(chance)s %%."
    )
    sentence = f"{now % level} {ahead % chance}"
    if facts["hard"] < _LIKELY:
        return sentence
    hard = _("For more than %(days)s days the chance is %(chance)s %%.")
    return f"{sentence} {hard % {'chance': _percent(facts['hard']), 'days': HARD}}"


def _queue(facts: Mapping[str, Any]) -> str:
    closes = datetime.fromisoformat(facts["closes_at"]).astimezone(directory.zone())
    said = {"people": facts["people"], "clock": f"{closes:%H:%M}", "plays": facts["plays"]}
    return (
        _(
            "When the office closes at %(clock)s, about %(people)s people will not have been"
            " served. The rest of the day was played 100 times; in %(plays)s of them at least"
            " three people were left."
        )
        % said
    )


def _survey(facts: Mapping[str, Any]) -> str:
    said = {
        "now": _percent(facts["now"]),
        "usual": _percent(facts["usual"]),
        "answers": facts["answers"],
        "weeks": facts["weeks"],
    }
    return (
        _(
            "Of %(answers)s people who answered in the last %(weeks)s weeks, %(now)s %% were"
            " satisfied with their visit; before it was %(usual)s %%. That is hardly chance."
        )
        % said
    )


def _nobody(facts: Mapping[str, Any]) -> str:
    day = spelled(date.fromisoformat(facts["day"]))
    return _("The office was open on %(day)s, and nobody was noted all the time.") % {"day": day}


def _unseen(facts: Mapping[str, Any]) -> str:
    if "since" not in facts:
        return _("Offices are open, and nobody has ever looked how far the next free time is.")
    since = datetime.fromisoformat(facts["since"]).astimezone(directory.zone())
    said = {"day": spelled(since.date()), "clock": f"{since:%H:%M}"}
    return (
        _(
            "Offices are open, but since %(day)s, %(clock)s nobody has looked how far the next"
            " free time is. These hours will be missing in the figures of the promise."
        )
        % said
    )


def _for_times(key: str) -> Iterator[ToDo]:
    yield ToDo(_("See since when times are further away"), f"/figures/office/{key}/")
    yield ToDo(_("Release times sooner that are still kept back"), f"/office/{key}/release/")
    yield ToDo(_("Put more clerks into the coming weeks"), "/plans/")
    yield ToDo(_("Try out what longer hours or more staff would change"), "/what-if/")


def _for_a_queue(key: str) -> Iterator[ToDo]:
    yield ToDo(_("See what would help most today; it was tried out"), f"/office/{key}/outlook/")
    yield ToDo(_("Ask who could come in, or which office could help"), f"/office/{key}/relief/")
    yield ToDo(_("Give out no more numbers, so that nobody waits in vain"), f"/office/{key}/")


def _for_content(key: str) -> Iterator[ToDo]:
    yield ToDo(_("Read what people said and wrote, week by week"), f"/figures/office/{key}/survey/")
    yield ToDo(_("See whether waits became longer in these weeks"), f"/figures/office/{key}/")


def _for_visits(key: str) -> Iterator[ToDo]:
    yield ToDo(_("If the office was closed: enter it as closed"), f"/office/{key}/hours/")
    yield ToDo(_("If it was open: see whether kiosk and desks are connected"), f"/office/{key}/")


def _when_unseen() -> Iterator[ToDo]:
    yield ToDo(_("See whether letters still leave; the same worker sends them"), "/letters/")
    yield ToDo(_("Start the worker again, and see what its log says"), "")


def _percent(share: float) -> int:
    return round(100 * share)
