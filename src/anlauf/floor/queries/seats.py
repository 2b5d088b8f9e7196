"""Who is at which desk, and what they can do."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

from anlauf.core.refusal import Unknown
from anlauf.floor import snapshots
from anlauf.floor.models import DeskSession, DeskWork, Visit
from anlauf.floor.queries.rules import STAMP
from anlauf.floor.states import AT_A_DESK
from anlauf.floor.values import DeskNow, Seat
from anlauf.people.models import Person

_SKILLS = ArrayAgg("person__skills__key", filter=Q(person__skills__isnull=False), default=Value([]))


# As words of the statement and not as parameters, so that the index of just these states serves.
_AT_A_DESK = ", ".join(f"'{state}'" for state in AT_A_DESK)
_NOW = f"""
    SELECT EXISTS (SELECT FROM floor_deskwork WHERE desk_id = %s AND ended_at IS NULL),
           (SELECT id FROM floor_visit WHERE desk_id = %s AND state IN ({_AT_A_DESK})),
           ARRAY(SELECT skill.key FROM people_skill_held AS held
                 JOIN directory_skill AS skill ON skill.id = held.skill_id
                 WHERE held.person_id = %s),
           {STAMP}
"""  # noqa: S608 - the stamp is SQL of our own


def open_sessions(office: int) -> tuple[Seat, ...]:
    """Everybody logged on in this office, by desk, whether on a break or not."""
    rows = _open().filter(desk__office=office).order_by("desk__number")
    return tuple(snapshots.seat(row) for row in rows)


def seat_of(session: int) -> Seat:
    """The open session with this number; raises Unknown."""
    found = _open().filter(pk=session).first()
    if found is None:
        raise Unknown
    return snapshots.seat(found)


def skills_of(person: int) -> frozenset[str]:
    """What this person can do."""
    held = Person.skills.through.objects.filter(person_id=person)
    return frozenset(held.values_list("skill__key", flat=True))


def session_of(person: int) -> DeskSession | None:
    """Where this person is logged on, if anywhere."""
    rows = DeskSession.objects.filter(person=person, ended_at__isnull=True)
    return rows.select_related("desk__office").first()


def desk_now(session: DeskSession) -> DeskNow:
    """What a desk that calls must know, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW, [session.desk_id, session.desk_id, session.person_id])
        other_work, visit, skills, rules = cursor.fetchone()
    return DeskNow(other_work, visit, frozenset(skills), rules)


def visit_at_desk(desk: int) -> Visit | None:
    """Whoever is called to this desk or served there."""
    return Visit.objects.filter(desk=desk, state__in=AT_A_DESK).first()


def _open() -> QuerySet[DeskSession]:
    rows = DeskSession.objects.filter(ended_at__isnull=True).select_related("desk")
    other = DeskWork.objects.filter(desk=OuterRef("desk"), ended_at__isnull=True)
    return rows.annotate(
        skills=_SKILLS,
        work_kind=Subquery(other.values("kind")[:1]),
        work_since=Subquery(other.values("started_at")[:1]),
    )
