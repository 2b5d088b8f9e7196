"""For the works council: by which rules duties are given, and how they are spread over people.

Nobody is named, nobody's work is measured, and where few people work nothing is said.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlauf.engine.roster.law import HOUR, IN_FORCE, Law
from anlauf.engine.roster.period import Prices
from anlauf.people import queries as people
from anlauf.people.roles import Right
from anlauf.staffing import queries as staffing
from anlauf.staffing.queries.spread import FEWEST
from anlauf.web.common.guards import needs_somewhere
from anlauf.web.common.requests import Request

QUARTER = timedelta(weeks=13)


@dataclass(frozen=True)
class Rule:
    """A rule in force: what it says, and where that stands."""

    says: str
    source: str


@require_safe
@needs_somewhere(Right.SEE_RULES)
def council(request: Request) -> HttpResponse:
    """Rules, aims, and the spread of early, late and Saturday duties over a quarter."""
    today = staffing.today(request.at)
    ahead = "ahead" in request.GET
    first = today if ahead else today - QUARTER + timedelta(days=1)
    last = today + QUARTER if ahead else today
    offices = people.workplaces(request.access.offices(Right.SEE_RULES))
    everywhere, by_office = staffing.spread_by_office(offices, first, last)
    page = {
        "rules": list(_rules(IN_FORCE)),
        "aims": list(_aims(Prices())),
        "everywhere": everywhere,
        "offices": by_office,
        "fewest": FEWEST,
        "first": first,
        "last": last,
        "ahead": ahead,
    }
    return render(request, "planning/council.html", page)


def _rules(law: Law) -> list[Rule]:
    """The figures by which every plan is made and judged."""
    pauses = {after // HOUR: least for after, least in law.break_after}
    (short, break_short), (long, break_long) = sorted(pauses.items())
    hours = law.full_week_minutes // HOUR
    agreed = _("Agreement of the house")
    return [
        Rule(_("At most %s hours of work a day") % (law.most_minutes_a_day // HOUR), "§ 3 ArbZG"),
        Rule(
            _("%(least)s minutes of break beyond %(short)s hours, %(more)s beyond %(long)s")
            % {"least": break_short, "short": short, "more": break_long, "long": long},
            "§ 4 ArbZG",
        ),
        Rule(_("At least %s hours between two duties") % (law.rest_minutes // HOUR), "§ 5 ArbZG"),
        Rule(_("Sundays and holidays are free"), "§§ 9, 11 ArbZG"),
        Rule(_("At most %s working days in a row") % law.longest_run, "§§ 3, 9 ArbZG"),
        Rule(_("A full week has %s hours; leave counts as worked") % hours, "§ 6 TVöD, § 11 BUrlG"),
        Rule(
            _("A plan may give up to %s hours more or fewer than owed")
            % (law.corridor_minutes // HOUR),
            agreed,
        ),
        Rule(
            _("At most %s Saturdays in four weeks, for those who are willing")
            % law.most_saturdays_in_four_weeks,
            agreed,
        ),
        Rule(
            _("Who can do nothing alone yet is at the counter only beside somebody who can"), agreed
        ),
        Rule(_("Of illness no reason is asked and none is kept"), _("Art. 9 GDPR, § 26 BDSG")),
        Rule(_("No figure is kept of how anybody works"), "HmbPersVG"),
    ]


def _aims(prices: Prices) -> list[tuple[str, int]]:
    """What the search weighs where no rule decides, in points; more points weigh more."""
    return [
        (_("Fewer people than must be there while an office is open"), prices.beyond_least),
        (
            _("A duty beyond a fair share of early, late and Saturday duties"),
            prices.unfair,
        ),
        (_("Half an hour with a clerk missing"), prices.missing),
        (_("A day on which a beginner could learn and does not"), prices.lesson),
        (_("A wish for a day that is not met"), prices.wish),
        (_("Half an hour with a clerk too many"), prices.too_many),
    ]
