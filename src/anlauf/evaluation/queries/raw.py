"""The rows that figures are made of, as CSV and without anything personal, for whoever counts anew.

They are the columns as they stand below; nothing is worked out here, so that whoever counts from
them (`scripts/recount.py`) shares no line with what made the figures.
"""

from collections.abc import Iterator

from django.db import connection

RAW = {
    "city": "SELECT zone FROM directory_city",
    "offices": """
        SELECT office.id, office.key, area_id, area.key AS area
        FROM directory_office office JOIN directory_area area ON area.id = area_id
    """,
    "services": """
        SELECT service.id, service.key, area.key AS area
        FROM directory_service service JOIN directory_area area ON area.id = area_id
    """,
    "visits": "SELECT id, office_id, date, arrived_at, due_at, state FROM floor_visit",
    "periods": "SELECT visit_id, kind, started_at, ended_at FROM floor_period",
    "items": "SELECT id, visit_id, service_id FROM floor_item",
    "lines": "SELECT id, appointment_id, service_id FROM booking_appointmentservice",
    "office_days": """
        SELECT office_id, date, spans, encode(supply, 'hex') AS supply FROM booking_officeday
    """,
    "appointments": """
        SELECT thing.id, day.office_id, day.date, thing.share, thing.state, thing.booked_at,
               thing.starts_at, thing.moved_from_id,
               EXISTS (SELECT FROM floor_visit WHERE appointment_id = thing.id) AS came
        FROM booking_appointment thing JOIN booking_officeday day ON day.id = thing.day_id
    """,
    "samples": "SELECT date, area_number, office_number, minutes FROM evaluation_offersample",
    "past_visits": """
        SELECT office_number, service_number, date, hour, appointed, wait, served
        FROM evaluation_visitfact WHERE number < 0
    """,
    "past_bookings": """
        SELECT office_number, service_number, share, booked_on, date, lead, outcome
        FROM evaluation_bookingfact WHERE number < 0
    """,
    "past_supply": """
        SELECT office_number, date, open, clerks FROM evaluation_supplyfact WHERE number < 0
    """,
    "searches": """
        SELECT service_number, date, searches, nothing, chosen FROM evaluation_searchcount
    """,
    "access": """
        SELECT area.key AS area, week, aspect, value, visits, "left", called, within_15,
               within_30, bookings, lead_minutes, lead_14
        FROM evaluation_accessfigures JOIN directory_area area ON area.id = area_number
    """,
}
"""By file what it holds; `past_` are rows that were loaded and have nothing below them.

Of access there are only sums: what they were made of is forgotten (docs/adr/0195).
"""


def raw(name: str) -> Iterator[bytes]:
    """One of these files, piece by piece."""
    with connection.cursor() as cursor:
        text = f"COPY ({RAW[name]}) TO STDOUT (FORMAT csv, HEADER)"
        with cursor.copy(text) as copy:
            yield from (bytes(piece) for piece in copy)
