"""What the city offers and where."""

from collections.abc import Iterable

from django.db import connection
from django.http import HttpRequest
from ninja import Router

from anlauf.api import named
from anlauf.api.doors import open_to_all
from anlauf.api.problems import Problem
from anlauf.api.schemas import (
    AreaOut,
    DistrictOut,
    FeeOut,
    Health,
    Key,
    OfficeOut,
    ServiceDetail,
    ServiceOut,
)
from anlauf.core import clock
from anlauf.directory import queries as directory
from anlauf.directory.queries import Service

router = Router(tags=["catalogue"])


@router.get("/health", response=Health)
@open_to_all
def health(request: HttpRequest) -> Health:
    """Tell that the process and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Health(status="ok", at=clock.now())


@router.get("/areas", response=list[AreaOut])
@open_to_all
def areas(request: HttpRequest) -> list[AreaOut]:
    """Fields of matters."""
    found = {service.area.key: service.area for service in directory.services()}
    in_order = sorted(found.values(), key=lambda area: area.position)
    return [AreaOut(key=area.key, name=area.name) for area in in_order]


@router.get("/services", response=list[ServiceOut])
@open_to_all
def services(
    request: HttpRequest, words: str = "", area: Key | None = None, language: str = "de"
) -> list[ServiceOut]:
    """Services, most wanted first; with `words`, those that answer them, best first."""
    found: Iterable[Service] = directory.services(area=area)
    if words:
        found = [
            service
            for service in directory.services_matching(words[:200], language)
            if area in {None, service.area.key}
        ]
    return [
        ServiceOut(
            key=service.key,
            name=service.name,
            area=service.area.key,
            competence=service.competence,
            online_url=service.online_url,
            walk_in=service.walk_in,
        )
        for service in found
    ]


@router.get("/services/{key}", response={200: ServiceDetail, 404: Problem})
@open_to_all
def service(request: HttpRequest, key: Key) -> ServiceDetail:
    """One service: what to bring, what it costs today, and where it is offered."""
    row = named.service(key)
    today = clock.now().astimezone(directory.zone()).date()
    return ServiceDetail(
        key=row.key,
        name=row.name,
        area=row.area.key,
        competence=row.competence,
        online_url=row.online_url,
        walk_in=row.walk_in,
        summary=row.summary,
        bring=row.bring,
        fees=[FeeOut(label=fee.label, cents=fee.cents) for fee in directory.fees_on(row, today)],
        offices=[offering.office.key for offering in directory.offerings_of(row)],
    )


@router.get("/districts", response=list[DistrictOut])
@open_to_all
def districts(request: HttpRequest) -> list[DistrictOut]:
    """Where people live, which decides about competence for some services."""
    return [DistrictOut(key=row.key, name=row.name) for row in directory.districts()]


@router.get("/offices", response=list[OfficeOut])
@open_to_all
def offices(request: HttpRequest, area: Key | None = None) -> list[OfficeOut]:
    """Offices that people may come to."""
    return [
        OfficeOut(
            key=office.key,
            name=office.name,
            area=office.area.key,
            kind=office.kind,
            street=office.place.street,
            postal_code=office.place.postal_code,
            town=office.place.town,
            latitude=office.place.latitude,
            longitude=office.place.longitude,
            access=office.place.access,
        )
        for office in directory.offices(area=area)
    ]
