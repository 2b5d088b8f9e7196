"""The sums of a day as one statement over the facts: the same for one office-day as for all."""

EVERY_CELL = """
    SELECT office_number, date FROM evaluation_visitfact
    UNION SELECT office_number, booked_on FROM evaluation_bookingfact
    UNION SELECT office_number, date FROM evaluation_bookingfact
    UNION SELECT office_number, date FROM evaluation_supplyfact
    UNION SELECT office_number, date FROM evaluation_offersample WHERE office_number IS NOT NULL
"""
THESE_OFFICE_DAYS = "SELECT * FROM unnest(%s::bigint[], %s::date[]) AS cell (office_number, date)"

_COUNTED = "string_agg(int2send({value}) || int2send(number::int2), ''::bytea ORDER BY {value})"

_SUMS = """
    WITH cell AS ({cells}),
    wait AS (
        SELECT office_number, date, {minutes} FILTER (WHERE appointed) AS appointed,
               {minutes} FILTER (WHERE NOT appointed) AS walk_in
        FROM (SELECT office_number, date, appointed, count(*) AS number,
                     least(1439, ceil(wait / 60.0))::int2 AS minute
              FROM evaluation_visitfact JOIN cell USING (office_number, date)
              WHERE wait IS NOT NULL GROUP BY 1, 2, 3, 5) counted
        GROUP BY 1, 2
    ),
    visit AS (
        SELECT office_number, date, count(*) AS visits,
               count(*) FILTER (WHERE outcome = 'left') AS gone,
               coalesce(sum(served), 0) / 60 AS served
        FROM evaluation_visitfact JOIN cell USING (office_number, date) GROUP BY 1, 2
    ),
    booked AS (
        SELECT fact.office_number, cell.date, count(lead) AS leads,
               coalesce(sum(lead), 0) AS minutes
        FROM evaluation_bookingfact fact
        JOIN cell ON cell.office_number = fact.office_number AND cell.date = fact.booked_on
        GROUP BY 1, 2
    ),
    due AS (
        SELECT office_number, date, count(*) AS due,
               count(*) FILTER (WHERE outcome = 'no_show') AS no_shows
        FROM evaluation_bookingfact JOIN cell USING (office_number, date)
        WHERE outcome IN ('arrived', 'served', 'left', 'missed', 'no_show') GROUP BY 1, 2
    ),
    offer AS (
        SELECT office_number, date, {days} FILTER (WHERE day IS NOT NULL) AS days,
               coalesce(sum(number) FILTER (WHERE day IS NULL), 0) AS nothing
        FROM (SELECT office_number, date, count(*) AS number,
                     least(999, ceil(minutes / 1440.0))::int2 AS day
              FROM evaluation_offersample JOIN cell USING (office_number, date)
              GROUP BY 1, 2, 4) counted
        GROUP BY 1, 2
    )
    INSERT INTO evaluation_dayfigures
        (area_number, office_number, date, waits_appointed, waits_walk_in, visits, "left",
         served_minutes, leads, lead_minutes, due, no_shows, next_free, nothing_free,
         open_minutes, clerk_minutes)
    SELECT office.area_id, cell.office_number, cell.date, coalesce(wait.appointed, ''),
           coalesce(wait.walk_in, ''), coalesce(visits, 0), coalesce(gone, 0),
           coalesce(visit.served, 0), coalesce(leads, 0), coalesce(booked.minutes, 0),
           coalesce(due.due, 0), coalesce(due.no_shows, 0), coalesce(offer.days, ''),
           coalesce(offer.nothing, 0), coalesce(supply.open, 0), coalesce(supply.clerks, 0)
    FROM cell
    JOIN directory_office office ON office.id = cell.office_number
    LEFT JOIN wait USING (office_number, date)
    LEFT JOIN visit USING (office_number, date)
    LEFT JOIN booked USING (office_number, date)
    LEFT JOIN due USING (office_number, date)
    LEFT JOIN offer USING (office_number, date)
    LEFT JOIN evaluation_supplyfact supply USING (office_number, date)
    WHERE coalesce(visits, leads, due.due, offer.nothing, supply.number) IS NOT NULL
"""

_ANYWHERE = """
    INSERT INTO evaluation_dayfigures
        (area_number, office_number, date, waits_appointed, waits_walk_in, visits, "left",
         served_minutes, leads, lead_minutes, due, no_shows, next_free, nothing_free,
         open_minutes, clerk_minutes)
    SELECT area_number, NULL, date, '', '', 0, 0, 0, 0, 0, 0, 0,
           coalesce({days} FILTER (WHERE day IS NOT NULL), ''),
           coalesce(sum(number) FILTER (WHERE day IS NULL), 0), 0, 0
    FROM (SELECT area_number, date, count(*) AS number,
                 least(999, ceil(minutes / 1440.0))::int2 AS day
          FROM evaluation_offersample WHERE office_number IS NULL {only}
          GROUP BY 1, 2, 4) counted
    GROUP BY 1, 3
"""

_MINUTES, _DAYS = _COUNTED.format(value="minute"), _COUNTED.format(value="day")

ALL_CELLS = _SUMS.format(cells=EVERY_CELL, minutes=_MINUTES, days=_DAYS)
THESE_CELLS = _SUMS.format(cells=THESE_OFFICE_DAYS, minutes=_MINUTES, days=_DAYS)
ALL_ANYWHERE = _ANYWHERE.format(only="", days=_DAYS)
ANYWHERE_ON = _ANYWHERE.format(only="AND date = %s", days=_DAYS)
