"""Offices and their scopes: who is asked what before a visit, in the words of the moment."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import gcd

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlauf.api.munich import shapes
from anlauf.booking import queries as booking
from anlauf.booking.values import Policy
from anlauf.core import clock
from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.directory.queries import Offering, Office, Service
from anlauf.directory.states import Competence

_SOURCE = "anlauf"
_COUNTRY = "DE"
_HOUSE = re.compile(r"(?P<street>.*?)\s+(?P<number>[0-9].*)")


@dataclass(frozen=True)
class Frame:
    """What is the same for all offices at a moment: the city's name, and who proves to be human."""

    region: str
    captcha: bool
    policy: Policy


def frame(*, crowded: bool) -> Frame:
    """The frame of this moment."""
    return Frame(
        region=spoken(directory.city().name),
        captcha=crowded,
        policy=booking.policy_at(clock.now()),
    )


def spoken(wording: dict[str, str]) -> str:
    """The wording in the language of the request."""
    return say(wording, get_language() or settings.LANGUAGE_CODE)


def address(office: Office) -> shapes.Address:
    """The office's address, the house number apart."""
    street, number = _house(office)
    return {
        "street": street,
        "house_number": number,
        "city": office.place.town,
        "postal_code": office.place.postal_code,
        "hint": None,
    }


def scope(office: Office, frame: Frame) -> shapes.Scope:
    """What this office asks of those who book: a name and a mail address, a number if they like."""
    note = competence(office)
    return {
        "id": office.pk,
        "provider": _provider(office, frame),
        "shortName": office.short,
        "emailFrom": settings.DEFAULT_FROM_EMAIL,
        "emailRequired": True,
        "telephoneActivated": True,
        "telephoneRequired": False,
        "customTextfieldActivated": False,
        "customTextfieldRequired": False,
        "customTextfieldLabel": None,
        "customTextfield2Activated": False,
        "customTextfield2Required": False,
        "customTextfield2Label": None,
        "captchaActivatedRequired": frame.captcha,
        "infoForAppointment": note,
        "infoForAllAppointments": None,
        "slotsPerAppointment": None,
        "appointmentsPerMail": str(frame.policy.most_altogether),
        "whitelistedMails": None,
        "reservationDuration": frame.policy.hold_minutes,
        "activationDuration": frame.policy.confirmation_minutes,
        "hint": note,
    }


def competence(office: Office) -> str | None:
    """Whom the office is there for, where residence decides; the component asks nobody for it."""
    districts = [district.name for district in office.districts.all()]
    if not districts:
        return None
    return _("Only for people who live in: %(districts)s.") % {
        "districts": ", ".join(sorted(districts))
    }


def name_for(office: Office, services: Iterable[Service]) -> str:
    """The office's name; where residence decides with whom it is for, since nobody is asked."""
    name = spoken(office.name)
    if not depends_on_residence(services):
        return name
    districts = ", ".join(sorted(district.name for district in office.districts.all()))
    # Translators: the name of an office and the districts whose residents it serves
    return _("%(office)s (for %(districts)s)") % {"office": name, "districts": districts}


def depends_on_residence(services: Iterable[Service]) -> bool:
    """Tell whether one of these may be had only where somebody lives."""
    return any(service.competence != Competence.CITY for service in services)


def slot_minutes(offerings: Iterable[Offering]) -> int:
    """The longest slot in which every service of an office is a whole number of slots."""
    minutes = [each.minutes for each in offerings]
    further = [each.minutes_further for each in offerings if each.most > 1]
    return gcd(*minutes, *further)


def _provider(office: Office, frame: Frame) -> shapes.Provider:
    street, number = _house(office)
    name = spoken(office.name)
    return {
        "id": office.pk,
        "name": name,
        "displayName": name,
        "lat": office.place.latitude,
        "lon": office.place.longitude,
        "source": _SOURCE,
        "contact": {
            "city": office.place.town,
            "country": _COUNTRY,
            "name": name,
            "postalCode": office.place.postal_code,
            "region": frame.region,
            "street": street,
            "streetNumber": number,
        },
    }


def _house(office: Office) -> tuple[str, str]:
    found = _HOUSE.fullmatch(office.place.street)
    return (found["street"], found["number"]) if found else (office.place.street, "")
