"""Each fact as one statement over the rows below: the same for one visit as for all of them.

`{only}` narrows it to some numbers. A fact is read from how its thing stands now, so reading it
twice, late or after a crash gives the same row (docs/adr/0180).
"""

from dataclasses import dataclass

from django.db.models import Model

from anlauf.evaluation.models import BookingFact, CaseFact, SupplyFact, VisitFact


@dataclass(frozen=True)
class Fact:
    """A kind of fact: the thing the journal names, where it is kept, how it is read."""

    thing: str
    model: type[Model]
    dates: tuple[str, ...]  # columns that say whose sums it is part of
    text: str

    @property
    def table(self) -> str:
        """Where its rows are."""
        return self.model._meta.db_table

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns, in the order in which `text` selects them."""
        return tuple(field.column for field in self.model._meta.concrete_fields)

    def reading(self, only: str = "") -> str:
        """The statement that reads all facts, or those of the condition."""
        return self.text.format(only=only)


_VISITS = """
    SELECT thing.id, thing.office_id,
           (SELECT item.service_id FROM floor_item item WHERE item.visit_id = thing.id
            ORDER BY item.id LIMIT 1),
           thing.date,
           EXTRACT(hour FROM coalesce(spent.came, thing.arrived_at)
                   AT TIME ZONE city.zone)::smallint,
           thing.due_at IS NOT NULL,
           CASE WHEN spent.called IS NOT NULL THEN greatest(0, EXTRACT(epoch FROM spent.called
               - greatest(coalesce(spent.came, thing.arrived_at), thing.due_at)))::int END,
           CASE WHEN spent.began IS NOT NULL THEN
               greatest(0, EXTRACT(epoch FROM spent.began - spent.called))::int END,
           EXTRACT(epoch FROM spent.work)::int,
           thing.state
    FROM floor_visit thing
    CROSS JOIN LATERAL (SELECT zone FROM directory_city LIMIT 1) city
    LEFT JOIN LATERAL (
        SELECT min(started_at) FILTER (WHERE kind = 'waiting') AS came,
               min(started_at) FILTER (WHERE kind = 'called') AS called,
               min(started_at) FILTER (WHERE kind = 'serving') AS began,
               sum(ended_at - started_at) FILTER (WHERE kind IN ('serving', 'back_office')) AS work
        FROM floor_period WHERE visit_id = thing.id
    ) spent ON true
    WHERE true {only}
"""

_BOOKINGS = """
    SELECT thing.id, day.office_id,
           (SELECT line.service_id FROM booking_appointmentservice line
            WHERE line.appointment_id = thing.id ORDER BY line.id LIMIT 1),
           thing.share, thing.channel,
           (thing.booked_at AT TIME ZONE city.zone)::date,
           day.date,
           CASE WHEN thing.moved_from_id IS NULL THEN
               greatest(0, EXTRACT(epoch FROM thing.starts_at - thing.booked_at) / 60)::int END,
           CASE WHEN thing.moved_from_id IS NULL AND thing.earliest_offered_at IS NOT NULL THEN
               greatest(0, EXTRACT(epoch FROM thing.starts_at - thing.earliest_offered_at) / 60
               )::int END,
           CASE WHEN thing.state = 'missed' AND NOT EXISTS (
               SELECT FROM floor_visit visit WHERE visit.appointment_id = thing.id
           ) THEN 'no_show' ELSE thing.state END,
           thing.state = 'cancelled' AND thing.ended_at > thing.starts_at - interval '1 day'
    FROM booking_appointment thing
    JOIN booking_officeday day ON day.id = thing.day_id
    CROSS JOIN LATERAL (SELECT zone FROM directory_city LIMIT 1) city
    WHERE thing.booked_at IS NOT NULL AND thing.share <> 'walk_in' {only}
"""

_SUPPLY = """
    SELECT thing.id, thing.office_id, thing.date,
           coalesce((SELECT sum((span->>1)::int - (span->>0)::int)
                     FROM jsonb_array_elements(thing.spans) span), 0) * 5,
           coalesce((SELECT sum(get_byte(thing.supply, tick))
                     FROM generate_series(0, length(thing.supply) - 1) tick), 0) * 5
    FROM booking_officeday thing
    WHERE true {only}
"""

_CASES = """
    SELECT thing.id, thing.office_id, thing.kind_id,
           (thing.received_at AT TIME ZONE city.zone)::date,
           (thing.closed_at AT TIME ZONE city.zone)::date,
           CASE WHEN thing.closed_at IS NOT NULL THEN greatest(0, EXTRACT(
               epoch FROM thing.closed_at - thing.received_at - coalesce(
               (SELECT sum(coalesce(stop.until, thing.closed_at) - stop.since)
                FROM cases_clockstop stop WHERE stop.case_id = thing.id), interval '0')
           ) / 3600)::int END,
           thing.state
    FROM cases_case thing
    CROSS JOIN LATERAL (SELECT zone FROM directory_city LIMIT 1) city
    WHERE true {only}
"""

FACTS = (
    Fact("floor.visit", VisitFact, ("date",), _VISITS),
    Fact("booking.appointment", BookingFact, ("booked_on", "date"), _BOOKINGS),
    Fact("booking.officeday", SupplyFact, ("date",), _SUPPLY),
    Fact("cases.case", CaseFact, (), _CASES),
)
