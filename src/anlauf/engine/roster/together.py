"""The rule between people: whoever learns has somebody beside them who can do it.

Like the rules of one contract it shares nothing with the solver.
"""

from collections import Counter
from collections.abc import Iterator

from anlauf.engine.roster.problem import Problem, Roster

RULE = "beside"

Alone = tuple[str, int, str]  # the person, the day, and a sentence


def alone(problem: Problem, roster: Roster) -> Iterator[Alone]:
    """Every duty that somebody has alone though nobody may."""
    if not problem.beside:
        return
    mentors = problem.mentors
    worked = [Counter(days[day] for days in roster.values()) for day in range(problem.days)]
    for person in problem.people:
        for day, duty in enumerate(roster[person.key]):
            others = mentors.get((day, duty)) if duty else None
            if others is not None and not any(worked[day][other] for other in others):
                yield person.key, day, f"{duty!r} with nobody beside who can do it"
