"""Every error of Munich's citizen API: its code, its status, and a sentence for people."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Fault:
    """One error as the wire names it."""

    status: int
    sentence: Promise
    kind: str = "error"


_UNREADABLE = _("The request could not be read. Maybe the body is not valid JSON?")
_CHECK = _("Please check this field: it is missing or wrong.")
_TOO_LATE = _("This appointment can no longer be changed in this way. Please look at it again.")

FAULTS: dict[str, Fault] = {
    "notFound": Fault(404, _("This address does not exist.")),
    "invalidRequest": Fault(400, _UNREADABLE),
    "requestMethodNotAllowed": Fault(405, _("This address answers another method.")),
    "requestEntityTooLarge": Fault(413, _("This is too long. Please send less at once.")),
    "invalidLocationAndServiceCombination": Fault(
        400, _("This is not offered here. Please choose another office or service.")
    ),
    **{
        code: Fault(400, _CHECK)
        for code in (
            "invalidStartDate",
            "invalidEndDate",
            "invalidSlotsStartDate",
            "invalidSlotsEndDate",
            "slotsStartDateAfterEndDate",
            "invalidOfficeId",
            "invalidServiceId",
            "invalidServiceCount",
            "invalidProcessId",
            "invalidAuthKey",
            "invalidTimestamp",
            "invalidFamilyName",
            "invalidEmail",
            "invalidTelephone",
            "invalidCustomTextfield",
            "invalidCustomTextfield2",
            "MISMATCHED_ARRAYS",
        )
    },
    "appointmentNotAvailable": Fault(
        404, _("This time is no longer free. Please choose another."), "info"
    ),
    "appointmentNotFound": Fault(
        404, _("We cannot find this appointment. Please check the link or the code.")
    ),
    "appointmentCanNotBeCanceled": Fault(
        406, _("This appointment can no longer be changed. Please book a new one.")
    ),
    "authKeyMismatch": Fault(406, _("This key does not open this. Please use the newest link.")),
    "emailIsRequired": Fault(406, _("Please enter an e-mail address.")),
    "processNotReservedAnymore": Fault(
        409,
        _("We could not keep this time for you any longer. Please choose a time again."),
    ),
    "processNotPreconfirmedAnymore": Fault(409, _TOO_LATE, "info"),
    "preconfirmationExpired": Fault(
        400, _("This link was used too late. The time is free for others again.")
    ),
    "tooManyAppointmentsWithSameMail": Fault(
        406, _("There are several appointments with this address already.")
    ),
    "tooManySlotsPerAppointment": Fault(
        400, _("That is too much for one appointment. Please book several appointments.")
    ),
    "tooManyServicesPerAppointment": Fault(
        400, _("That is too much for one appointment. Please book several appointments.")
    ),
    "captchaMissing": Fault(400, _("Please tick the box that shows you are no robot.")),
    "captchaInvalid": Fault(400, _("Please tick the box that shows you are no robot again.")),
    "captchaExpired": Fault(400, _("Please tick the box that shows you are no robot again.")),
    "rateLimitExceeded": Fault(
        429, _("Too many requests came from your network. Please wait a little."), "warning"
    ),
    "serviceUnavailable": Fault(503, _("We are not reachable at the moment. Please try later.")),
    "unauthorized": Fault(401, _("Logging in is not possible here. Please go on without it.")),
}


class Faulty(Exception):
    """A request that is answered with errors; all that is wrong with it is named at once."""

    def __init__(self, *codes: str) -> None:
        self.codes = codes
        super().__init__(", ".join(codes))


def answer(codes: Iterable[str]) -> JsonResponse:
    """The errors as a response; its status is the highest among theirs."""
    named = list(dict.fromkeys(codes))
    body = {"errors": [_shape(code) for code in named]}
    return JsonResponse(body, status=max(FAULTS[code].status for code in named))


def _shape(code: str) -> dict[str, object]:
    fault = FAULTS[code]
    return {
        "errorCode": code,
        "statusCode": fault.status,
        "errorMessage": str(fault.sentence),
        "errorType": fault.kind,
    }
