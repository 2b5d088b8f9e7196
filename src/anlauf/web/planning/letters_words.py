"""Names of letters for staff."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "confirm_mail": _("Please confirm"),
    "booked": _("Booked"),
    "moved": _("New time"),
    "cancelled": _("Cancelled"),
    "moved_by_us": _("Moved by us"),
    "cancelled_by_us": _("Cancelled by us"),
    "number_joined": _("Number from afar: drawn"),
    "number_third": _("Number from afar: nearly next"),
    "number_now": _("Number from afar: come now"),
    "number_kept": _("Number from afar: place kept"),
    "number_asked": _("Number: messages asked for"),
    "number_called": _("Number: please go to the desk"),
    "alert": _("Alert"),
    "wish_kept": _("On the waiting list"),
    "wish_offer": _("Offer from the waiting list"),
    "wish_ended": _("Waiting list ended"),
}
