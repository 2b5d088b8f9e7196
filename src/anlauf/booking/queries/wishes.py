"""The waiting list: entries and offers by their keys, who waits for a day, and in which place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import Appointment, KeptWish, Offer
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.snapshots.waiting import waiting
from anlauf.booking.states import LISTED, AppointmentState, OfferState, Purpose, WishState
from anlauf.booking.values import USUAL, Line, Policy
from anlauf.core import keys
from anlauf.core.refusal import Unknown
from anlauf.directory.models import Service
from anlauf.engine.waiting import Waiting, in_order

__all__ = [
    "Candidate",
    "KeptWish",
    "Offer",
    "UnknownWish",
    "answers_by_letter",
    "anybody_waits",
    "later_appointment",
    "lines_of",
    "listed_of",
    "offer_by_key",
    "offer_key",
    "offer_key_of",
    "open_offer",
    "open_offers",
    "place_in_list",
    "somebody_waits",
    "taken_offer",
    "waiting_for",
    "wish_by_key",
    "wish_for",
    "wish_key",
]


class UnknownWish(Unknown):
    """No entry on the waiting list belongs to this key."""

    code = "unknown_wish"
    sentence = _("We cannot find this entry on the waiting list. Please check the link.")


@dataclass(frozen=True)
class Candidate:
    """A wish that looks at an office-day, as a row and as the engine sees it there."""

    row: KeptWish
    waiting: Waiting


def wish_key(wish: KeptWish) -> str:
    """What the link to the entry's own page carries."""
    return keys.derive(Purpose.WISH, wish.uid)


def offer_key(offer: Offer) -> str:
    """What the link in the offer's letter carries; it proves the mailbox the letter went to."""
    return offer_key_of(offer.appointment)


def offer_key_of(held: Appointment) -> str:
    """The key of the offer whose time this promise holds; the request stays when it is taken."""
    return keys.derive(Purpose.OFFER, held.request_key)


def wish_by_key(key: str, *, at: datetime, policy: Policy | None = None) -> KeptWish:
    """The entry this key opens, as long as links last after its end."""
    policy = policy or policy_at(at)
    wish = KeptWish.objects.filter(digest=keys.digest(key)).select_related("appointment").first()
    if wish is None or _is_long_over(wish, at, policy):
        raise UnknownWish
    return wish


def offer_by_key(key: str, *, at: datetime, policy: Policy | None = None) -> Offer:
    """The offer this key opens, with its time and its wish; it ends with the wish's own key."""
    policy = policy or policy_at(at)
    offer = _offers().filter(digest=keys.digest(key)).first()
    if offer is None or _is_long_over(offer.wish, at, policy):
        raise UnknownWish
    return offer


def open_offer(wish: KeptWish) -> Offer | None:
    """What is being kept for this wish alone, if anything is."""
    return _offers().filter(wish=wish, state=OfferState.OPEN).first()


def open_offers() -> list[Offer]:
    """Everything that is kept for somebody on the list."""
    return list(_offers().filter(state=OfferState.OPEN).order_by("pk"))


def taken_offer(wish: KeptWish) -> Offer | None:
    """The offer that was taken."""
    return _offers().filter(wish=wish, state=OfferState.ACCEPTED).first()


def answers_by_letter(wish: KeptWish, *, policy: Policy = USUAL) -> bool:
    """Tell whether only the link in the letter takes an offer.

    Whoever left a mail address and has no appointment yet has not proved that it is theirs.
    """
    return bool(wish.email) and wish.appointment_id is None and policy.double_confirmation


def later_appointment(wish: KeptWish) -> Appointment | None:
    """The appointment an offer would replace, wherever it has moved since."""
    if wish.appointment is None:
        return None
    booked = Appointment.objects.filter(uid=wish.appointment.uid, state=AppointmentState.BOOKED)
    return booked.select_related("day__office").first()


def wish_for(appointment: Appointment) -> KeptWish | None:
    """The entry that looks for an earlier time than this appointment."""
    listed = KeptWish.objects.filter(appointment__uid=appointment.uid, state__in=sorted(LISTED))
    return listed.order_by("pk").first()


def lines_of(wish: KeptWish) -> tuple[Line, ...]:
    """What the visit is for."""
    return tuple(Line(service, count) for service, count in wish.lines)


def listed_of(digests: list[str]) -> int:
    """How many entries those have who share one of these mail addresses or numbers."""
    return KeptWish.objects.filter(reached_by__overlap=digests, state__in=sorted(LISTED)).count()


def place_in_list(wish: KeptWish) -> int:
    """How many stand in line up to this entry, of all who could be offered the same time."""
    ahead = Q(weight__gt=wish.weight) | Q(
        Q(kept_at__lt=wish.kept_at) | Q(kept_at=wish.kept_at, pk__lt=wish.pk), weight=wish.weight
    )
    rivals = KeptWish.objects.filter(
        ahead,
        state__in=sorted(LISTED),
        offices__overlap=wish.offices,
        since__lte=wish.until,
        until__gte=wish.since,
    )
    alike = _done_by_the_same(wish)
    lines = rivals.values_list("lines", flat=True)
    return 1 + sum(any(service in alike for service, _count in one) for one in lines)


def anybody_waits() -> bool:
    """Tell whether there is anybody on the list without an offer."""
    return KeptWish.objects.filter(state=WishState.OPEN).exists()


def somebody_waits(office: int, on: date) -> bool:
    """Tell whether anybody on the list looks at this office on this date."""
    return _looking_at(office, on).exists()


def waiting_for(office: int, on: date) -> list[Candidate]:
    """Who looks at this office on this date and has no offer at present, in the list's order.

    Left out is whoever waits for an earlier time than an appointment that no longer holds.
    """
    rows = _looking_at(office, on).filter(state=WishState.OPEN)
    found = [_candidate(row) for row in rows.annotate(later=_later(), had=_had(office, on))]
    candidates = {one.waiting: one for one in found if one is not None}
    return [candidates[entry] for entry in in_order(candidates)]


def _is_long_over(wish: KeptWish, at: datetime, policy: Policy) -> bool:
    return wish.ended_at is not None and wish.ended_at + policy.links_last <= at


def _looking_at(office: int, on: date) -> QuerySet[KeptWish]:
    return KeptWish.objects.filter(
        state__in=sorted(LISTED),
        offices__contains=[office],
        since__lte=on,
        until__gte=on,
        weekdays__contains=[on.weekday()],
    )


def _candidate(row: Any) -> Candidate | None:
    """The row with what was annotated to it: its later appointment, and what it had here."""
    if row.appointment_id is not None and row.later is None:
        return None
    later = row.later and (date.fromisoformat(row.later["date"]), row.later["start"])
    had = [(visit["start"], visit["ticks"]) for visit in row.had]
    return Candidate(row, waiting(row, before=later, had=had))


def _later() -> Subquery:
    booked = Appointment.objects.filter(
        uid=OuterRef("appointment__uid"), state=AppointmentState.BOOKED
    )
    return Subquery(booked.values(json=JSONObject(date="day__date", start="start"))[:1])


def _had(office: int, on: date) -> ArraySubquery:
    offered = Offer.objects.filter(
        wish=OuterRef("pk"), appointment__day__office=office, appointment__day__date=on
    )
    visit = JSONObject(start="appointment__start", ticks="appointment__ticks")
    return ArraySubquery(offered.values(json=visit))


def _offers() -> QuerySet[Offer]:
    return Offer.objects.select_related(
        "wish__appointment", "appointment__day__office__place", "appointment__day__office__area"
    )


def _done_by_the_same(wish: KeptWish) -> set[int]:
    """Services that take the same clerks' time as what is wished."""
    wished = Service.objects.filter(pk__in=[service for service, _count in wish.lines])
    alike = Service.objects.filter(skill__in=wished.values("skill"))
    return set(alike.values_list("pk", flat=True))
