"""What booking can tell."""

from anlauf.booking.models import Appointment
from anlauf.booking.queries.appointments import (
    LinkEnded,
    UnknownAppointment,
    appointment_by_code,
    appointment_by_key,
    appointment_by_number,
    appointments_of_day,
    askers_key,
    confirm_key,
    hold_key,
    mailbox_key,
    manage_key,
    opened_by,
    was_proved_by_mail,
)
from anlauf.booking.queries.invitations import (
    Invitation,
    UnknownInvitation,
    booked_with,
    code_digest,
    invitation_by_code,
    invitation_by_number,
    invitations_made,
    invited_lines,
)
from anlauf.booking.queries.load import Load, load_of_day, loads_of_day
from anlauf.booking.queries.needs import (
    NothingWanted,
    NotOffered,
    Terms,
    TooMany,
    counted,
    needed,
    terms,
)
from anlauf.booking.queries.offer import (
    days_on_offer,
    earliest_per_office,
    starts_of_day,
    times_on_offer,
)
from anlauf.booking.queries.orders import Fitting, Results, results
from anlauf.booking.queries.reached import is_enough, living_of, unconfirmed_from
from anlauf.booking.queries.told import Told, told
from anlauf.booking.queries.urgency import UrgencyRule, claimed, published_rules, urgency_rules

__all__ = [
    "Appointment",
    "Fitting",
    "Invitation",
    "LinkEnded",
    "Load",
    "NotOffered",
    "NothingWanted",
    "Results",
    "Terms",
    "Told",
    "TooMany",
    "UnknownAppointment",
    "UnknownInvitation",
    "UrgencyRule",
    "appointment_by_code",
    "appointment_by_key",
    "appointment_by_number",
    "appointments_of_day",
    "askers_key",
    "booked_with",
    "claimed",
    "code_digest",
    "confirm_key",
    "counted",
    "days_on_offer",
    "earliest_per_office",
    "hold_key",
    "is_enough",
    "living_of",
    "invitation_by_code",
    "invitation_by_number",
    "invitations_made",
    "invited_lines",
    "load_of_day",
    "loads_of_day",
    "mailbox_key",
    "manage_key",
    "needed",
    "opened_by",
    "published_rules",
    "results",
    "starts_of_day",
    "terms",
    "times_on_offer",
    "told",
    "urgency_rules",
    "was_proved_by_mail",
]
