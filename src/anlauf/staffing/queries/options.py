"""What somebody could do instead on one day of a roster, at what price, against which rules."""

from dataclasses import dataclass
from datetime import date

from anlauf.core.refusal import Unknown
from anlauf.directory.models import Office
from anlauf.engine.roster import Days, Roster, Verdict, Violation
from anlauf.engine.roster.period import Post, post_of, problem
from anlauf.engine.roster.together import RULE
from anlauf.staffing import models
from anlauf.staffing.models import Employee
from anlauf.staffing.queries.periods import judged, period_around, plan_of


@dataclass(frozen=True)
class Option:
    """One way to spend the day: what it costs more than now, and which rules it would break."""

    post: Post | None
    price: int
    violations: tuple[Violation, ...]
    chosen: bool

    @property
    def value(self) -> str:
        """How a form says it."""
        return f"{self.post.office}/{self.post.shift}" if self.post else ""


def options(row: models.Roster, person: Employee, office: Office, on: date) -> list[Option]:
    """Being free, and every duty at this office that somebody with these skills could have."""
    asked = period_around(row, office.pk, on)
    plan = plan_of(row, asked)
    if person.number not in plan or not row.first <= on <= row.last:
        raise Unknown
    whole = problem(asked)
    day = (on - row.first).days
    known = next(one for one in whole.people if one.key == person.number)
    now = plan[person.number][day]
    open_here = [
        key
        for key in known.most
        if post_of(key).office == office.pk and day in (whole.by_key[key].days or ())
    ]
    keys = [None, *([now] if now and now not in open_here else []), *open_here]
    before = judged(whole, plan)
    found = []
    for key in keys:
        verdict = judged(whole, _with(plan, person.number, day, key))
        mine = tuple(one for one in verdict.violations if _meant(one, person.number, day, before))
        post = post_of(key) if key else None
        found.append(Option(post, verdict.cost - before.cost, mine, key == now))
    return found


def _meant(one: Violation, person: str, day: int, before: Verdict) -> bool:
    """Tell whether a rule broken is about this person, or is broken for somebody else by this.

    Who is there on other days is not known here, so nobody is called alone on them.
    """
    if one.rule == RULE and one.day != day:
        return False
    return one.person == person or one not in before.violations


def price_of(
    row: models.Roster, person: Employee, office: Office, on: date, post: tuple[int, str] | None
) -> int:
    """What another duty on a day costs more than the present one."""
    value = f"{post[0]}/{post[1]}" if post else ""
    priced = {one.value: one.price for one in options(row, person, office, on)}
    return priced.get(value, 0)


def _with(plan: Roster, person: str, day: int, key: str | None) -> dict[str, Days]:
    days = plan[person]
    return {**plan, person: (*days[:day], key, *days[day + 1 :])}
