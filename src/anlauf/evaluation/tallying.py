"""How people came and booked, added to sums as it is seen: each visit and booking once.

Needs and languages are read from the rows below while they are still there, and kept in sums only.
A mark per thing keeps a second reading out; things older than the marks are not counted any more.
"""

_SEEN = """
    SELECT area_number, week, aspect, value, {counted}
    FROM seen CROSS JOIN LATERAL
        (VALUES ('language', language), ('way', way), ('need', need)) AS one (aspect, value)
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
_NEED = """
    CASE cardinality({thing}.access_needs) WHEN 0 THEN 'none'
        WHEN 1 THEN {thing}.access_needs[1] ELSE 'several' END AS need
"""
_COLUMNS = (
    *("visits", "left", "called", "wait_minutes", "within_15", "within_30"),
    *("bookings", "lead_minutes", "lead_10", "lead_14"),
)
_ADDED = """
    INSERT INTO evaluation_accessfigures (area_number, week, aspect, value, {columns})
    {seen}
    ON CONFLICT (week, area_number, aspect, value) DO UPDATE SET {sums}
""".format(
    columns=", ".join(f'"{name}"' for name in _COLUMNS),
    sums=", ".join(
        f'"{name}" = evaluation_accessfigures."{name}" + EXCLUDED."{name}"' for name in _COLUMNS
    ),
    seen="{seen}",
)


def _counted(seen: str, thing: str, counted: str) -> str:
    """What is new of a thing, read and added up."""
    added = _ADDED.format(seen=_SEEN.format(counted=counted))
    return "".join([seen.format(need=_NEED.format(thing=thing)), added])


VISITS = _counted(
    """
    WITH new AS (
        INSERT INTO evaluation_accessmark (thing, number, date)
        SELECT 'visit', number, date FROM evaluation_visitfact
        WHERE number = ANY(%s) AND date >= %s AND outcome IN ('finished', 'missed', 'left')
        ON CONFLICT DO NOTHING RETURNING number
    ),
    seen AS (
        SELECT office.area_id AS area_number, date_trunc('week', fact.date)::date AS week,
               visit.language, promise.share AS way, {need},
               fact.outcome = 'left' AS gone, ceil(fact.wait / 60.0) AS minutes
        FROM new JOIN evaluation_visitfact fact USING (number)
        JOIN floor_visit visit ON visit.id = new.number
        JOIN directory_office office ON office.id = fact.office_number
        JOIN booking_appointment promise ON promise.id = visit.appointment_id
    )
    """,
    "visit",
    """count(*), count(*) FILTER (WHERE gone), count(minutes), coalesce(sum(minutes), 0),
        count(*) FILTER (WHERE minutes <= 15), count(*) FILTER (WHERE minutes <= 30), 0, 0, 0, 0""",
)
"""Count these visits; their numbers, and since when one is young enough."""

BOOKINGS = _counted(
    """
    WITH new AS (
        INSERT INTO evaluation_accessmark (thing, number, date)
        SELECT 'booking', number, booked_on FROM evaluation_bookingfact
        WHERE number = ANY(%s) AND booked_on >= %s AND lead IS NOT NULL
        ON CONFLICT DO NOTHING RETURNING number
    ),
    seen AS (
        SELECT office.area_id AS area_number, date_trunc('week', fact.booked_on)::date AS week,
               promise.language, fact.share AS way, {need}, fact.lead
        FROM new JOIN evaluation_bookingfact fact USING (number)
        JOIN booking_appointment promise ON promise.id = new.number
        JOIN directory_office office ON office.id = fact.office_number
    )
    """,
    "promise",
    """0, 0, 0, 0, 0, 0, count(*), sum(lead), count(*) FILTER (WHERE lead <= 14400),
        count(*) FILTER (WHERE lead <= 20160)""",
)
"""Count these bookings, in the same way."""
