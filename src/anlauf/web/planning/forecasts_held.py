"""How good the forecasts are: each model's errors, whether it still fits, and office by office."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlauf.engine.drift import LIMIT
from anlauf.forecasts import queries as forecasts
from anlauf.forecasts.queries import Held, Model, OfficeHeld
from anlauf.people import queries as people
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.requests import Request

WIDTH, HEIGHT, MARGIN = 720, 160, 8
SHOWN = timedelta(days=60)
LEAST_SCALE = 0.1


@dataclass(frozen=True)
class Card:
    """A model as the page shows it."""

    name: str
    unit: str
    held: Held
    percent: int | None
    bias: int | None
    evidence: int
    line: str
    zero: float
    scale: int
    days: tuple[tuple[date, float, float, int], ...]


@require_safe
@needs(Right.PLAN)
def forecasts_held(request: Request) -> HttpResponse:
    """What the nights have found."""
    night = forecasts.last_night()
    cards = [_card(one) for one in forecasts.held() if one.days]
    offices = forecasts.offices_held(night.date) if night else []
    known = {one.held.model for one in cards}
    context = {
        "night": night,
        "cards": cards,
        "drifting": [one.name for one in cards if one.held.watch.drifts],
        "offices": _named(offices),
        "limit": round(LIMIT),
        "silent": [_name(model)[0] for model in Model if model not in known],
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "planning/forecasts_held.html", context)


def _named(found: list[OfficeHeld]) -> list[tuple[Office, OfficeHeld, int, int, int]]:
    names = {one.pk: one for one in people.workplaces(None)}
    return [
        (
            names[one.office],
            one,
            round(100 * one.wape),
            round(100 * one.bias),
            round(100 * one.inside),
        )
        for one in sorted(found, key=lambda one: -one.wape)
        if one.office in names
    ]


def _card(held: Held) -> Card:
    name, unit = _name(held.model)
    lately = [(on, one) for on, one in held.days if on > held.days[-1][0] - SHOWN]
    shares = [one.relative for _on, one in lately]
    scale = max([LEAST_SCALE, *map(abs, shares)])
    return Card(
        name,
        unit,
        held,
        None if held.wape is None else round(100 * held.wape),
        None if held.bias is None else round(100 * held.bias),
        round(100 * held.evidence),
        _line(shares, scale),
        HEIGHT / 2,
        round(100 * scale),
        tuple((on, one.expected, one.came, round(100 * one.relative)) for on, one in lately),
    )


def _line(shares: list[float], scale: float) -> str:
    step = (WIDTH - 2 * MARGIN) / max(1, len(shares) - 1)
    middle = HEIGHT / 2
    points = [
        f"{round(MARGIN + number * step, 1)} {round(middle - share / scale * (middle - MARGIN), 1)}"
        for number, share in enumerate(shares)
    ]
    return f"M{'L'.join(points)}" if points else ""


def _name(model: Model) -> tuple[str, str]:
    return {
        Model.PEOPLE: (_("People who come"), _("people")),
        Model.MINUTES: (_("Minutes at the desk"), _("minutes")),
        Model.NO_SHOWS: (_("People who stay away"), _("people")),
        Model.WALK_INS: (_("People without an appointment"), _("people")),
        Model.WAITS: (_("Waits announced"), _("minutes")),
    }[model]
