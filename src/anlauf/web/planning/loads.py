"""All offices this moment by load: who needs help, and who could give it. Numbers only."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anlauf.engine.load import Balance
from anlauf.floor import queries as floor
from anlauf.floor.outlooks import OfficeLoad
from anlauf.people.roles import Right
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request
from anlauf.web.templatetags.anlauf import local_time


@dataclass(frozen=True)
class Row:
    """An office in the list; `may_open` and `may_steer` say what whoever looks may do."""

    it: OfficeLoad
    may_open: bool
    may_steer: bool

    @property
    def label(self) -> Promise:
        """What follows from its load."""
        return LABELS[self.it.balance]

    @property
    def kind(self) -> str:
        """The badge's kind in the design system."""
        return _KINDS[self.it.balance]


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def loads(request: Request) -> HttpResponse:
    """The whole page; its live part asks for itself again."""
    return render(request, "planning/loads.html", _page(request))


@require_safe
@needs_somewhere(Right.SEE_OFFICE)
def loads_now(request: Request) -> HttpResponse:
    """The live part alone, or nothing when nothing has changed."""
    page = _page(request)
    version = str(page["version"])
    return fresh(request, version, lambda: render(request, "planning/loads_now.html", page))


def _page(request: Request) -> dict[str, object]:
    own = request.access.offices(Right.SEE_OFFICE)
    led = request.access.offices(Right.STEER_DAY)
    rows = [
        Row(one, _is_among(one, own), _is_among(one, led)) for one in floor.loads(at=request.at)
    ]
    return {"rows": rows, "version": version_of(rows, local_time(request.at))}


def _is_among(one: OfficeLoad, own: Collection[int] | None) -> bool:
    return own is None or one.office in own


LABELS: dict[Balance, Promise] = {
    Balance.NEEDS_HELP: _("Needs help"),
    Balance.EVEN: _("Gets by"),
    Balance.COULD_LEND: _("Could lend somebody"),
    Balance.CLOSED: _("Closed"),
}
_KINDS = {
    Balance.NEEDS_HELP: "danger",
    Balance.EVEN: "info",
    Balance.COULD_LEND: "success",
    Balance.CLOSED: "info",
}
