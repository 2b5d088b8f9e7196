"""Whether a published reason opens the urgent lane: the rule's days, and the date stated."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Rule:
    """A reason that holds from a day to a day; dated, if what is stated may be no further away."""

    within_days: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def dated(self) -> bool:
        """Tell whether somebody has to state a date."""
        return self.within_days is not None


def in_force(rule: Rule, today: date) -> bool:
    """Tell whether the rule holds for anybody on this day."""
    begun = rule.valid_from is None or rule.valid_from <= today
    return begun and (rule.valid_to is None or today <= rule.valid_to)


def latest(rule: Rule, today: date) -> date | None:
    """The last date that may be stated today, or None where no date is asked for."""
    return None if rule.within_days is None else today + timedelta(days=rule.within_days)


def holds(rule: Rule, stated: date | None, today: date) -> bool:
    """Tell whether somebody who states this date may have urgent times today.

    A date that has passed opens nothing: the journey has begun without us. What remains urgent
    afterwards, such as a permit that has ended, is a rule of its own without a date.
    """
    if not in_force(rule, today):
        return False
    last = latest(rule, today)
    if last is None:
        return stated is None
    return stated is not None and today <= stated <= last
