"""Small staffed days and wishes, and the check that such a day can really be worked."""

from hypothesis import strategies as st

from anlauf.engine.capacity import Clerk, Need, Page, Promise, level, staffed
from anlauf.engine.grid import TICKS, Span

MORNING = range(96, 120)  # 08:00–10:00: a short day meets its limits sooner
SKILLS = ("ids", "cars", "permits")

skill_sets = st.frozensets(st.sampled_from(SKILLS), min_size=1)
presences = st.sampled_from(
    [
        (Span(96, 120),),
        (Span(96, 110),),
        (Span(104, 120),),
        (Span(96, 104), Span(108, 120)),  # with a break
    ]
)
clerks = st.builds(Clerk, skill_sets, presences)
pages = st.builds(
    lambda people, desks: staffed(people, level([Span(90, 126)], desks)),
    st.lists(clerks, max_size=6),
    st.integers(0, 6),
)
needs = st.builds(Need, st.frozensets(st.sampled_from(SKILLS), max_size=2), st.integers(1, 6))
starts = st.integers(MORNING.start - 2, MORNING.stop + 2)
wishes = st.lists(st.tuples(needs, starts), max_size=40)


def day(*people: tuple[str, int, int], desks: int = 9) -> Page:
    """A page of clerks written as ("ids cars", first tick, last tick)."""
    staff = (Clerk(frozenset(skills.split()), (Span(a, b),)) for skills, a, b in people)
    return staffed(staff, level([Span(0, TICKS)], desks))


def need(skills: str, ticks: int) -> Need:
    return Need(frozenset(skills.split()), ticks)


def filled(page: Page, wanted: list[tuple[Need, int]]) -> tuple[Page, list[Promise]]:
    """Promise one wish after the other as booking does, as far as they fit."""
    promises = []
    for key, (wish, start) in enumerate(wanted):
        lane = page.lane(wish, start)
        if lane is not None:
            page = page.taken(lane, start, wish.ticks)
            promises.append(Promise(key, wish, start, lane))
    return page, promises


def can_be_worked(page: Page, promises: list[Promise]) -> bool:
    """Hand every visit to one clerk by name, who stays with it to the end and does nothing else.

    Clerks of a group are numbered; a visit goes to the first one who is free at its start.
    """
    busy_until: dict[tuple[int, int], int] = {}
    for promise in sorted(promises, key=lambda p: p.start):
        assert promise.group is not None
        group = page.groups[promise.group]
        if not promise.need.skills <= group.skills:
            return False
        present = min(group.supply[promise.start : promise.end])
        free = [n for n in range(present) if busy_until.get((promise.group, n), 0) <= promise.start]
        if not free:
            return False
        busy_until[promise.group, free[0]] = promise.end
    desks_in_use = (
        sum(p.start <= tick < p.end for p in promises) <= page.desks[tick] for tick in range(TICKS)
    )
    return all(desks_in_use)
