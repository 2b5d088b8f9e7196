"""Where the search for a team begins, and what no team can do without."""

from dataclasses import replace

import numpy as np

from anlauf.engine.simulate.checks import MOST_CLERKS
from anlauf.engine.staffing.load import covers
from anlauf.engine.staffing.office import Office, Span
from anlauf.engine.staffing.pool import Group, groups_of, surplus
from anlauf.engine.staffing.programme import Numbers, Programme
from anlauf.engine.staffing.search import Search


def able_to_all(office: Office) -> Office | None:
    """The office with those alone who can do everything, if there are always enough of them."""
    wide = [one for one in office.profiles if one.skills == set(office.skills)]
    if len(wide) == len(office.profiles) or not any(one.most == MOST_CLERKS for one in wide):
        return None
    profiles = (one if one in wide else replace(one, most=0) for one in office.profiles)
    return replace(office, profiles=tuple(profiles))


def rule_of_thumb(office: Office) -> Programme:
    """Every group of skills has what Erlang's formula says at its modified offered load."""
    programme, groups = Programme(office), groups_of(office)
    thumb = covers(office, groups)
    for number, group in enumerate(groups):
        for slot in range(office.slots):
            programme.at_least(_able(office, group, slot), float(thumb[number, slot]))
    return programme


def necessary(search: Search) -> Programme:
    """Every group of skills has what it would need with clerks who can do all of it."""
    office, groups = search.office, groups_of(search.office)
    programme, most = Programme(office), int(covers(office, groups).max())
    found = surplus(search.sample, groups, most)
    for number, group in enumerate(groups):
        if office.demands[group[0]].promise.span is Span.DAY:
            able = [_able(office, group, slot) for slot in range(office.slots)]
            programme.over_day(able, found[number])
            continue
        for slot in range(office.slots):
            least = _needed(found[number, slot])
            programme.at_least(_able(office, group, slot), float(least))
    return programme


def _needed(surpluses: Numbers) -> int:
    """The first number of clerks with whom as many are called in time as promised."""
    enough = np.flatnonzero(surpluses >= 0)
    return int(enough[0]) if len(enough) else len(surpluses)


def _able(office: Office, group: Group, slot: int) -> Numbers:
    """A 1 for each profile that can do any skill of the group."""
    marks = np.zeros((len(office.profiles), office.slots))
    wanted = {office.skills[skill] for skill in group}
    for number, profile in enumerate(office.profiles):
        marks[number, slot] = float(bool(profile.skills & wanted))
    return marks
