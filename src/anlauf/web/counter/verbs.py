"""What a clerk does at the desk: one address per verb, one command each, one sentence back.

A refusal is a sentence in the status line, and the screen is shown as it really is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, partial

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from anlauf.booking import commands as booking
from anlauf.booking.states import ClaimState
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid, Refused
from anlauf.directory import queries as directory
from anlauf.floor import commands
from anlauf.floor import queries as floor
from anlauf.floor.queries import DeskSession, Visit
from anlauf.floor.states import TicketState
from anlauf.floor.values import Answer
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.counter.desk import own_session
from anlauf.web.templatetags.anlauf import say

LARGEST = 2**63 - 1
MOST = 99
LONGEST_TOKEN = 100
LONGEST_AGO = 366 * 24 * 3600


class Misunderstood(Invalid):
    """The form names something that no page of ours offers."""

    code = "misunderstood"
    sentence = gettext_lazy("That was not understood. Please choose again.")


class NotAtYourDesk(Refused):
    """The screen was older than what happened since."""

    code = "not_at_your_desk"
    sentence = gettext_lazy("Number %(label)s is no longer at your desk.")


class PressedElsewhere(Refused):
    """The page was opened at another desk, or by somebody else."""

    code = "pressed_elsewhere"
    sentence = gettext_lazy(
        "This was pressed before you took this desk, and was not done. Please look and press again."
    )


class PressForm(forms.Form):
    """Whom and what a press concerns; each verb reads what it needs.

    `ago` says how many seconds before it arrives it was made, `seat` at which taking of a desk.
    """

    ago = forms.IntegerField(min_value=0, max_value=LONGEST_AGO, required=False)
    seat = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)

    visit = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    service = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    count = forms.IntegerField(min_value=1, max_value=MOST, required=False)
    reason = forms.CharField(max_length=20, required=False)
    item = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    items = forms.IntegerField(min_value=0, max_value=commands.MOST_ITEMS, required=False)
    kind = forms.CharField(max_length=20, required=False)
    help = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    note = forms.CharField(max_length=commands.LONGEST_NOTE, required=False)
    to = forms.RegexField(r"^(desk|office|skill):[1-9][0-9]{0,17}$", required=False)


@dataclass(frozen=True)
class Press:
    """Who pressed a key where, and what stood on it.

    `at` is now: when people are called. `when` is the moment it was pressed: what is reported
    happened then, however long the network took.
    """

    office: Office
    session: DeskSession
    said: dict[str, object]
    by: Actor
    at: datetime

    def number(self, name: str) -> int:
        """A number that was said, 0 if it was not."""
        said = self.said[name]
        return said if isinstance(said, int) else 0

    def visit(self) -> Visit:
        """The visit that is meant, in this office."""
        return floor.visit_by_number(self.office.pk, self.number("visit"))

    def visit_here(self) -> Visit:
        """The visit that is meant, if it is still with this desk."""
        visit = self.visit()
        if visit.desk_id != self.session.desk_id:
            raise NotAtYourDesk(label=visit.label)
        return visit

    @property
    def lateness(self) -> commands.Lateness:
        """How long the press was on its way."""
        return commands.Lateness(timedelta(seconds=self.number("ago")))

    @cached_property
    def when(self) -> datetime:
        """When the key was pressed, as far as that can be true."""
        visit = None
        if self.number("ago") and self.number("visit"):
            visit = self.visit()
        return self.lateness.happened(self.session, visit, at=self.at)


@require_POST
@at_office(Right.SERVE)
def act(request: Request, office: Office, verb: str) -> HttpResponse:
    """Do it once, say how it went; a browser without script is shown the screen."""
    if verb not in VERBS:
        raise Http404
    session = own_session(request, office)
    if session is None:
        messages.error(request, _("You are no longer logged on at this desk. Please log on again."))
        return _said(
            request, office, "", refused=True, leave=reverse("counter:desk", args=[office.key])
        )

    try:
        press = Press(office, session, _read(request), request.actor, request.at)
        if press.number("seat") not in {0, session.pk}:
            raise PressedElsewhere
        answer = _once(request.POST.get("once", ""), verb, press)
    except Refused as refusal:
        return _said(request, office, str(refusal), refused=True)
    return _said(request, office, answer.said, refused=answer.refused)


def _once(token: str, verb: str, press: Press) -> Answer:
    """Do it, unless the same token was sent with the same verb before."""
    if not 0 < len(token) <= LONGEST_TOKEN:
        raise Misunderstood
    act = partial(VERBS[verb], press)
    return commands.once(f"{token}:{verb}", press.session, act, at=press.when)


def _said(
    request: Request, office: Office, said: str, *, refused: bool, leave: str = ""
) -> HttpResponse:
    """The answer for the page's queue, or in the status line of the screen."""
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"said": said, "refused": refused, "leave": leave})
    if said:
        (messages.error if refused else messages.info)(request, said)
    return redirect("counter:screen", office.key)


def _read(request: Request) -> dict[str, object]:
    form = PressForm(request.POST)
    if not form.is_valid():
        raise Misunderstood
    return form.cleaned_data


def _next(press: Press) -> str:
    press.lateness.check_calls()
    visit = commands.call_next(press.session, by=press.by, at=press.at)
    if visit is None:
        return _("Nobody is waiting whom you can serve.")
    return _called(visit)


def _call(press: Press) -> str:
    press.lateness.check_calls()
    return _called(commands.call(press.visit(), press.session, by=press.by, at=press.at))


def _recall(press: Press) -> str:
    press.lateness.check_calls()
    visit = commands.recall(press.visit_here(), by=press.by, at=press.at)
    return _("Number %(label)s called again.") % {"label": visit.label}


def _start(press: Press) -> str:
    visit = commands.start(press.visit_here(), by=press.by, at=press.when)
    return _("Number %(label)s is at your desk.") % {"label": visit.label}


def _miss(press: Press) -> str:
    visit = commands.miss(press.visit_here(), by=press.by, at=press.when)
    return _("Number %(label)s did not come.") % {"label": visit.label}


def _put_back(press: Press) -> str:
    visit = press.visit()
    if visit.state == TicketState.CALLED:
        visit = press.visit_here()  # a call is taken back by whoever called
    visit = commands.put_back(visit, by=press.by, at=press.when)
    return _("Number %(label)s waits again, at the same place in line.") % {"label": visit.label}


def _add(press: Press) -> str:
    offered = {service.pk: service for service in directory.services_at(press.office)}
    service = offered.get(press.number("service"))
    if service is None:
        raise Misunderstood
    count = press.number("count") or 1
    commands.add_service(press.visit_here(), service, count, by=press.by, at=press.when)
    return _("Added: %(service)s.") % {"service": say(service.name)}


def _quick(press: Press) -> str:
    press.lateness.check_calls()
    turnover = commands.quick(press.session, done_at=press.when, by=press.by, at=press.at)
    if turnover.called is not None:
        return _called(turnover.called)
    return _("Nobody is waiting whom you can serve.")


def _work_on(press: Press) -> str:
    commands.work_on(press.visit_here(), press.number("item"), by=press.by, at=press.when)
    return _("The time now counts for this service.")


def _step_out(press: Press) -> str:
    commands.step_out(press.visit_here(), press.number("item"), by=press.by, at=press.when)
    return _("The time now counts as back office.")


def _begin_work(press: Press) -> str:
    commands.begin_work(press.session, str(press.said["kind"]), by=press.by, at=press.when)
    return _("Nobody is called to your desk until you end this.")


def _end_work(press: Press) -> str:
    commands.end_work(press.session, press.number("items"), by=press.by, at=press.when)
    return _("Noted. You can call the next one.")


def _park(press: Press) -> str:
    visit = commands.park(press.visit_here(), str(press.said["reason"]), by=press.by, at=press.when)
    return _("Number %(label)s is set aside.") % {"label": visit.label}


def _resume(press: Press) -> str:
    visit = commands.resume(press.visit(), press.session, by=press.by, at=press.when)
    return _("Number %(label)s is at your desk again.") % {"label": visit.label}


def _transfer(press: Press) -> str:
    kind, _colon, number = str(press.said["to"]).partition(":")
    visit = press.visit_here()
    if kind == "desk":
        desk = press.office.desks.filter(pk=number).first()
        if desk is None:
            raise Misunderstood
        commands.transfer(visit, desk, by=press.by, at=press.when)
        return _("Number %(label)s waits for desk %(desk)s.") % {
            "label": visit.label,
            "desk": desk.name,
        }

    if kind == "skill":
        skills = {skill.pk: skill for skill in directory.skills_at(press.office)}
        skill = skills.get(int(number))
        if skill is None:
            raise Misunderstood
        commands.pass_to_skill(visit, skill, by=press.by, at=press.when)
        return _("Number %(label)s waits for a colleague: %(skill)s.") % {
            "label": visit.label,
            "skill": say(skill.name),
        }

    office = press.office.place.offices.filter(pk=number or 0).first()
    if office is None:
        raise Misunderstood
    commands.transfer(visit, office, by=press.by, at=press.when)
    return _("Number %(label)s waits at %(office)s.") % {
        "label": visit.label,
        "office": office.short,
    }


def _note(press: Press) -> str:
    text = str(press.said["note"])
    commands.write_note(press.visit_here(), text, by=press.by, at=press.when)
    return _("Noted until the visit ends.") if text.strip() else _("The note is gone.")


def _prove(press: Press) -> str:
    _judge(press, ClaimState.PROVED)
    return _("Noted: the proof was shown.")


def _unprove(press: Press) -> str:
    _judge(press, ClaimState.UNPROVED)
    return _("Noted: the proof was not shown. Whether they are served is your decision.")


def _judge(press: Press, state: ClaimState) -> None:
    appointment = press.visit_here().appointment
    booking.judge_claim(appointment, state, by=press.by, at=press.when)


def _help(press: Press) -> str:
    commands.call_for_help(press.session, by=press.by, at=press.at)
    return _("Your colleagues have been called.")


def _answer_help(press: Press) -> str:
    commands.answer_help(press.number("help"), press.session, by=press.by, at=press.at)
    return _("The desk sees that you are coming.")


def _end_help(press: Press) -> str:
    commands.end_help(press.number("help"), press.session, by=press.by, at=press.at)
    return _("The call for help is over.")


def _finish(press: Press) -> str:
    visit = commands.finish(press.visit_here(), by=press.by, at=press.when)
    return _("Number %(label)s is finished.") % {"label": visit.label}


def _take_back(press: Press) -> str:
    visit = commands.take_back(press.visit_here(), by=press.by, at=press.when)
    return _("Taken back: number %(label)s.") % {"label": visit.label}


def _break(press: Press) -> str:
    commands.take_break(press.session, at=press.when)
    return _("You are on a break. Nobody is called to your desk.")


def _end_break(press: Press) -> str:
    commands.end_break(press.session, at=press.when)
    return _("Your break is over.")


def _called(visit: Visit) -> str:
    assert visit.desk is not None
    return _("Number %(label)s called to desk %(desk)s.") % {
        "label": visit.label,
        "desk": visit.desk.name,
    }


VERBS: dict[str, Callable[[Press], str]] = {
    "next": _next,
    "quick": _quick,
    "call": _call,
    "recall": _recall,
    "start": _start,
    "miss": _miss,
    "put_back": _put_back,
    "add": _add,
    "work_on": _work_on,
    "step_out": _step_out,
    "begin_work": _begin_work,
    "end_work": _end_work,
    "park": _park,
    "resume": _resume,
    "transfer": _transfer,
    "note": _note,
    "prove": _prove,
    "unprove": _unprove,
    "help": _help,
    "answer_help": _answer_help,
    "end_help": _end_help,
    "finish": _finish,
    "take_back": _take_back,
    "break": _break,
    "end_break": _end_break,
}
