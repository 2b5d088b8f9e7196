"""A small town for citizens: three offices for residents, one for each district's foreigners.

It is Monday, five to seven. Altona and Harburg open at eight, Mobile comes on Saturday. Altona has
no steps. A passport can be had online; a residence permit only from the office of one's district.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client

from anlauf.directory.models import District, Fee, Office, Place, Quarter, Service
from anlauf.directory.states import Access, Competence
from tests import make

SATURDAY = make.later(5)
MORNING = [1] * 24


@dataclass(frozen=True)
class Town:
    """The rows a test may want to name."""

    card: Service
    passport: Service
    permit: Service
    altona: Office
    harburg: Office
    mobile: Office
    foreigners_altona: Office


def english() -> Client:
    """A browser set to English."""
    return Client(headers={"Accept-Language": "en"})


def town() -> Town:
    """Build it."""
    make.city(phone="115")
    altona, harburg = make.district("altona"), make.district("harburg")
    _quarter("Ottensen", altona, 53.554, 9.927)
    _quarter("Heimfeld", harburg, 53.465, 9.958)
    west = make.place(district=altona, latitude=53.551, longitude=9.935, access=[Access.STEP_FREE])
    south = make.place(district=harburg, latitude=53.460, longitude=9.983)
    bus = make.place(district=harburg, latitude=53.470, longitude=9.990)
    for_foreigners = make.area("foreigners")

    built = Town(
        card=_service(
            "identity-card", "Personalausweis", "Identity card", synonyms={"de": ["Perso"]}
        ),
        passport=_service(
            "passport", "Reisepass", "Passport", online_url="https://example.org/pass"
        ),
        permit=_service(
            "residence-permit",
            "Aufenthaltserlaubnis",
            "Residence permit",
            area=for_foreigners,
            skill_key="foreigners",
            competence=Competence.DISTRICT,
        ),
        altona=make.office("altona", short="Altona", place=west),
        harburg=make.office("harburg", short="Harburg", place=south),
        mobile=make.office("mobile", short="Mobile", place=bus),
        foreigners_altona=make.office("altona-f", area=for_foreigners, place=west),
    )
    for office in (built.altona, built.harburg, built.mobile):
        make.offering(office, built.card, most=4)
        make.offering(office, built.passport, most=1)
    for office, district in ((built.foreigners_altona, altona), (_harburg_f(south), harburg)):
        make.offering(office, built.permit, minutes=30, most=1)
        office.districts.set([district])
        make.hours(office, "08:00-10:00")
        make.office_day(office, supply=MORNING, skills=["foreigners"])
    for office in (built.altona, built.harburg):
        make.hours(office, "08:00-10:00")
        for days in range(4):
            make.office_day(office, on=make.DAY + timedelta(days=days), supply=MORNING)
    make.office_day(built.mobile, on=SATURDAY, supply=MORNING)
    return built


def outlined() -> None:
    """Give the districts outlines, so that there is a map."""
    for number, district in enumerate(District.objects.order_by("key")):
        west = 9.8 + number / 10
        ring = [[west, 53.4], [west + 0.2, 53.4], [west + 0.2, 53.6], [west, 53.6]]
        District.objects.filter(pk=district.pk).update(outline=[ring])


def times(service: str, **said: str) -> str:
    """The address of the free times for these answers."""
    answers = "&".join(f"{name}={value}" for name, value in said.items())
    return f"/book/{service}/times/?{answers}"


def word(office: str, clock: str, on: date = make.DAY) -> str:
    """What stands on the button of a time."""
    return f"{office}.{on.isoformat()}.{clock}"


def _harburg_f(place: Place) -> Office:
    return make.office("harburg-f", area=make.area("foreigners"), place=place)


def _service(key: str, german: str, english: str, **said: Any) -> Service:
    made = make.service(
        key,
        name={"de": german, "en": english},
        bring=[{"de": "das alte Dokument", "en": "the old document"}],
        **said,
    )
    Fee.objects.create(service=made, cents=3700, valid_to=make.later(-1))
    Fee.objects.create(service=made, cents=4600, valid_from=make.DAY)
    return made


def _quarter(name: str, district: District, latitude: float, longitude: float) -> None:
    Quarter.objects.create(
        key=name.lower(), name=name, district=district, latitude=latitude, longitude=longitude
    )
