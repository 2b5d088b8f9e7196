"""The call board of a waiting room: numbers and desks, never a name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from anlauf.directory import queries as directory
from anlauf.engine.grid import instant
from anlauf.floor import queries as floor
from anlauf.floor.values import Board, Called
from anlauf.people.queries import Office, workplace
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import device
from anlauf.web.common.requests import Request
from anlauf.web.common.streaming import stream
from anlauf.web.display import layout as layouts
from anlauf.web.display.kept import Kept
from anlauf.web.display.layout import LANGUAGES, Layout

FRESH = timedelta(seconds=30)
LONGEST_VERSION = 40


@dataclass(frozen=True)
class Room:
    """One office's part of the board; it has a name where several share a screen."""

    name: str
    board: Board


@dataclass(frozen=True)
class Call:
    """A line of the board. `fresh` calls stand out for half a minute."""

    label: str
    desk: str
    calls: int
    fresh: bool
    office: str = ""

    @property
    def mark(self) -> str:
        """Differs whenever the number is called (again) or to another desk."""
        return f"{self.office}{self.label}/{self.desk}/{self.calls}"

    @property
    def spoken(self) -> str:
        """The number as people say it: nobody is called zero zero seven."""
        return self.label.lstrip("0")


class Facts(TypedDict):
    """What the templates of the board are told."""

    office: Office
    offices: list[Office]
    layout: Layout
    newest: Call | None
    before: list[Call]
    rooms: list[Room]
    languages: list[str]
    clock_left: int
    digits: str
    closed: bool
    stream: str
    version: str


@dataclass(frozen=True)
class Part:
    """What changes on a board, ready to be sent, and where it is told about the next change."""

    version: str
    body: bytes
    stream: str


_KEPT: Kept[Part] = Kept()


@require_safe
@device
def board(request: Request, office: str) -> HttpResponse:
    """The whole board."""
    layout = layouts.read(request.GET)
    facts = _facts(request, office, layout)
    return _told(request, facts["version"], lambda: render(request, "display/board.html", facts))


@require_safe
@device
def board_now(request: Request, office: str) -> HttpResponse:
    """What changes on it; boards that were told of the same change share one look."""
    layout = layouts.read(request.GET)
    change = request.GET.get("v", "")[:LONGEST_VERSION]
    if change:
        asked = (office, layout, change, get_language())
        part = _KEPT.get(asked, lambda: _part(request, office, layout), at=request.at)
    else:
        part = _part(request, office, layout)

    response = _told(request, part.version, lambda: HttpResponse(part.body))
    response.headers["X-Stream"] = part.stream
    return response


def _part(request: Request, office: str, layout: Layout) -> Part:
    facts = _facts(request, office, layout)
    body = render(request, "display/board_now.html", facts).content
    return Part(facts["version"], body, facts["stream"])


def _told(request: Request, version: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, unless it is known; it says how long the clock on it is right."""
    response = fresh(request, version, answer)
    response.headers["X-Clock-Left"] = str(60 - request.at.second)
    return response


def _facts(request: Request, key: str, layout: Layout) -> Facts:
    office = workplace(key)
    offices = layout.shown(office)
    rooms = [
        Room(each.short if len(offices) > 1 else "", floor.board(each.pk, at=request.at))
        for each in offices
    ]
    newest, before = newest_and_before(rooms, request.at, layout.lines)
    waiting = [room.board.waiting for room in rooms]
    closed = newest is None and not before and not any(waiting) and _closed(offices, request.at)
    digits = "" if closed else floor.shown_door_code(office, floor.today(request.at))
    return {
        "office": office,
        "offices": offices,
        "layout": layout,
        "newest": newest,
        "before": before,
        "rooms": rooms,
        "languages": LANGUAGES,
        "clock_left": 60 - request.at.second,
        "digits": digits,
        "closed": closed,
        "stream": stream([each.pk for each in offices], at=request.at),
        "version": version_of(newest, before, waiting, layout, digits, closed),
    }


def _closed(offices: Sequence[Office], at: datetime) -> bool:
    """Tell whether none of them opens again today."""
    seen = floor.look(at)
    days = (directory.opening_on(office, seen.today) for office in offices)
    return all(not spans or instant(seen.today, spans[-1].end, seen.zone) <= at for spans in days)


def newest_and_before(
    rooms: Sequence[Room], at: datetime, most: int
) -> tuple[Call | None, list[Call]]:
    """The latest call nobody has answered yet, and the calls before, latest first."""
    called = [(call, room.name) for room in rooms for call in room.board.called]
    serving = [(call, room.name) for room in rooms for call in room.board.serving]
    newest = max(called, key=lambda one: one[0].at, default=None)
    others = sorted(
        (one for one in (*called, *serving) if one is not newest),
        key=lambda one: one[0].at,
        reverse=True,
    )
    before = [_line(call, name, at) for call, name in others[:most]]
    return (None if newest is None else _line(*newest, at)), before


def _line(call: Called, office: str, at: datetime) -> Call:
    return Call(call.label, call.desk, call.calls, fresh=at - call.at < FRESH, office=office)
