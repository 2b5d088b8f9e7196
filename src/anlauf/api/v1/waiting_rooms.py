"""How long people wait in the offices now."""

from django.http import HttpRequest
from ninja import Router

from anlauf.api import named
from anlauf.api.doors import open_to_all
from anlauf.api.problems import Problem
from anlauf.api.schemas import Key, WaitOut, WaitsOut
from anlauf.core import clock
from anlauf.directory import queries as directory
from anlauf.directory.queries import Office
from anlauf.engine.waits import WaitRange
from anlauf.floor import queries as floor

router = Router(tags=["waits"])


@router.get("/offices/{office}/waits", response={200: WaitsOut, 404: Problem})
@open_to_all
def waits(request: HttpRequest, office: Key) -> WaitsOut:
    """How long somebody who comes in now would wait, by service, and as of when."""
    found = _office(office)
    known = floor.office_waits(found.pk, at=clock.now())
    by_skill: dict[str, list[str]] = {}
    for service in directory.services_at(found).select_related("skill"):
        if service.walk_in and service.skill.key in known.by_skill:
            by_skill.setdefault(service.skill.key, []).append(service.key)
    return WaitsOut(
        office=found.key,
        as_of=known.as_of,
        moved_at=known.moved_at,
        stale=known.stale,
        waiting=known.waiting,
        waits=[_wait_out(services, known.by_skill[skill]) for skill, services in by_skill.items()],
    )


def _wait_out(services: list[str], wait: WaitRange | None) -> WaitOut:
    if wait is None:
        return WaitOut(services=services, low=None, high=None)
    return WaitOut(services=services, low=wait.low, high=wait.high)


def _office(key: str) -> Office:
    found = directory.offices().filter(key=key).first()
    if found is None:
        raise named.UnknownOffice(key=key)
    return found
