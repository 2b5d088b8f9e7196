"""A message to the office about a case; the same words again are the message that is there."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from anlauf.cases import commands
from anlauf.cases.states import Side
from anlauf.core.refusal import Refused
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.matters import entry
from anlauf.web.matters.message_form import MessageForm
from anlauf.web.matters.views.status import shown

WRONG = 422


@sensitive_post_parameters("text")
@never_cache
@require_POST
@public
def write(request: Request, key: str) -> HttpResponse:
    """Send it, and come back to the conversation."""
    case = entry.case_by(key, at=request.at)
    form = MessageForm(request.POST, label_suffix="")
    status = WRONG
    if form.is_valid():
        words = form.cleaned_data["text"]
        try:
            commands.write_message(case, Side.PERSON, words, by=request.actor, at=request.at)
            return redirect(f"{reverse('matters:status', args=[key])}?just=written#messages")
        except Refused as refusal:
            form.add_error("text", str(refusal))
            status = refusal.status
    return shown(request, case, key, form=form, code=status)
