"""Sums of parts of a day or week, each as one statement: by hour, and by service.

A part is told if at least five people stand behind it, and if what stays untold of the same office
and time is more than one part and five people or more: whoever subtracts finds no smaller group
(`engine.figures.withheld` says the same of a table in memory; docs/adr/0194). Minutes are kept only
where five people or more had any.
"""

from dataclasses import dataclass

from anlauf.engine.figures import MINIMUM

_TOLD = """
    {count} >= {minimum} AND (min({count}) OVER {name} >= {minimum} OR (
        row_number() OVER {name}_in_order > 2 AND sum({count}) OVER {name}_before >= {minimum}))
"""
_WINDOWS = """
    {name} AS (PARTITION BY {of}),
    {name}_in_order AS (PARTITION BY {of} ORDER BY {count}, {part}),
    {name}_before AS (PARTITION BY {of} ORDER BY {count}, {part}
                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
"""
_COUNTED = "string_agg(int2send({value}) || int2send(number::int2), ''::bytea ORDER BY {value})"
_MINUTES = "least(1439, ceil({seconds} / 60.0))::int2"

_HOURS = """
    WITH cell AS ({cells}),
    came AS (
        SELECT office_number, date, hour, count(*) AS visits
        FROM evaluation_visitfact JOIN cell USING (office_number, date) GROUP BY 1, 2, 3
    ),
    waited AS (
        SELECT office_number, date, hour, {counted} AS waits
        FROM (SELECT office_number, date, hour, count(*) AS number, {minute} AS minute
              FROM evaluation_visitfact JOIN cell USING (office_number, date)
              WHERE wait IS NOT NULL GROUP BY 1, 2, 3, 5) one
        GROUP BY 1, 2, 3 HAVING sum(number) >= {minimum}
    )
    INSERT INTO evaluation_hourfigures (office_number, date, hour, visits, told, waits)
    SELECT office_number, date, hour, visits, {told}, coalesce(waits, '')
    FROM came LEFT JOIN waited USING (office_number, date, hour)
    WINDOW {windows}
"""

_MINUTES_OF_A_SERVICE = """
    SELECT office_number, week, service, {counted} AS {name}
    FROM (SELECT office_number, week, service, count(*) AS number, {minute} AS minute
          FROM visited WHERE {column} IS NOT NULL GROUP BY 1, 2, 3, 5) one
    GROUP BY 1, 2, 3 HAVING sum(number) >= {minimum}
"""

_SERVICES = """
    WITH cell AS (SELECT DISTINCT office_number, date_trunc('week', date)::date AS week
                  FROM ({cells}) touched),
    visited AS (
        SELECT cell.office_number, week, coalesce(service_number, 0) AS service, wait, served
        FROM cell JOIN evaluation_visitfact fact ON fact.office_number = cell.office_number
             AND fact.date BETWEEN cell.week AND cell.week + 6
    ),
    came AS (SELECT office_number, week, service, count(*) AS visits FROM visited GROUP BY 1, 2, 3),
    waited AS ({waited}),
    worked AS ({worked}),
    booked AS (
        SELECT cell.office_number, week, coalesce(service_number, 0) AS service,
               count(*) AS bookings, sum(lead) AS minutes,
               count(*) FILTER (WHERE share = 'online') AS online,
               count(*) FILTER (WHERE share = 'online'
                                AND outcome IN ('arrived', 'served', 'left', 'missed')) AS came,
               count(*) FILTER (WHERE share = 'online' AND outcome = 'no_show') AS absent,
               count(*) FILTER (WHERE share = 'online'
                                AND outcome IN ('cancelled', 'moved')) AS gone
        FROM cell JOIN evaluation_bookingfact fact ON fact.office_number = cell.office_number
             AND fact.booked_on BETWEEN cell.week AND cell.week + 6
        WHERE lead IS NOT NULL GROUP BY 1, 2, 3
    ),
    summed AS (
        SELECT office_number, week, service, coalesce(visits, 0) AS visits,
               coalesce(bookings, 0) AS bookings, coalesce(minutes, 0) AS minutes,
               coalesce(online, 0) AS online, coalesce(booked.came, 0) AS came,
               coalesce(absent, 0) AS absent,
               coalesce(gone, 0) AS gone
        FROM came FULL JOIN booked USING (office_number, week, service)
    )
    INSERT INTO evaluation_servicefigures
        (office_number, week, service_number, visits, told, waits, served,
         bookings, bookings_told, lead_minutes, online, came, absent, gone)
    SELECT office_number, week, service, visits, {told}, coalesce(waits, ''),
           coalesce(served, ''), bookings, {bookings_told}, minutes, online, came, absent, gone
    FROM summed
    LEFT JOIN waited USING (office_number, week, service)
    LEFT JOIN worked USING (office_number, week, service)
    WINDOW {windows}
"""


@dataclass(frozen=True)
class Parts:
    """One kind of parts: where its rows are, which of them a date belongs to, how they are made."""

    table: str
    column: str
    key: str  # of a date
    text: str

    def made(self, cells: str) -> str:
        """The statement that adds up those of these offices and dates."""
        return self.text.format(cells=cells)

    def removed(self) -> str:
        """The statement that takes away those of some offices and dates."""
        return (
            f"DELETE FROM {self.table} WHERE (office_number, {self.column}) IN"  # noqa: S608
            f" (SELECT office, {self.key} FROM unnest(%s::bigint[], %s::date[]) AS o (office, day))"
        )


def _counted(seconds: str) -> dict[str, str]:
    return {
        "counted": _COUNTED.format(value="minute"),
        "minute": _MINUTES.format(seconds=seconds),
        "column": seconds,
        "minimum": str(MINIMUM),
    }


def _told(count: str, name: str, of: str, part: str) -> tuple[str, str]:
    said = {"count": count, "name": name, "of": of, "part": part, "minimum": str(MINIMUM)}
    return _TOLD.format(**said), _WINDOWS.format(**said)


def _hours() -> str:
    told, windows = _told("visits", "day", "office_number, date", "hour")
    return _HOURS.format(cells="{cells}", told=told, windows=windows, **_counted("wait"))


def _services() -> str:
    of = "office_number, week"
    # A part of nobody is no part of the table that could be subtracted.
    told, first = _told("visits", "people", f"{of}, visits > 0", "service")
    bookings_told, second = _told("bookings", "promises", f"{of}, bookings > 0", "service")
    return _SERVICES.format(
        cells="{cells}",
        waited=_MINUTES_OF_A_SERVICE.format(name="waits", **_counted("wait")),
        worked=_MINUTES_OF_A_SERVICE.format(name="served", **_counted("served")),
        told=told,
        bookings_told=bookings_told,
        windows=f"{first}, {second}",
    )


HOURS = Parts("evaluation_hourfigures", "date", "day", _hours())
SERVICES = Parts("evaluation_servicefigures", "week", "date_trunc('week', day)::date", _services())
PARTS = (HOURS, SERVICES)
