"""What stands against a plan, and who learns in it, as a planner reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlauf.core.text import say
from anlauf.engine.roster import Violation
from anlauf.staffing import queries as staffing
from anlauf.staffing import rules_said
from anlauf.staffing.queries import Roster
from anlauf.web.templatetags.anlauf import short_date


@dataclass(frozen=True)
class PairSaid:
    """Somebody who learns something, and how often beside whom."""

    name: str
    number: str
    office: str
    skill: str
    days: int
    together: int
    mentors: str
    begins: bool
    never: bool


def broken(row: Roster, violations: Sequence[Violation]) -> list[str]:
    """Each rule broken with whose it is and on which day, as far as there is one."""
    names = staffing.names_of_staff(one.person for one in violations)
    return [_said(row, one, names.get(one.person, one.person)) for one in violations]


def pairs(row: Roster) -> list[PairSaid]:
    """Everybody who learns something, those who learn least first."""
    language = get_language() or "de"
    return [
        PairSaid(
            name=one.person.name,
            number=one.person.number,
            office=one.person.home.key,
            skill=say(one.skill, language),
            days=one.days,
            together=one.together,
            mentors=", ".join(one.mentors),
            begins=one.begins,
            never=one.never,
        )
        for one in staffing.pairs(row)
    ]


def _said(row: Roster, one: Violation, name: str) -> str:
    if one.day is None:
        return rules_said.said(one, name)
    on = short_date(row.first + timedelta(days=one.day))
    return rules_said.said(one, _("%(name)s, %(day)s") % {"name": name, "day": on})
