"""Rules of release are written, taken away, and taken back; each takes effect at that moment.

What they open is offered to the waiting list in the same transaction.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking.commands.reopening import serve_reopened
from anlauf.booking.models import ReleaseRule
from anlauf.booking.queries import release_rules
from anlauf.booking.queries.release_rules import ReleaseRuleSaid, Scope, UnknownRule
from anlauf.booking.snapshots.releases import rules_now, stored
from anlauf.booking.states import Share
from anlauf.booking.values import FURTHEST_DAYS
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words, locked_in_order
from anlauf.core.refusal import Invalid, Refused
from anlauf.engine.release import Opening, Tranche

LONGEST = FURTHEST_DAYS
"""Days: no further ahead can a rule look."""


class WrongPercentages(Invalid):
    """The parts are more or less than the whole."""

    code = "wrong_percentages"
    sentence = _("The parts add up to %(total)s percent. Together they must be exactly 100.")


class NeverOpens(Invalid):
    """A part that nobody could ever book."""

    code = "never_opens"
    sentence = _("Part %(part)s opens to nobody. Please say to whom it opens, and when.")


class UnknownShare(Invalid):
    """A share that nothing is ever booked from."""

    code = "unknown_share"
    sentence = _("Part %(part)s opens to “%(share)s”, which is none of: %(shares)s.")


class TwiceOpened(Invalid):
    """The same share is named twice in one part."""

    code = "twice_opened"
    sentence = _("Part %(part)s opens twice to the same people. Please keep the earlier one.")


class OutOfOrder(Invalid):
    """What is passed on stands before what it is passed on from."""

    code = "out_of_order"
    sentence = _(
        "The openings of part %(part)s are not in order. Please put the earliest first;"
        " those after it get what is still unsold."
    )


class TooLong(Invalid):
    """Further ahead than any office plans."""

    code = "too_long"
    sentence = _("A rule looks at most %(most)s days ahead. Please choose fewer days.")


class EndsTooSoon(Invalid):
    """The rule would end before it begins."""

    code = "ends_too_soon"
    sentence = _("The rule would end before it begins. Please choose a later last day.")


class NothingToUndo(Refused):
    """No rule of this office was written or removed yet."""

    code = "nothing_to_undo"
    sentence = _("There is no earlier rule to go back to.")


@transaction.atomic
def set_release_rule(
    scope: Scope, said: ReleaseRuleSaid, *, by: Actor, at: datetime
) -> ReleaseRule:
    """Write the rule of this scope; the one that began on the same day is replaced.

    The same words again change nothing.
    """
    before = rules_now()
    row = write_release_rule(scope, said, by=by, at=at)
    serve_reopened(before, at=at)
    return row


@transaction.atomic
def remove_release_rule(number: int, *, by: Actor, at: datetime) -> None:
    """Take a rule away; the next less specific one holds from now on, or none."""
    before = rules_now()
    erase_release_rule(number, by=by, at=at)
    serve_reopened(before, at=at)


@transaction.atomic
def undo_release_rule(office: int, *, by: Actor, at: datetime) -> None:
    """Go back to what held before the last change of this office's own rule; twice is forth."""
    changes = release_rules.release_rule_changes(office, most=1)
    if not changes:
        raise NothingToUndo
    last = changes[0]
    if last.before is not None:
        set_release_rule(last.scope, last.before, by=by, at=at)
        return
    row = _row(last.scope, last.after) if last.after else None
    if row is None:
        raise NothingToUndo
    remove_release_rule(row.pk, by=by, at=at)


def write_release_rule(
    scope: Scope, said: ReleaseRuleSaid, *, by: Actor, at: datetime
) -> ReleaseRule:
    """Write one of many rules; whoever changes them serves the list once, at the end."""
    check_release_rule(said)
    hold_words([f"release:{scope.office}:{scope.area}:{scope.skill}"])  # there may be no row yet
    row = _row(scope, said)

    before = release_rules.said(row) if row else None
    if row is not None and before == said:
        return row
    row = row or ReleaseRule(area_id=scope.area, office_id=scope.office, skill_id=scope.skill)
    for column, value in _columns(said).items():
        setattr(row, column, value)
    row.save()
    _note("booking.release_rule_set", row, scope, (before, said), by=by, at=at)
    return row


def erase_release_rule(number: int, *, by: Actor, at: datetime) -> None:
    """Take away one of many rules; whoever changes them serves the list once, at the end."""
    rows = locked_in_order(ReleaseRule.objects.filter(pk=number))
    if not rows:
        raise UnknownRule
    row = rows[0]
    scope = Scope(office=row.office_id, area=row.area_id, skill=row.skill_id)

    _note("booking.release_rule_removed", row, scope, (release_rules.said(row), None), by=by, at=at)
    row.delete()


def check_release_rule(said: ReleaseRuleSaid) -> None:
    """Refuse a rule that cannot be meant."""
    total = sum(tranche.percent for tranche in said.tranches)
    if total != 100:
        raise WrongPercentages(total=total)
    for part, tranche in enumerate(said.tranches, start=1):
        _check_part(part, tranche)
    days = [opening.days_before or 0 for each in said.tranches for opening in each.openings]
    if max([*days, said.horizon_days or 0]) > LONGEST:
        raise TooLong(most=LONGEST)
    if said.valid_from and said.valid_to and said.valid_to < said.valid_from:
        raise EndsTooSoon


def _check_part(part: int, tranche: Tranche) -> None:
    shares = [opening.share for opening in tranche.openings]
    if not shares:
        raise NeverOpens(part=part)
    for share in shares:
        if share not in Share.values:
            known = ", ".join(Share.values)
            raise UnknownShare(part=part, share=share, shares=known)
    if len(set(shares)) < len(shares):
        raise TwiceOpened(part=part)
    if any(_moment(later) < _moment(earlier) for earlier, later in pairwise(tranche.openings)):
        raise OutOfOrder(part=part)


def _moment(opening: Opening) -> tuple[int, int, int]:
    """What orders openings in time: days before minutes, as those are of the day itself."""
    if opening.minutes_before is not None:
        return (1, -opening.minutes_before, 0)
    return (0, -(opening.days_before or 0), opening.tick)


def _row(scope: Scope, said: ReleaseRuleSaid) -> ReleaseRule | None:
    """The rule of this scope that began on the same day, locked."""
    rows = ReleaseRule.objects.filter(
        area=scope.area, office=scope.office, skill=scope.skill, valid_from=said.valid_from
    )
    found: Iterable[ReleaseRule] = locked_in_order(rows)
    return next(iter(found), None)


def _columns(said: ReleaseRuleSaid) -> dict[str, object]:
    return {
        "name": said.name,
        "tranches": stored(said.tranches),
        "horizon_days": said.horizon_days,
        "notice_minutes": said.notice_minutes,
        "valid_from": said.valid_from,
        "valid_to": said.valid_to,
    }


def _note(
    verb: str,
    row: ReleaseRule,
    scope: Scope,
    change: tuple[ReleaseRuleSaid | None, ReleaseRuleSaid | None],
    *,
    by: Actor,
    at: datetime,
) -> None:
    before, after = (release_rules.noted(said) if said else None for said in change)
    facts: dict[str, object] = {
        "area": scope.area,
        "skill": scope.skill,
        "before": before,
        "after": after,
    }
    journal.record(verb, row, by=by, at=at, office=scope.office, facts=facts)
