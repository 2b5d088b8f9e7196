"""Getting reports by mail, or no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anlauf.core.refusal import Invalid
from anlauf.evaluation import commands, queries
from anlauf.evaluation.queries import AnswerKind
from anlauf.people.queries import Person
from anlauf.people.roles import Right
from anlauf.web.common.guards import NotYours, needs_somewhere
from anlauf.web.common.refused import told
from anlauf.web.common.requests import Request


@dataclass(frozen=True)
class Wanted:
    """One kind of report, and whether somebody gets it."""

    kind: AnswerKind
    wanted: bool


@dataclass(frozen=True)
class Mails:
    """What somebody gets, and where."""

    address: str
    kinds: Sequence[Wanted]


def mails(person: Person | None) -> Mails:
    """What the page of reports says about them."""
    if person is None:
        return Mails("", ())
    wanted = queries.subscribed(person)
    kinds = (AnswerKind.WEEKLY, AnswerKind.MONTHLY)
    return Mails(person.email, [Wanted(kind, kind in wanted) for kind in kinds])


@require_POST
@needs_somewhere(Right.SEE_OFFICE)
def subscribe(request: Request) -> HttpResponse:
    """Change it and show the page again."""
    kind, person = _kind(request.POST.get("kind", "")), request.person
    if person is None:
        raise NotYours
    if request.POST.get("want") == "yes":
        with told(request, _("You will get these reports by mail.")):
            language = get_language() or "de"
            commands.subscribe(person, kind, language, by=request.actor, at=request.at)
    else:
        with told(request, _("You get these reports by mail no more.")):
            commands.unsubscribe(person, kind, by=request.actor, at=request.at)
    return redirect("steering:reports")


def _kind(word: str) -> AnswerKind:
    if word not in {AnswerKind.WEEKLY, AnswerKind.MONTHLY}:
        raise Invalid
    return AnswerKind(word)
