"""What each figure of the policy means, in words and units, in the order people look for them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MINUTES, HOURS, DAYS, COUNT = _("minutes"), _("hours"), _("days"), ""


@dataclass(frozen=True)
class Figure:
    """One figure: its name in the rows, what it decides, and what it is counted in."""

    name: str
    label: Promise
    unit: Promise | str


@dataclass(frozen=True)
class Group:
    """Figures that people think of together."""

    title: Promise
    figures: tuple[Figure, ...]


GROUPS = (
    Group(
        _("Booking"),
        (
            Figure("horizon_days", _("Times can be booked this far ahead"), DAYS),
            Figure("notice_minutes", _("Shortest time before a visit begins"), MINUTES),
            Figure("hold_minutes", _("A time is kept while somebody fills in the form"), MINUTES),
            Figure("confirmation_minutes", _("A time is kept until the letter is opened"), MINUTES),
        ),
    ),
    Group(
        _("How much one person may have"),
        (
            Figure("most_per_service", _("Appointments for one service, per address"), COUNT),
            Figure("most_altogether", _("Appointments altogether, per address"), COUNT),
            Figure("most_wishes", _("Entries on the waiting list, per address"), COUNT),
            Figure("most_messages", _("Letters a day to an address nobody has proved"), COUNT),
            Figure("most_nameless", _("Appointments without address, per network"), COUNT),
            Figure("most_unconfirmed", _("Times not yet confirmed, per network"), COUNT),
        ),
    ),
    Group(
        _("Waiting list"),
        (
            Figure("wish_days", _("Longest time on the list"), DAYS),
            Figure("offer_minutes", _("A time is kept for whoever is asked"), MINUTES),
            Figure("offer_least_minutes", _("Shortest time to answer"), MINUTES),
            Figure("most_silences", _("Offers without an answer until an entry ends"), COUNT),
            Figure("wave_lead_minutes", _("The list sees new times before everybody"), MINUTES),
        ),
    ),
    Group(
        _("Time given up, when nobody waits"),
        (
            Figure("return_least_minutes", _("Returns at the earliest after"), MINUTES),
            Figure("return_most_minutes", _("Returns at the latest after"), MINUTES),
            Figure("return_soon_hours", _("Returns at once before visits within"), HOURS),
        ),
    ),
    Group(
        _("In a crowd"),
        (
            Figure("calm_holds_a_minute", _("Times kept a minute, per network"), COUNT),
            Figure("calm_unconfirmed", _("Times not yet confirmed, per network"), COUNT),
            Figure("calm_holds_of_the_city", _("Times kept a minute, whole city"), COUNT),
        ),
    ),
    Group(
        _("Forgetting"),
        (
            Figure("contact_days", _("Names and addresses are deleted after a visit"), DAYS),
            Figure("link_days", _("Links in letters end after an appointment"), DAYS),
        ),
    ),
)

FIGURES = {figure.name: figure for group in GROUPS for figure in group.figures}
