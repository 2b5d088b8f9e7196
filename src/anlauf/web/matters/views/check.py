"""The last look at all answers, and handing them in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlauf.cases import commands, queries
from anlauf.cases.queries import Question
from anlauf.core import limits
from anlauf.core.refusal import Refused
from anlauf.engine.casework.form import YES, Answer, Sort
from anlauf.web.common import crowd
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.matters import entry, lists
from anlauf.web.matters.opened import way_of
from anlauf.web.matters.way import CHANGE, Way
from anlauf.web.templatetags.anlauf import plain_date, say

WRONG = 422


class TrueForm(forms.Form):
    """Whoever hands something in stands for it."""

    true = forms.BooleanField(
        label=_("What I have said here is true and complete, as far as I know"),
        error_messages={"required": _("Please confirm this before you hand it in.")},
    )


@dataclass(frozen=True)
class Line:
    """A question with what was answered, and where it can be changed."""

    question: dict[str, str]
    answer: str
    change: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def check(request: Request, key: str) -> HttpResponse:
    """Everything that was said on one page; a second press finds the case of the first."""
    made = queries.case_of_form(key)
    if made is not None:
        return redirect(entry.after_form(made, at=request.at))
    way = way_of(request, key)
    if way.form.open_question is not None or way.form.where.office is None:
        return redirect(way.next_open)
    form = TrueForm(request.POST or None, label_suffix="")
    if form.is_valid():
        try:
            crowd.count(limits.FORMS, request)
            case = commands.hand_in(
                way.form.intake, get_language() or "", by=request.actor, at=request.at
            )
            return redirect(entry.after_form(case, at=request.at))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    papers = lists.of_form(way.form)
    context = {
        "way": way,
        "key": key,
        "kind": way.form.intake.kind,
        "form": form,
        "lines": list(_lines(way)),
        "office": way.form.where.office,
        "choosable": len({part.office.pk for part in way.form.where.parts}) > 1,
        "change_office": f"{way.at('office')}?{CHANGE}=1",
        "lists": papers,
        "handed_in": sum(not each.missing for each in papers),
        "step": way.steps,
    }
    return render(request, "matters/check.html", context, status=WRONG if form.errors else 200)


def _lines(way: Way) -> Iterator[Line]:
    kept = way.form.kept
    for row in way.form.rows:
        if row.key in kept:
            change = f"{way.at('question', row.key)}?{CHANGE}=1"
            yield Line(row.text, said(row, kept[row.key]), change)


def said(row: Question, answer: Answer) -> str:
    """An answer in the words of the page's language."""
    if row.sort == Sort.YES_NO and isinstance(answer, str) and answer:
        return gettext("Yes") if answer == YES else gettext("No")
    if row.sort == Sort.DATE and isinstance(answer, str) and answer:
        return plain_date(date.fromisoformat(answer))
    names = {option["key"]: say(option["name"]) for option in row.options}
    if isinstance(answer, str):
        return names.get(answer, answer)
    return ", ".join(names.get(each, each) for each in answer)
