"""What states, reasons, causes and verbs are called on the case workers' pages."""

from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from anlauf.cases.queries import Row
from anlauf.cases.states import DecisionSort, DemandState, StopCause
from anlauf.web.templatetags.anlauf import plain_date

CAUSES: dict[str, Promise] = {
    StopCause.PAPERS: gettext_lazy("papers from the person"),
    StopCause.AUTHORITY: gettext_lazy("another authority"),
    StopCause.COURT: gettext_lazy("a court"),
    StopCause.VISIT: gettext_lazy("the person’s visit"),
}
DEMANDS: dict[str, Promise] = {
    DemandState.OPEN: pgettext_lazy("a paper", "missing"),
    DemandState.HANDED_IN: pgettext_lazy("a paper", "handed in"),
    DemandState.ACCEPTED: pgettext_lazy("a paper", "accepted"),
    DemandState.WAIVED: pgettext_lazy("a paper", "not needed"),
}
SORTS: dict[str, Promise] = {
    DecisionSort.GRANTED: gettext_lazy("Granted"),
    DecisionSort.GRANTED_IN_PART: gettext_lazy("Granted in part"),
    DecisionSort.REJECTED: gettext_lazy("Rejected"),
}
VERBS: dict[str, Promise] = {
    "cases.received": gettext_lazy("Handed in"),
    "cases.checking": gettext_lazy("Checking began"),
    "cases.checked_again": gettext_lazy("Back to checking"),
    "cases.asked_for_papers": gettext_lazy("Asked for papers"),
    "cases.asked_for_more": gettext_lazy("Asked for more papers"),
    "cases.papers_came": gettext_lazy("Papers came in"),
    "cases.paper_accepted": gettext_lazy("A paper was accepted"),
    "cases.paper_waived": gettext_lazy("A paper is not needed"),
    "cases.paper_open": gettext_lazy("A paper was not enough"),
    "cases.paper_handed_in": gettext_lazy("A paper is looked at again"),
    "cases.asked_others": gettext_lazy("Wrote to others"),
    "cases.others_answered": gettext_lazy("Others answered"),
    "cases.ready_for_visit": gettext_lazy("Invited to the visit"),
    "booking.asked_again_missed": gettext_lazy("Did not come; a new code was sent"),
    "booking.asked_again_ran_out": gettext_lazy("The code ran out; a new one was sent"),
    "booking.codes_used_up": gettext_lazy("Did not come for any of the codes"),
    "cases.visited": gettext_lazy("The person was here"),
    "cases.proposed": gettext_lazy("A decision was proposed"),
    "cases.proposal_sent_back": gettext_lazy("The proposal was sent back"),
    "cases.deciding": gettext_lazy("Ready to be decided"),
    "cases.decided": gettext_lazy("Decided"),
    "cases.ready_for_pickup": gettext_lazy("Ready to be picked up"),
    "cases.produced_anew": gettext_lazy("Is made anew"),
    "cases.picked_up": gettext_lazy("Handed out"),
    "cases.pick_up_undone": gettext_lazy("Handing out taken back"),
    "cases.withdrawn": gettext_lazy("Withdrawn"),
    "cases.assigned": gettext_lazy("Assigned"),
    "cases.released": gettext_lazy("Given back to all"),
    "cases.bundled": gettext_lazy("Put into a bundle"),
    "cases.unbundled": gettext_lazy("Taken out of the bundle"),
    "cases.noted": gettext_lazy("A note was added"),
    "cases.message_of_person": gettext_lazy("A message came"),
    "cases.message_of_office": gettext_lazy("A message was sent"),
    "cases.messages_read": gettext_lazy("Messages were read"),
    "cases.dates_stated": gettext_lazy("Dates were stated"),
    "cases.reminded": gettext_lazy("Reminded of papers"),
    "cases.certified": gettext_lazy("Provisional certificate issued"),
    "cases.certificate_printed": gettext_lazy("Provisional certificate printed"),
    "cases.erased": gettext_lazy("Content erased"),
}


def because(row: Row) -> str:
    """Why the case stands where it stands, as a sentence."""
    day = plain_date(row.because_of) if row.because_of else ""
    match row.due_reason:
        case "permit_ends":
            words = _("Because the permit ends on %(day)s.") % {"day": day}
        case "job_starts":
            words = _("Because the job starts on %(day)s.") % {"day": day}
        case "law":
            words = _("Because the law’s time is over on %(day)s.") % {"day": day}
        case _:
            words = _("Because our own time for it is over on that day.")
    if row.hardship:
        words = _("%(words)s A hardship brings it forward.") % {"words": words}
    return words


def waits_for(row: Row) -> list[str]:
    """Whom the case waits for, each by name."""
    return [whom or str(CAUSES[cause]) for cause, whom in row.waits_for]


def language_name(language: str) -> str:
    """The language in the page's own words."""
    known = dict(settings.LANGUAGES)
    return str(known.get(language) or get_language_info(language)["name_translated"])


def late(row: Row, today: date) -> int:
    """How many days ago somebody must have acted."""
    return max(0, (today - row.due_on).days) if row.due_on else 0
