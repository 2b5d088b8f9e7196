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
    "visits": "SELECT id, office_id, date, arrived_at, due_at, state FROM floor_visit",
    "periods": "SELECT visit_id, kind, started_at, ended_at FROM floor_period",
    "appointments": """
        SELECT thing.id, day.office_id, day.date, thing.share, thing.state, thing.booked_at,
               thing.starts_at, thing.moved_from_id,
               EXISTS (SELECT FROM floor_visit WHERE appointment_id = thing.id) AS came
        FROM booking_appointment thing JOIN booking_officeday day ON day.id = thing.day_id
    """,
    "samples": "SELECT date, area_number, office_number, minutes FROM evaluation_offersample",
    "past_visits": """
        SELECT office_number, date, appointed, wait
        FROM evaluation_visitfact WHERE number < 0
    """,
    "past_bookings": """
        SELECT office_number, booked_on, date, lead, outcome
        FROM evaluation_bookingfact WHERE number < 0
    """,
}
"""By file what it holds; `past_` are rows that were loaded and have nothing below them."""


def raw(name: str) -> Iterator[bytes]:
    """One of these files, piece by piece."""
    with connection.cursor() as cursor:
        text = f"COPY ({RAW[name]}) TO STDOUT (FORMAT csv, HEADER)"
        with cursor.copy(text) as copy:
            yield from (bytes(piece) for piece in copy)
