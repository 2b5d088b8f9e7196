"""What our own refusals are called in Munich's citizen API."""

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.commands.contact_limits import TooManyForYou
from anlauf.booking.queries.processes import WrongKey
from anlauf.core.limits import TooManyTries
from anlauf.core.refusal import Refused

_CODES: dict[type[Refused], str] = {
    booking.NothingWanted: "invalidServiceCount",
    booking.NotOffered: "invalidLocationAndServiceCombination",
    booking.TooMany: "tooManySlotsPerAppointment",
    booking.UnknownAppointment: "appointmentNotFound",
    WrongKey: "authKeyMismatch",
    commands.DayClosed: "appointmentNotAvailable",
    commands.TimePast: "appointmentNotAvailable",
    commands.TimeTaken: "appointmentNotAvailable",
    commands.TooFarAhead: "appointmentNotAvailable",
    commands.HoldEnded: "processNotReservedAnymore",
    commands.NothingToChange: "appointmentCanNotBeCanceled",
    commands.WrongName: "invalidFamilyName",
    commands.WrongMail: "invalidEmail",
    commands.WrongPhone: "invalidTelephone",
    TooManyForYou: "tooManyAppointmentsWithSameMail",
    TooManyTries: "rateLimitExceeded",
}
_ANY_OTHER = "processInvalid"


def code(refusal: Refused) -> str:
    """The error that says the same, by the nearest class that has one."""
    named = (_CODES[kind] for kind in type(refusal).__mro__ if kind in _CODES)
    return next(named, _ANY_OTHER)
