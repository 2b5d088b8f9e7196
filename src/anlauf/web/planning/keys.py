"""The keys by which other programs call us, for IT: made and shown once, renamed, taken away."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from anlauf.people import commands
from anlauf.people.queries import Program, program_by_number, programs_ever
from anlauf.people.roles import Right
from anlauf.people.scopes import Scope
from anlauf.web.common.guards import needs
from anlauf.web.common.last_heard import last_heard
from anlauf.web.common.refused import refused_into, told
from anlauf.web.common.requests import Request

OPENS: dict[str, Promise] = {
    Scope.HAND_IN: gettext_lazy("Hands in applications of people, as portals do"),
    Scope.BOOK: gettext_lazy("Books for people whose mailbox it has checked"),
    Scope.INTERNAL: gettext_lazy("Takes times that are kept for us, as our phone agents do"),
    Scope.PLAN: gettext_lazy("Reads rosters with who works when, and publishes them"),
}
_LONGEST = 120


class KeyForm(forms.Form):
    """Whose key it is and what it opens."""

    name = forms.CharField(
        label=gettext_lazy("Whose key is it?"),
        max_length=_LONGEST,
        help_text=gettext_lazy("So that you find it again: “Service portal of the state”."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What does it open?"),
        choices=list(OPENS.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.HAND_IN.value],
    )


@dataclass(frozen=True)
class Row:
    """A key as the list shows it."""

    program: Program
    opens: tuple[Promise, ...]
    seen: str


@dataclass(frozen=True)
class Made:
    """A key that was just made: its only showing."""

    program: Program
    key: str


@never_cache
@needs(Right.ADMINISTER)
def keys(request: Request) -> HttpResponse:
    """Every key, and a form for one more; the new one stands in the answer and nowhere else."""
    form, made = KeyForm(request.POST or None), None
    if form.is_valid():
        with refused_into(form, "name"):
            scopes = [Scope(each) for each in form.cleaned_data["scopes"]]
            name = form.cleaned_data["name"]
            made = Made(*commands.admit_program(name, scopes, by=request.actor, at=request.at))
            form = KeyForm()

    rows = [_row(program, request.at) for program in programs_ever()]
    page = {
        "form": form,
        "made": made,
        "rows": [row for row in rows if row.program.dismissed_at is None],
        "gone": [row for row in rows if row.program.dismissed_at is not None],
    }
    return render(request, "planning/keys.html", page)


@require_POST
@needs(Right.ADMINISTER)
def keys_rename(request: Request, number: int) -> HttpResponse:
    """Call it otherwise."""
    name = request.POST.get("name", "")[:_LONGEST]
    with told(request, _("The key is now called “%(name)s”.") % {"name": name.strip()}):
        program = program_by_number(number)
        commands.rename_program(program, name, by=request.actor, at=request.at)
    return redirect("planning:keys")


@require_POST
@needs(Right.ADMINISTER)
def keys_rename_undo(request: Request, number: int) -> HttpResponse:
    """The name before."""
    program = commands.call_program_as_before(
        program_by_number(number), by=request.actor, at=request.at
    )
    said = _("The key is called “%(name)s” again.") % {"name": program.name}
    messages.success(request, said)
    return redirect("planning:keys")


@require_POST
@needs(Right.ADMINISTER)
def keys_take(request: Request, number: int) -> HttpResponse:
    """Take it away."""
    program = commands.dismiss_program(program_by_number(number), by=request.actor, at=request.at)
    said = _("The key “%(name)s” opens nothing any more. You can let it work again below.")
    messages.success(request, said % {"name": program.name})
    return redirect("planning:keys")


@require_POST
@needs(Right.ADMINISTER)
def keys_give_back(request: Request, number: int) -> HttpResponse:
    """Let it work again."""
    program = commands.admit_program_again(
        program_by_number(number), by=request.actor, at=request.at
    )
    messages.success(request, _("The key “%(name)s” works again.") % {"name": program.name})
    return redirect("planning:keys")


def _row(program: Program, at: datetime) -> Row:
    opens = tuple(words for scope, words in OPENS.items() if scope in program.scopes)
    return Row(program, opens, last_heard(program.seen_at, at))
