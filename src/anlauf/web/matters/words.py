"""Where a case stands, in words for the person it belongs to."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.cases.states import CaseState, StopCause

STAGES: dict[str, Promise] = {
    CaseState.RECEIVED: _("Received"),
    CaseState.CHECKING: _("Check of your papers"),
    CaseState.READY_FOR_VISIT: _("Your appointment"),
    CaseState.DECIDING: _("Decision"),
    CaseState.PRODUCING: _("Your document is made"),
    CaseState.READY_FOR_PICKUP: _("Pick-up"),
}

NOW: dict[str, Promise] = {
    CaseState.RECEIVED: _("We have your application. Nobody has looked into it yet."),
    CaseState.CHECKING: _("We are checking your papers."),
    CaseState.WAITING_FOR_PAPERS: _("Papers are missing. It is your turn."),
    CaseState.READY_FOR_VISIT: _("Your papers are complete. Now please come to us."),
    CaseState.DECIDING: _("We are deciding on your application."),
    CaseState.PRODUCING: _("Your document is being made."),
    CaseState.READY_FOR_PICKUP: _("It is ready. You can pick it up."),
    CaseState.CLOSED: _("Your application is finished."),
    CaseState.REJECTED: _("We could not grant your application."),
    CaseState.WITHDRAWN: _("Your application has been withdrawn."),
}

NEXT: dict[str, Promise] = {
    CaseState.RECEIVED: _(
        "Next we check whether everything is there. If something is missing, we write to you."
    ),
    CaseState.CHECKING: _("If something is missing, we write to you. You need not do anything."),
    CaseState.WAITING_FOR_PAPERS: _(
        "Please hand in what is missing below. We go on as soon as everything is there."
    ),
    CaseState.READY_FOR_VISIT: _("After your appointment we decide."),
    CaseState.DECIDING: _("We tell you as soon as it is decided. You need not do anything."),
    CaseState.PRODUCING: _("We tell you when you can pick it up. You need not do anything."),
    CaseState.READY_FOR_PICKUP: _("Please bring your passport or identity card."),
    CaseState.CLOSED: _("There is nothing more to do."),
    CaseState.REJECTED: _(
        "You get the decision with its reasons by post. It says what you can do against it."
    ),
    CaseState.WITHDRAWN: _("We no longer work on it. You can apply again at any time."),
}

STOPS: dict[str, Promise] = {
    StopCause.PAPERS: _("We wait for papers from you."),
    StopCause.AUTHORITY: _("We wait for an answer from: %(whom)s."),
    StopCause.COURT: _("We wait for a court: %(whom)s."),
    StopCause.VISIT: _("We wait for your appointment."),
}
