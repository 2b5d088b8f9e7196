"""The city's figures for promising are written down, for a time to come."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import OfficeDay, PolicyRule
from anlauf.booking.snapshots import policies
from anlauf.booking.values import FURTHEST_DAYS
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words
from anlauf.core.refusal import Invalid
from anlauf.directory import queries as directory
from anlauf.engine.grid import local

_LARGEST = 10_000


class UnknownFigure(Invalid):
    """A figure by which nothing is decided, or one that cannot be meant."""

    code = "unknown_figure"
    sentence = _("“%(name)s” is no figure of the policy, or it is too small or too large.")


class PolicyEndsTooSoon(Invalid):
    """The policy would end before it begins."""

    code = "policy_ends_too_soon"
    sentence = _("The policy would end before it begins. Please choose a later last day.")


class PolicyBeginsTooSoon(Invalid):
    """People plan by the figures that hold today."""

    code = "policy_begins_too_soon"
    sentence = _(
        "Figures change tomorrow at the earliest, once times are on offer."
        " Please choose a later first day."
    )


@dataclass(frozen=True)
class PolicySaid:
    """The figures that differ from the usual ones, and from which day to which they hold."""

    figures: dict[str, int]
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def set_policy(said: PolicySaid, *, by: Actor, at: datetime) -> PolicyRule:
    """Write the policy that begins on this day; of two that hold, the later one counts.

    The same words again change nothing.
    """
    _check(said)
    hold_words(["policy"])  # there may be no row yet
    row = PolicyRule.objects.filter(valid_from=said.valid_from).first()

    before = None if row is None else PolicySaid(row.figures, row.valid_from, row.valid_to)
    if row is not None and before == said:
        return row
    today, _tick = local(at, directory.zone())
    if (said.valid_from or date.min) <= today and OfficeDay.objects.exists():
        raise PolicyBeginsTooSoon

    columns = {"figures": said.figures, "valid_to": said.valid_to}
    row, _made = PolicyRule.objects.update_or_create(valid_from=said.valid_from, defaults=columns)
    facts: dict[str, object] = {"before": _noted(before), "after": _noted(said)}
    journal.record("booking.policy_set", row, by=by, at=at, facts=facts)
    return row


def _check(said: PolicySaid) -> None:
    for name, number in said.figures.items():
        least = 0 if name.startswith("return_") or name == "notice_minutes" else 1
        most = FURTHEST_DAYS if name == "horizon_days" else _LARGEST
        if name not in policies.FIGURES or not least <= number <= most:
            raise UnknownFigure(name=name)
    if said.valid_from and said.valid_to and said.valid_to < said.valid_from:
        raise PolicyEndsTooSoon


def _noted(said: PolicySaid | None) -> dict[str, object] | None:
    if said is None:
        return None
    days = {"valid_from": said.valid_from, "valid_to": said.valid_to}
    return {"figures": said.figures} | {name: day and day.isoformat() for name, day in days.items()}
