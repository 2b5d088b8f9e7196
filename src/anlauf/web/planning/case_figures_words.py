"""What each figure for cases means, in words and units, in the order people look for them."""

from django.utils.translation import gettext_lazy as _

from anlauf.web.planning.policies_words import COUNT, DAYS, MINUTES, Figure, Group

WORKING_DAYS, MONTHS = _("working days"), _("months")
GROUPS = (
    Group(
        _("Which case comes first"),
        (
            Figure("permit_lead_days", _("Act so long before a permit ends"), DAYS),
            Figure("job_lead_days", _("Act so long before a job starts"), DAYS),
            Figure("law_lead_days", _("Act so long before the law’s time is over"), DAYS),
            Figure("hardship_days", _("A hardship brings a case forward by"), DAYS),
        ),
    ),
    Group(
        _("Invitations to the visit"),
        (
            Figure("invitation_days", _("A code is good for"), DAYS),
            Figure("invitations_a_day", _("Codes a day, per office"), COUNT),
            Figure("most_codes", _("Codes for one visit, until somebody looks at it"), COUNT),
        ),
    ),
    Group(
        _("Papers and answers"),
        (
            Figure("remind_after", _("Remind of papers after"), WORKING_DAYS),
            Figure("ask_again_after", _("Ask another authority again after"), WORKING_DAYS),
            Figure("certificate_within_days", _("Certificate before a permit ends within"), DAYS),
            Figure("certificate_months", _("A certificate is good for"), MONTHS),
            Figure("form_days", _("A form nobody touches is kept for"), DAYS),
            Figure("most_messages_a_day", _("Messages a day from one person"), COUNT),
        ),
    ),
    Group(
        _("Time that cases take, for the forecast"),
        (
            Figure("received_minutes", _("Sort in what was received"), MINUTES),
            Figure("checking_minutes", _("Check the papers"), MINUTES),
            Figure("deciding_minutes", _("Decide"), MINUTES),
            Figure("producing_minutes", _("Have the document made"), MINUTES),
            Figure("ready_for_pickup_minutes", _("Hand it out"), MINUTES),
            Figure("file_minutes_a_day", _("File time a day without a roster"), MINUTES),
        ),
    ),
)
FIGURES = {figure.name: figure for group in GROUPS for figure in group.figures}
