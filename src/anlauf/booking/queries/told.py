"""What is said about an appointment, wherever it is said: its office, its services, its city."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from anlauf.booking.models import Appointment
from anlauf.booking.values import Line

Wording = Mapping[str, str]

# Asked twice in every booking; composing it anew, table by table, took ten times as long.
_TOLD = """
    SELECT city.name, city.phone, city.zone, office.key, office.name, area.key,
           place.street, place.postal_code, place.town,
           (SELECT jsonb_agg(
                       jsonb_build_array(service.key, line.count, service.name, service.bring)
                       ORDER BY line.id)
            FROM booking_appointmentservice AS line
            JOIN directory_service AS service ON service.id = line.service_id
            WHERE line.appointment_id = %s)
    FROM booking_officeday AS day
    JOIN directory_office AS office ON office.id = day.office_id
    JOIN directory_area AS area ON area.id = office.area_id
    JOIN directory_place AS place ON place.id = office.place_id
    CROSS JOIN directory_city AS city
    WHERE day.id = %s
"""


_LINES = """
    SELECT service_id, count FROM booking_appointmentservice WHERE appointment_id = %s ORDER BY id
"""


@dataclass(frozen=True)
class ToldLine:
    """One line of what a visit is for."""

    service: str
    count: int
    name: Wording
    bring: Sequence[Wording]


@dataclass(frozen=True)
class Told:
    """Names, address and services; wordings in every language."""

    city: Wording
    city_phone: str
    zone: str
    office: str
    office_name: Wording
    area: str
    street: str
    postal_code: str
    town: str
    lines: tuple[ToldLine, ...]


def told(appointment: Appointment) -> Told:
    """Everything about an appointment that does not stand in its own row."""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [appointment.pk, appointment.day_id])
        city, phone, zone, office, name, area, street, postal_code, town, lines = cursor.fetchone()
    return Told(
        city=json.loads(city),
        city_phone=phone,
        zone=zone,
        office=office,
        office_name=json.loads(name),
        area=area,
        street=street,
        postal_code=postal_code,
        town=town,
        lines=tuple(ToldLine(*line) for line in json.loads(lines or "[]")),
    )


def services_of(appointment: Appointment) -> tuple[Line, ...]:
    """What the visit is for, in the order in which it was wished."""
    if appointment.known_lines is not None:
        return tuple(Line(*line) for line in appointment.known_lines)
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [appointment.pk])
        return tuple(Line(*row) for row in cursor.fetchall())
