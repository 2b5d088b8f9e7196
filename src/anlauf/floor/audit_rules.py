"""What must be true of every stored day of the floor, each with the statement that finds breaches.

Every statement answers with office, date and whom or what it is about.
"""

# ruff: noqa: S608 - every word in these statements is from our own states
from dataclasses import dataclass

from anlauf.booking.states import AppointmentState
from anlauf.floor.states import AT_WORK_ON_IT, HOLDS_A_PLACE, OVER, PeriodKind, TicketState


@dataclass(frozen=True)
class Rule:
    """A sentence with a place for whom it is about, and the statement that finds them."""

    sentence: str
    statement: str


def _quoted(*words: str) -> str:
    return ", ".join(f"'{word}'" for word in words)


_THERE, _OVER, _WORK = _quoted(*HOLDS_A_PLACE), _quoted(*OVER), _quoted(*AT_WORK_ON_IT)
_AT_DESK = _quoted(PeriodKind.CALLED, *AT_WORK_ON_IT)

_VISIT = "SELECT o.key, v.date, 'Number ' || lpad(v.number::text, 3, '0') FROM floor_visit v"
_OF_OFFICE = "JOIN directory_office o ON o.id = v.office_id"
_DESK = "SELECT o.key, {on}::date, 'Desk ' || d.number FROM"
_OF_DESK = (
    "JOIN directory_desk d ON d.id = {row}.desk_id JOIN directory_office o ON o.id = d.office_id"
)

# A visit that was taken back was over in between: so often its time may have a hole.
_TIMES = """
    WITH told AS (
        SELECT visit_id, started_at, ended_at,
               lag(ended_at) OVER line AS before, row_number() OVER line AS turn,
               count(*) OVER line AS turns
        FROM floor_period WINDOW line AS (PARTITION BY visit_id ORDER BY started_at, id)
    )
"""
_HOLES = f"""
    {_TIMES}, holes AS (
        SELECT visit_id, count(*) AS number FROM told
        WHERE before < started_at GROUP BY visit_id
    )
    {_VISIT} {_OF_OFFICE} JOIN holes ON holes.visit_id = v.id
    WHERE holes.number > (
        SELECT count(*) FROM core_journalentry j
        WHERE j.thing = 'floor.visit' AND j.thing_number = v.id AND j.verb = 'floor.taken_back'
    )
"""

# Serving, the back office for a visit and other work share one clerk.
_TWO_AT_ONCE = f"""
    WITH work AS (
        SELECT desk_id, started_at, ended_at FROM floor_period WHERE kind IN ({_WORK})
        UNION ALL SELECT desk_id, started_at, ended_at FROM floor_deskwork
    ), told AS (
        SELECT desk_id, started_at, coalesce(ended_at, 'infinity') AS ended, max(
            coalesce(ended_at, 'infinity')
        ) OVER (
            PARTITION BY desk_id ORDER BY started_at, ended_at
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS before FROM work
    )
    {_DESK.format(on="told.started_at")} told {_OF_DESK.format(row="told")}
    WHERE told.before - %(moment)s > told.started_at AND told.ended - %(moment)s > told.started_at
"""

_STANDS = {
    **dict.fromkeys(HOLDS_A_PLACE, AppointmentState.ARRIVED),
    TicketState.FINISHED: AppointmentState.SERVED,
    TicketState.MISSED: AppointmentState.MISSED,
    TicketState.LEFT: AppointmentState.LEFT,
}
_PAIRS = ", ".join(f"({_quoted(visit, promise)})" for visit, promise in _STANDS.items())

RULES: tuple[Rule, ...] = (
    Rule(
        "{about} is for nothing.",
        f"{_VISIT} {_OF_OFFICE} WHERE NOT EXISTS"
        " (SELECT 1 FROM floor_item i WHERE i.visit_id = v.id)",
    ),
    Rule(
        "{about} is worked on for something it did not come for.",
        f"{_VISIT} {_OF_OFFICE} WHERE EXISTS (SELECT 1 FROM floor_period p JOIN floor_item i"
        " ON i.id = p.item_id WHERE p.visit_id = v.id AND i.visit_id <> v.id)",
    ),
    Rule(
        "{about} is at a desk without a desk, or worked on without a service.",
        f"{_VISIT} {_OF_OFFICE} WHERE EXISTS (SELECT 1 FROM floor_period p WHERE p.visit_id = v.id"
        f" AND (p.kind IN ({_AT_DESK}) AND p.desk_id IS NULL"
        f" OR p.kind IN ({_WORK}) AND p.item_id IS NULL))",
    ),
    Rule(
        "{about} has no time that begins when it came.",
        f"{_VISIT} {_OF_OFFICE} WHERE v.arrived_at IS DISTINCT FROM"
        " (SELECT min(started_at) FROM floor_period p WHERE p.visit_id = v.id)",
    ),
    Rule(
        "{about} spends the same time twice.",
        f"{_TIMES} {_VISIT} {_OF_OFFICE} WHERE EXISTS (SELECT 1 FROM told WHERE"
        " told.visit_id = v.id AND turn > 1 AND (before IS NULL OR before > started_at))",
    ),
    Rule("{about} has a hole in its time.", _HOLES),
    Rule(
        "{about} is over and its time still runs.",
        f"{_VISIT} {_OF_OFFICE} WHERE v.state IN ({_OVER}) AND EXISTS"
        " (SELECT 1 FROM floor_period p WHERE p.visit_id = v.id AND p.ended_at IS NULL)",
    ),
    Rule(
        "{about} ended at another moment than its time.",
        f"{_VISIT} {_OF_OFFICE} WHERE v.state IN ({_OVER}) AND v.since <>"
        " (SELECT max(ended_at) FROM floor_period p WHERE p.visit_id = v.id)",
    ),
    Rule(
        "{about} stands elsewhere than its time says.",
        f"{_VISIT} {_OF_OFFICE} WHERE v.state IN ({_THERE}) AND NOT EXISTS"
        " (SELECT 1 FROM floor_period p WHERE p.visit_id = v.id AND p.ended_at IS NULL"
        " AND p.desk_id IS NOT DISTINCT FROM v.desk_id AND (p.kind = v.state"
        f" OR v.state = '{TicketState.SERVING}' AND p.kind IN ({_WORK})))",
    ),
    Rule(
        "{about} stands elsewhere than its appointment.",
        f"{_VISIT} {_OF_OFFICE} JOIN booking_appointment a ON a.id = v.appointment_id"
        f" WHERE (v.state, a.state) NOT IN ({_PAIRS})",
    ),
    Rule(
        "{about} has a number nobody gave out.",
        f"{_VISIT} {_OF_OFFICE} LEFT JOIN floor_roll r ON r.place_id = v.place_id"
        " AND r.date = v.date WHERE v.number > coalesce(r.last, 0)",
    ),
    Rule("{about} does two things at once.", _TWO_AT_ONCE),
    Rule(
        "{about} does other work and nobody sits there.",
        f"{_DESK.format(on='w.started_at')} floor_deskwork w {_OF_DESK.format(row='w')}"
        " WHERE w.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM floor_desksession s"
        " WHERE s.desk_id = w.desk_id AND s.ended_at IS NULL)",
    ),
    Rule(
        "{about} still calls for help from an earlier day.",
        f"{_DESK.format(on='h.called_at')} floor_helpcall h {_OF_DESK.format(row='h')}"
        " WHERE h.ended_at IS NULL AND h.called_at < %(long_ago)s",
    ),
    Rule(
        "{about} was helped before it called, or after it was over.",
        f"{_DESK.format(on='h.called_at')} floor_helpcall h {_OF_DESK.format(row='h')}"
        " WHERE h.answered_at < h.called_at OR h.ended_at < h.called_at"
        " OR h.answered_at > h.ended_at",
    ),
)
