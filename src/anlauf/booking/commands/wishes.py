"""An entry on the waiting list is kept, withdrawn, or ends on its date."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from anlauf.booking import queries, reach, wish_letters
from anlauf.booking.commands import contact_limits, contacts, ending, offers, pages, urgency
from anlauf.booking.commands.move import NothingToChange
from anlauf.booking.models import Appointment, KeptWish
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.states import LISTED, AppointmentState, WishState
from anlauf.booking.values import Contact, Policy, Wanted
from anlauf.core import journal, keys
from anlauf.core.actors import SYSTEM, Actor
from anlauf.core.locking import hold_words, locked, locked_in_order
from anlauf.core.refusal import Invalid, Refused
from anlauf.directory import queries as directory
from anlauf.engine.grid import local

_AT_ONCE = 200


class NoSuchDays(Invalid):
    """The days looked at are none, or all of them are over."""

    code = "no_such_days"
    sentence = _("Please choose a last day that comes after the first, and at least one weekday.")


class NothingEarlier(Invalid):
    """The appointment somebody has is before everything they look at."""

    code = "nothing_earlier"
    sentence = _("Your appointment is earlier than the days you chose. Please choose earlier days.")


class TooManyWishes(Refused):
    """As many entries as one household may have."""

    code = "too_many_wishes"
    sentence = _(
        "You are already on the waiting list as often as one household can be."
        " Please take an entry off the list first: each of our letters has a link for that."
    )


def keep_wish(
    wanted: Wanted,
    contact: Contact,
    *,
    request_key: UUID,
    by: Actor,
    at: datetime,
    policy: Policy | None = None,
) -> KeptWish:
    """Put somebody on the waiting list; a retry finds the entry of the first try.

    Whoever waits with an appointment is reached as it says.
    """
    policy = policy or policy_at(at)
    try:
        return _keep(wanted, contact, request_key, by=by, at=at, policy=policy)
    except (IntegrityError, Refused):
        made = KeptWish.objects.filter(request_key=request_key).first()
        if made is None:
            raise
        return made


def withdraw_wish(
    wish: KeptWish, *, by: Actor, at: datetime, policy: Policy | None = None
) -> KeptWish:
    """Take an entry off the list; what is kept for it goes to the next in line."""
    policy = policy or policy_at(at)
    while True:
        offer = queries.open_offer(wish)
        ended = (
            _withdraw(wish, by=by, at=at)
            if offer is None
            else offers.take_back(offer, by=by, at=at, policy=policy)
        )
        if ended is not None:
            return ended


def end_wishes(*, at: datetime) -> int:
    """End the entries whose last day is over, and those whose appointment no longer holds."""
    today = local(at, directory.zone())[0]
    ended = 0
    while some := _end_some(today, at=at):
        ended += some
    return ended


@transaction.atomic
def _keep(
    wanted: Wanted,
    contact: Contact,
    request_key: UUID,
    *,
    by: Actor,
    at: datetime,
    policy: Policy,
) -> KeptWish:
    later = _later(wanted, at=at)
    contact = contacts.checked(contact if later is None else contacts.of(later))
    wanted = _possible(wanted, later, today=local(at, directory.zone())[0], policy=policy)
    known = _known(wanted, contact, by=by)
    _refuse_one_more(known, later, by=by, policy=policy)
    if later is None:
        contact_limits.count_message(contact, by=by, at=at, policy=policy)

    wish = KeptWish(
        uid=uuid4(),
        request_key=request_key,
        kept_at=at,
        appointment=later,
        **_columns(wanted),
        **_claim(wanted, at=at),
        **contacts.columns(contact, known.stored),
    )
    wish.digest = keys.digest(queries.wish_key(wish))
    wish.save(force_insert=True)
    facts: dict[str, object] = {"offices": len(wish.offices), "until": wish.until.isoformat()}
    journal.record("booking.wish_kept", wish, by=by, at=at, facts=facts)
    wish_letters.kept(wish, at=at)
    return wish


def _later(wanted: Wanted, *, at: datetime) -> Appointment | None:
    """The appointment somebody has already."""
    if wanted.appointment is None:
        return None
    found = Appointment.objects.filter(pk=wanted.appointment).select_related("day").first()
    if found is None or found.state != AppointmentState.BOOKED or found.starts_at < at:
        raise NothingToChange
    return found


def _possible(wanted: Wanted, later: Appointment | None, *, today: date, policy: Policy) -> Wanted:
    """The wish without offices that do not offer it and days that cannot help."""
    terms = queries.terms(queries.counted(wanted.lines), wanted.offices, channel=wanted.channel)
    since = max(wanted.since, today)
    until = min(wanted.until, today + policy.longest_wish)
    if later is not None and later.day.date < since:
        raise NothingEarlier
    if later is not None:
        until = min(until, later.day.date)
    if until < since or not wanted.weekdays:
        raise NoSuchDays
    return replace(wanted, offices=tuple(terms.needs), since=since, until=until)


@dataclass(frozen=True)
class _Known:
    """The digests an entry keeps, and those by which others count against it."""

    stored: list[str]
    counted: list[str]


def _known(wanted: Wanted, contact: Contact, *, by: Actor) -> _Known:
    """Nothing proves a contact on the list: it counts in its network, or as staff wrote it down."""
    both = contact.email, contact.phone
    claimed, vouched = reach.claimed(*both, reach.of_networks(wanted.network)), reach.vouched(*both)
    bound = by.kind in contact_limits.BOUND
    return _Known(reach.digests(*both) + (claimed if bound else vouched), claimed + vouched)


def _refuse_one_more(
    known: _Known, later: Appointment | None, *, by: Actor, policy: Policy
) -> None:
    """Refuse more entries than a household may have, or a second one for one appointment."""
    if known.counted and by.kind in contact_limits.BOUND:
        hold_words(known.counted)
        if queries.listed_of(known.counted) >= policy.most_wishes:
            raise TooManyWishes
    if later is not None:
        pages.lock_alone(later)
        if queries.wish_for(later) is not None:
            raise TooManyWishes


def _columns(wanted: Wanted) -> dict[str, object]:
    return {
        "lines": [[line.service, line.count] for line in wanted.lines],
        "offices": list(wanted.offices),
        "channel": wanted.channel,
        "since": wanted.since,
        "until": wanted.until,
        "weekdays": sorted(wanted.weekdays),
        "start": wanted.between.start,
        "end": wanted.between.end,
    }


def _claim(wanted: Wanted, *, at: datetime) -> dict[str, object]:
    """What the entry keeps of an urgency, which is checked before it weighs anything."""
    if wanted.urgency is None:
        return {}
    rule = urgency.rule_that_holds(wanted.urgency, wanted.urgent_on, wanted.lines, at=at)
    return {"urgency": rule, "urgent_on": wanted.urgent_on, "weight": rule.weight}


@transaction.atomic
def _withdraw(wish: KeptWish, *, by: Actor, at: datetime) -> KeptWish | None:
    """End an entry without an offer; None when it got one a moment ago."""
    row = locked(KeptWish.objects.filter(pk=wish.pk))
    if row.state == WishState.OFFERED:
        return None
    if row.state in LISTED:
        ending.end(row, WishState.WITHDRAWN, by=by, at=at)
    return row


@transaction.atomic
def _end_some(today: date, *, at: datetime) -> int:
    holds = Appointment.objects.filter(
        uid=OuterRef("appointment__uid"), state=AppointmentState.BOOKED, starts_at__gt=at
    )
    pointless = Q(appointment__isnull=False) & ~Exists(holds)
    over = KeptWish.objects.filter(Q(until__lt=today) | pointless, state=WishState.OPEN)
    numbers = list(over.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])

    rows = locked_in_order(KeptWish.objects.filter(pk__in=numbers, state=WishState.OPEN))
    for row in rows:
        if row.until < today:
            wish_letters.ended(row, wish_letters.Reason.DATE, at=at)
            ending.end(row, WishState.EXPIRED, by=SYSTEM, at=at)
        else:  # the appointment it would replace was cancelled or has begun
            ending.end(row, WishState.WITHDRAWN, by=SYSTEM, at=at)
    return len(rows)
