"""The call board of a waiting room: numbers and desks, never a name."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anlauf.floor import queries as floor
from anlauf.floor.values import Board, Called
from anlauf.people.queries import workplace
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import device
from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_time

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FRESH = timedelta(seconds=30)
SHOWN_BEFORE = 6


@dataclass(frozen=True)
class Call:
    """A line of the board. `fresh` calls stand out for half a minute."""

    label: str
    desk: str
    calls: int
    fresh: bool

    @property
    def mark(self) -> str:
        """Differs whenever the number is called (again) or to another desk."""
        return f"{self.label}/{self.desk}/{self.calls}"


@require_safe
@device
def board(request: Request, office: str) -> HttpResponse:
    """The whole board."""
    return _shown(request, office, "display/board.html")


@require_safe
@device
def board_now(request: Request, office: str) -> HttpResponse:
    """What changes on it."""
    return _shown(request, office, "display/board_now.html")


def newest_and_before(shown: Board, at: datetime) -> tuple[Call | None, list[Call]]:
    """The latest call nobody has answered yet, and the calls before, latest first."""
    newest = shown.called[0] if shown.called else None
    others = sorted(
        (call for call in (*shown.called, *shown.serving) if call is not newest),
        key=lambda call: call.at,
        reverse=True,
    )
    before = [_line(call, at) for call in others[:SHOWN_BEFORE]]
    return (None if newest is None else _line(newest, at)), before


def _line(call: Called, at: datetime) -> Call:
    return Call(call.label, call.desk, call.calls, fresh=at - call.at < FRESH)


def _shown(request: Request, key: str, template: str) -> HttpResponse:
    office = workplace(key)
    shown = floor.board(office.pk, at=request.at)
    newest, before = newest_and_before(shown, request.at)
    version = version_of(newest, before, shown.waiting, local_time(request.at))
    facts = {
        "office": office,
        "newest": newest,
        "before": before,
        "waiting": shown.waiting,
        "languages": LANGUAGES,
        "version": version,
    }
    return fresh(request, version, lambda: render(request, template, facts))
