"""The city's figures for promising are written down for a time to come, taken away, taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.booking.commands.release_rules import NothingToUndo
from anlauf.booking.models import OfficeDay, PolicyRule
from anlauf.booking.queries import policies as written
from anlauf.booking.queries.policies import UnknownPolicy
from anlauf.booking.snapshots import policies
from anlauf.booking.values import PolicySaid
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.locking import hold_words, locked_in_order
from anlauf.core.refusal import Invalid
from anlauf.directory import queries as directory
from anlauf.engine.grid import local

_IN_ORDER = (
    ("offer_least_minutes", "offer_minutes"),
    ("return_least_minutes", "return_most_minutes"),
    ("most_per_service", "most_altogether"),
)


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


class FiguresContradict(Invalid):
    """A least is larger than its most."""

    code = "figures_contradict"
    sentence = _("%(least)s is larger than %(most)s. Please change one of the two.")

    @property
    def figures(self) -> tuple[str, str]:
        """The names of the two figures, the one that should be smaller first."""
        return str(self.facts["least"]), str(self.facts["most"])


@transaction.atomic
def set_policy(said: PolicySaid, *, by: Actor, at: datetime) -> PolicyRule:
    """Write the policy that begins on this day; of two that hold, the later one counts.

    The same words again change nothing.
    """
    _check_figures(said)
    hold_words(["policy"])  # there may be no row yet
    row = PolicyRule.objects.filter(valid_from=said.valid_from).first()

    before = None if row is None else policies.said(row)
    if row is not None and before == said:
        return row
    _check_begins(said, at=at)

    columns = {"figures": said.figures, "valid_to": said.valid_to}
    row, _made = PolicyRule.objects.update_or_create(valid_from=said.valid_from, defaults=columns)
    _note("booking.policy_set", row, before, said, by=by, at=at)
    return row


@transaction.atomic
def remove_policy(number: int, *, by: Actor, at: datetime) -> None:
    """Take away a policy that has not begun; what would hold without it holds then."""
    hold_words(["policy"])
    rows = locked_in_order(PolicyRule.objects.filter(pk=number))
    if not rows:
        raise UnknownPolicy
    row = rows[0]
    before = policies.said(row)
    _check_begins(before, at=at)

    _note("booking.policy_removed", row, before, None, by=by, at=at)
    row.delete()


@transaction.atomic
def undo_policy(*, by: Actor, at: datetime) -> None:
    """Go back to what was written before the last change; twice is forth."""
    hold_words(["policy"])
    last = next(iter(written.policy_changes(most=1)), None)
    if last is None:
        raise NothingToUndo
    if last.before is not None:
        set_policy(last.before, by=by, at=at)
        return
    row = PolicyRule.objects.filter(valid_from=last.about.valid_from).first()
    if row is None:
        raise NothingToUndo
    remove_policy(row.pk, by=by, at=at)


def check_policy(said: PolicySaid, *, at: datetime) -> None:
    """Refuse figures that cannot be meant, or that would begin before anybody can know them."""
    _check_figures(said)
    _check_begins(said, at=at)


def _check_figures(said: PolicySaid) -> None:
    for name, number in said.figures.items():
        if name not in policies.FIGURES:
            raise UnknownFigure(name=name)
        least, most = policies.bounds(name)
        if not least <= number <= most:
            raise UnknownFigure(name=name)
    if said.valid_from and said.valid_to and said.valid_to < said.valid_from:
        raise PolicyEndsTooSoon
    figures = policies.figures_of(policies.with_figures(said.figures))
    for smaller, larger in _IN_ORDER:
        if figures[smaller] > figures[larger]:
            raise FiguresContradict(least=smaller, most=larger)


def _check_begins(said: PolicySaid, *, at: datetime) -> None:
    today, _tick = local(at, directory.zone())
    if said.since <= today and OfficeDay.objects.exists():
        raise PolicyBeginsTooSoon


def _note(
    verb: str,
    row: PolicyRule,
    before: PolicySaid | None,
    after: PolicySaid | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    facts: dict[str, object] = {"before": _noted(before), "after": _noted(after)}
    journal.record(verb, row, by=by, at=at, facts=facts)


def _noted(said: PolicySaid | None) -> dict[str, object] | None:
    if said is None:
        return None
    days = {"valid_from": said.valid_from, "valid_to": said.valid_to}
    return {"figures": said.figures} | {name: day and day.isoformat() for name, day in days.items()}
