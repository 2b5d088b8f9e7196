"""What people said after their visit: the city, and every week of an office."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise as Text
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from anlauf.core import text
from anlauf.core.links import link
from anlauf.directory import queries as directory
from anlauf.directory.queries import Service
from anlauf.evaluation import queries
from anlauf.evaluation.queries import Group, Said
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.surveys import queries as surveys
from anlauf.surveys.states import Dimension, Question, Way
from anlauf.web.common import slips
from anlauf.web.common.guards import at_office, needs
from anlauf.web.common.requests import Request
from anlauf.web.steering.chosen import chosen, shortcuts

Words = str | Text
ARRIVALS: dict[str, Words] = {
    "appointment": _("with an appointment"),
    "walk_in": _("without an appointment"),
}
NEEDS: dict[str, Words] = {"yes": _("named a need"), "no": _("named no need")}
QUESTIONS: dict[str, Words] = {
    Question.OVERALL: _("Visit"),
    Question.WAITING: _("Waiting time"),
    Question.LEAD: _("How soon an appointment"),
    Question.STAFF: _("Staff"),
    Question.WISHED: _("Office wished for"),
}
LEAST_GAP = 5  # percentage points, from which on a group is marked as answering less or more


@dataclass(frozen=True)
class Share:
    """One share as it is read: per cent, and from where to where it may truly lie."""

    value: int
    low: int
    high: int
    number: int


@dataclass(frozen=True)
class Line:
    """One row: of whom, what they said, how many answered of how many came."""

    name: Words
    shares: Sequence[Share | None]
    answers: int
    response: float | None
    came: int | None
    of_came: float | None = None
    of_answered: float | None = None
    address: str = ""

    @property
    def biased(self) -> int:
        """1 when they answer more often than they come, -1 when less often, else 0."""
        if self.of_came is None or self.of_answered is None:
            return 0
        gap = self.of_answered - self.of_came
        return 0 if abs(gap) < LEAST_GAP else int(gap / abs(gap))


@require_safe
@needs(Right.SEE_CITY)
def city(request: Request) -> HttpResponse:
    """Every office and area, with who answered beside who came."""
    view = chosen(request)
    found = queries.survey_report(view.period)
    services = directory.services().in_bulk(field_name="key") if found.areas else {}
    page = {
        "view": view,
        "shortcuts": list(shortcuts(request, view)),
        "questions": QUESTIONS.values(),
        "city": _line("", found.city) if found.city else None,
        "areas": [
            (area, _line("", one), list(_groups(groups, services)))
            for area, one, groups in found.areas
        ],
        "offices": [
            _line(office.short, one, reverse("steering:office_survey", args=[office.key]))
            for office, one in found.offices
        ],
    }
    return render(request, "steering/survey.html", page)


@require_safe
@at_office(Right.SEE_OFFICE)
def office(request: Request, office: Office) -> HttpResponse:
    """The weeks of one office, and what people wrote in the latest."""
    view = chosen(request)
    weeks = queries.survey_weeks(office, view.period)
    words = surveys.remarks_by_week(office.pk, [week.monday for week in weeks])
    page = {
        "office": office,
        "view": view,
        "shortcuts": list(shortcuts(request, view)),
        "questions": QUESTIONS.values(),
        "weeks": [(week.monday, _line("", week.said)) for week in weeks],
        "remarks": [
            (week.monday, one)
            for week in weeks
            if (one := words.get(week.monday)) is not None
            and (one.texts or one.waiting or one.withheld)
        ],
        "sees_city": request.access.may(Right.SEE_CITY),
    }
    return render(request, "steering/office_survey.html", page)


@require_safe
@at_office(Right.SEE_OFFICE)
def sign(request: Request, office: Office) -> HttpResponse:
    """A sheet for the wall with the code that opens the questions."""
    address = link(reverse("display:poster", args=[office.key]))
    page = {"office": office, "address": address, "qr": slips.qr(address)}
    return render(request, "steering/survey_sign.html", page)


def _line(name: Words, said: Said, address: str = "", group: Group | None = None) -> Line:
    return Line(
        name=name,
        shares=[
            Share(round(100 * one.value), round(100 * one.low), round(100 * one.high), one.number)
            if (one := said.shares.get(question))
            else None
            for question in Question.values
        ],
        answers=said.answers,
        response=said.response,
        came=said.came,
        of_came=group.of_came if group else None,
        of_answered=group.of_answered if group else None,
        address=address,
    )


def _groups(
    groups: Iterable[Group], services: Mapping[str, Service]
) -> Iterable[tuple[Words, Line]]:
    for group in groups:
        heading = Dimension(group.dimension).label
        yield heading, _line(_named(group, services), group.said, group=group)


def _named(group: Group, services: Mapping[str, Service]) -> Words:
    if group.dimension == Dimension.SERVICE:
        service = services.get(group.value)
        return text.say(service.name, get_language() or "de") if service else group.value
    known: dict[str, dict[str, Words]] = {
        Dimension.ARRIVAL: ARRIVALS,
        Dimension.NEED: NEEDS,
        Dimension.WAY: {way.value: way.label for way in Way},
        Dimension.LANGUAGE: dict(settings.LANGUAGES),
    }
    return known.get(group.dimension, {}).get(group.value, group.value)
