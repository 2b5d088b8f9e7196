"""A code from a letter: enter it, choose one of the times kept for it, say whom it is for."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.queries import Appointment, Invitation
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Question, Start, Wish
from anlauf.core import limits
from anlauf.core.refusal import Refused
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office, Service
from anlauf.engine import grid
from anlauf.web.citizen import addresses, kept, own
from anlauf.web.citizen.contact_form import ContactForm
from anlauf.web.citizen.find_form import CodeForm
from anlauf.web.citizen.journey import Journey
from anlauf.web.citizen.spread import few_of_each
from anlauf.web.citizen.times import Choice
from anlauf.web.citizen.views.times import request_key
from anlauf.web.common import invited
from anlauf.web.common.chosen import Chosen, NoSuchTime
from anlauf.web.common.guards import public
from anlauf.web.common.inputs import CodeInput
from anlauf.web.common.language import as_typed, keeps_words
from anlauf.web.common.requests import Request, origin

WRONG = 422
MOST = 15
ENOUGH_TO_CHOOSE_FROM = 150


class InvitationCodeForm(CodeForm):
    """The code from the letter of invitation."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Eight letters and digits; it stands in our letter."),
        max_length=40,
        widget=CodeInput(),
        error_messages={"required": _("Enter the code from the letter.")},
    )


@dataclass(frozen=True)
class Invited:
    """What a code opens: these services at these offices."""

    row: Invitation
    word: str

    @property
    def services(self) -> list[Service]:
        """What the appointment will be for."""
        wanted = {line.service for line in booking.invited_lines(self.row)}
        return [service for service in directory.services() if service.pk in wanted]

    @property
    def offices(self) -> list[Office]:
        """Where it may be."""
        return list(directory.offices().filter(pk__in=self.row.offices))

    def question(self) -> Question:
        """What is asked: the times this code opens, until its last day."""
        return Question(
            booking.invited_lines(self.row),
            tuple(self.row.offices),
            until=self.row.valid_until,
            share=booking.share_of(self.row),
            every=3,
        )

    def wish(self, chosen: Chosen, language: str) -> Wish:
        """What booking is asked to promise; raises NoSuchTime for another office."""
        for office in self.offices:
            if office.key == chosen.office:
                lines = booking.invited_lines(self.row)
                return Wish(lines, office.pk, chosen.date, chosen.tick, language=language)
        raise NoSuchTime


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def invitation(request: Request) -> HttpResponse:
    """Ask for the code."""
    form = InvitationCodeForm(request.POST or None)
    status = WRONG
    if form.is_valid():
        try:
            found = invited.by_code(
                form.cleaned_data["code"], origin=origin(request), at=request.at
            )
            return redirect("citizen:invited", invited.word(found, at=request.at))
        except Refused as refusal:
            form.add_error("code", str(refusal))
            status = refusal.status
    context = {"form": form}
    return render(
        request, "citizen/invitation.html", context, status=status if form.errors else 200
    )


@never_cache
@require_safe
@public
def times(request: Request, word: str) -> HttpResponse:
    """The times kept for codes like this."""
    found = _found(request, word)
    commands.check_invitation(found.row, at=request.at)
    return _times(request, found)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@keeps_words
def redeem(request: Request, word: str) -> HttpResponse:
    """Whom is the time for? Then the code is used up and the appointment made."""
    found = _found(request, word)
    chosen = Chosen.read(request.GET.get("time", ""))
    wish = found.wish(chosen, get_language() or "")
    wish = replace(wish, network=limits.network(origin(request)))
    form = as_typed(
        request, ContactForm(request.POST or None, initial={"language": get_language()})
    )
    if form.is_valid():
        try:
            made = commands.redeem(
                found.row,
                wish,
                form.contact(),
                request_key=request_key(request.POST.get("request", ""), chosen),
                by=request.actor,
                at=request.at,
            )
            return _after(request, made)
        except (commands.TimeTaken, commands.TimePast, commands.DayClosed) as gone:
            return _times(request, found, refusal=gone)
        except Refused as refusal:
            form.add_error(None, str(refusal))

    office = next(row for row in found.offices if row.pk == wish.office)
    context = {
        "found": found,
        "chosen": chosen,
        "office": office,
        "form": form,
        "form_with_words": "words",
        "request_key": request.POST.get("request") or uuid4(),
        "back": reverse("citizen:invited", args=[word]),
    }
    return render(request, "citizen/redeem.html", context, status=WRONG if form.errors else 200)


def _found(request: Request, word: str) -> Invited:
    return Invited(invited.by_word(word, at=request.at), word)


def _after(request: Request, made: Appointment) -> HttpResponse:
    """The appointment's own page, or the page that waits for the letter to be opened."""
    if made.state != AppointmentState.AWAITING_CONFIRMATION:
        return redirect(f"{own.page_of(made)}?just=booked")
    response = redirect(addresses.of("hold", booking.hold_key(made), Journey()))
    kept.remember(response, [made], at=request.at)
    return response


def _times(request: Request, found: Invited, *, refusal: Refused | None = None) -> HttpResponse:
    day = _day(request.GET.get("day", ""))
    question = found.question()
    counts = booking.days_on_offer(question, at=request.at)
    offices = {office.pk: office for office in found.offices}
    book = reverse("citizen:redeem", args=[found.word])

    def choice(start: Start) -> Choice:
        office = offices[start.office]
        chosen = str(Chosen(office.key, start.date, start.tick))
        href = addresses.said(book, {"time": chosen})
        return Choice(chosen, href, grid.clock_text(start.tick), office.short)

    if day is not None and day in counts:
        starts = booking.starts_of_day(question, day, at=request.at)
        days = few_of_each(starts, len(starts), choice)
    else:
        starts = booking.times_on_offer(question, at=request.at, most=ENOUGH_TO_CHOOSE_FROM)
        days = few_of_each(starts, MOST, choice)
    context = {
        "found": found,
        "days": days,
        "counts": sorted(counts.items()),
        "day": day,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "citizen/invited.html", context, status=status)


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None
