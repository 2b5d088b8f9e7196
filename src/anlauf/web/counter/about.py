"""What a clerk should know of the visit besides the ticket: a claim, a letter that came back."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from anlauf.booking import queries as booking
from anlauf.booking.states import ClaimState
from anlauf.cases import queries as cases
from anlauf.cases.queries import Brief
from anlauf.core import queries as core
from anlauf.floor.values import Ticket, Wording
from anlauf.web.counter import words

_APPOINTMENT = "booking.appointment"


@dataclass(frozen=True)
class Claim:
    """A reason why it is urgent, what to ask for, and what became of it."""

    reason: Wording
    proof: Wording
    on: date | None
    standing: Promise
    open: bool


@dataclass(frozen=True)
class About:
    """The claim to look at, whether the last letter came back, and the case they came for."""

    claim: Claim | None = None
    unreached: bool = False
    case: Brief | None = None


def about_visit(ticket: Ticket | None) -> About:
    """Ask booking for the claim and the outbox for letters that reached nobody."""
    if ticket is None:
        return About()
    return About(
        claim=_claim(ticket),
        unreached=bool(core.unreached(_APPOINTMENT, [ticket.appointment])),
        case=cases.brief(ticket.case) if ticket.case else None,
    )


def _claim(ticket: Ticket) -> Claim | None:
    if not ticket.claimed or not ticket.claim:
        return None
    appointment = booking.appointment_by_number(ticket.appointment)
    rule = booking.rules_claimed([appointment])[ticket.claimed]
    state = ClaimState(ticket.claim)
    return Claim(
        reason=rule.name,
        proof=rule.proof,
        on=appointment.urgent_on,
        standing=words.CLAIMS[state],
        open=state == ClaimState.STATED,
    )
