"""Desks that call some people first, because a team lead wants it so."""

from anlauf.floor.models import DeskSession
from anlauf.floor.outlooks import Moved
from anlauf.floor.queries.attendance import skill_names


def moved_desks(office: int) -> tuple[Moved, ...]:
    """All of an office's, by number."""
    rows = DeskSession.objects.filter(desk__office=office, ended_at__isnull=True)
    found = list(
        rows.exclude(moved_to="")
        .order_by("desk__number")
        .values_list("desk__name", "desk__number", "moved_to")
    )
    names = skill_names({skill for _desk, _number, skill in found}) if found else {}
    return tuple(
        Moved(desk, number, skill, names.get(skill, {"de": skill})) for desk, number, skill in found
    )
