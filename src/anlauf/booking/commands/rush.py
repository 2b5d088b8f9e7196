"""Who may hold a time while many want one: everybody, but nobody all of them (ADR 67).

One network holds so many times a minute and keeps so many unconfirmed, then it is refused. Long
before that, or when the whole city is in a hurry, each hold costs a machine a second of work or a
person some seconds of waiting. A household never notices either.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries
from anlauf.booking.models import Appointment
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.values import Policy
from anlauf.core import challenges, limits
from anlauf.core.challenges import NO_PROOF, Proof
from anlauf.core.limits import HOLDS
from anlauf.core.refusal import Refused

_CITY = "holds of the city"


class ChallengeRequired(Refused):
    """Many want a time at this moment; whoever shows that they took the trouble goes on."""

    code = "challenge_required"
    status = 403
    sentence = _(
        "Very many people are looking for a time at the moment. Please solve the task first."
    )


@dataclass(frozen=True)
class Asker:
    """From where a hold is asked for, with which press of a button, and with which proof."""

    origin: str
    request_key: UUID
    proof: Proof = NO_PROOF

    @property
    def network(self) -> str:
        """The network behind the origin, or nothing for this machine itself."""
        return limits.network(self.origin)


def let_through(asker: Asker, *, at: datetime, policy: Policy | None = None) -> str:
    """Count somebody who wants to hold a time; give their network, or refuse.

    A retry of what has succeeded is never refused: it changes nothing.
    """
    policy = policy or policy_at(at)
    if not asker.network:
        return ""
    refusal = _refusal(asker, at=at, policy=policy)
    if refusal is not None and not _was_made_before(asker):
        raise refusal
    return asker.network


def is_crowded(network: str, *, at: datetime, policy: Policy | None = None) -> bool:
    """Tell, without counting, whether the next hold from this network would cost a proof."""
    policy = policy or policy_at(at)
    if not network:
        return False
    subjects = {"here": f"{HOLDS.kind}:{network}", "city": _CITY}
    counted = limits.counted(subjects, HOLDS.per, at=at)
    kept = queries.unconfirmed_from(network, at=at)
    return not _is_calm(counted["here"] + 1, kept, counted["city"] + 1, policy)


def _refusal(asker: Asker, *, at: datetime, policy: Policy) -> Refused | None:
    network = asker.network
    here = limits.count(f"{HOLDS.kind}:{network}", HOLDS.per, at=at)
    kept = queries.unconfirmed_from(network, at=at)
    if here > HOLDS.most or kept >= policy.most_unconfirmed:
        return limits.TooManyTries(HOLDS.per)

    city = limits.count(_CITY, HOLDS.per, at=at)
    if _is_calm(here, kept, city, policy) or challenges.passed(asker.proof, network, at=at):
        return None
    return ChallengeRequired()


def _is_calm(here: int, kept: int, city: int, policy: Policy) -> bool:
    return (
        here <= policy.calm_holds_a_minute
        and kept < policy.calm_unconfirmed
        and city <= policy.calm_holds_of_the_city
    )


def _was_made_before(asker: Asker) -> bool:
    return Appointment.objects.filter(request_key=asker.request_key).exists()
