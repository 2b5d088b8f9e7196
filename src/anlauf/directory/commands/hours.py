"""Opening hours are written down; who was promised a time is the business of who calls this."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Invalid
from anlauf.directory.models import Office, OpeningException, OpeningRule
from anlauf.directory.queries.schedules import schedule_of
from anlauf.directory.schedule import OtherDay, Schedule, written
from anlauf.engine.grid import Span
from anlauf.engine.opening import OpeningRule as Rule
from anlauf.engine.opening import Problem, problems


class WrongHours(Invalid):
    """Hours that nobody can have meant."""

    code = "wrong_hours"
    sentence = _("These opening hours contradict themselves: %(problem)s")


@transaction.atomic
def set_schedule(office: Office, wanted: Schedule, *, by: Actor, at: datetime) -> bool:
    """Make the office keep exactly these hours; tell whether anything changed."""
    before = schedule_of(office.pk)
    if written(wanted) == written(before):
        return False
    _check(before, wanted)

    _replace_rules(office, before, wanted)
    _replace_days(office, before, wanted)
    journal.record("directory.hours_changed", office, by=by, at=at, office=office.pk)
    return True


def _check(before: Schedule, wanted: Schedule) -> None:
    """Refuse a new mistake; one that stands already is no reason to keep it from being mended."""
    standing = {(problem.code, problem.sentence) for problem in _problems(before)}
    for problem in _problems(wanted):
        if (problem.code, problem.sentence) not in standing:
            raise WrongHours(problem=problem.sentence)


def _problems(schedule: Schedule) -> list[Problem]:
    said = [day.said("de") for day in schedule.other_days]
    return problems(schedule.rules, said)


def _replace_rules(office: Office, before: Schedule, wanted: Schedule) -> None:
    if wanted.rules == before.rules:
        return
    OpeningRule.objects.filter(office=office).delete()
    OpeningRule.objects.bulk_create(_rule(office, rule) for rule in wanted.rules)


def _replace_days(office: Office, before: Schedule, wanted: Schedule) -> None:
    if wanted.other_days == before.other_days:
        return
    OpeningException.objects.filter(office=office).delete()
    OpeningException.objects.bulk_create(_other_day(office, day) for day in wanted.other_days)


def _rule(office: Office, rule: Rule) -> OpeningRule:
    return OpeningRule(
        office=office,
        weekdays=sorted(rule.weekdays),
        spans=_pairs(rule.spans),
        nth=sorted(rule.nth or ()),
        week_parity=rule.week_parity or "",
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        closed=rule.closed,
    )


def _other_day(office: Office, day: OtherDay) -> OpeningException:
    return OpeningException(
        office=office,
        date=day.date,
        kind=day.kind,
        spans=_pairs(day.spans),
        reason=dict(day.reason),
    )


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
