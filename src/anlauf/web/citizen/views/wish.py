"""My place on the waiting list, and the time that is kept for me alone."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anlauf.booking import commands
from anlauf.booking import queries as booking
from anlauf.booking.details import details
from anlauf.booking.queries import KeptWish, Offer
from anlauf.booking.states import LISTED, OfferState, WishState
from anlauf.booking.wish_details import wish_details
from anlauf.web.citizen import addresses, ended, own
from anlauf.web.common.fresh import fresh, version_of
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request

GONE = 410


@dataclass(frozen=True)
class Shown:
    """What of an entry may change while somebody looks at it."""

    state: str
    place: int
    offer: int | None
    just: str


@require_safe
@public
def wish(request: Request, key: str) -> HttpResponse:
    """Where my entry stands, and what happens next."""
    return _page(request, key, "citizen/wait_status.html")


@require_safe
@public
def wish_now(request: Request, key: str) -> HttpResponse:
    """The part of the page that changes."""
    return _page(request, key, "citizen/wait_now.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def withdraw(request: Request, key: str) -> HttpResponse:
    """Ask once, then take the entry off the list."""
    found = booking.wish_by_key(key, at=request.at)
    if request.method == "POST":
        commands.withdraw_wish(found, by=request.actor, at=request.at)
    if request.method == "POST" or found.state not in LISTED:
        return redirect("citizen:wish", key)
    context = {"key": key, "words": wish_details(found, get_language() or "")}
    return render(request, "citizen/wait_withdraw.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def offer(request: Request, key: str) -> HttpResponse:
    """Take the time or leave it. Looking changes nothing, for programs open letters, too."""
    found = booking.offer_by_key(key, at=request.at)
    if found.state == OfferState.ACCEPTED:
        return redirect(own.page_of(found.appointment))
    if not _stands(found, request.at):
        return _too_late(request, found)
    if request.method == "POST":
        return _answered(request, found)

    context = {
        "key": key,
        "wish": found.wish,
        "offer": found,
        "offered": details(found.appointment, get_language() or ""),
        "later": _later(found.wish),
        "seconds_left": int((found.until - request.at).total_seconds()),
        "page_address": request.get_full_path(),
    }
    return render(request, "citizen/wait_offer.html", context)


def _answered(request: Request, found: Offer) -> HttpResponse:
    if request.POST.get("answer") == "decline":
        commands.decline_offer(found, by=request.actor, at=request.at)
        page = reverse("citizen:wish", args=[booking.wish_key(found.wish)])
        return redirect(addresses.said(page, {"just": "declined"}))
    try:
        booked = commands.accept_offer(found, by=request.actor, at=request.at)
    except commands.OfferEnded:
        return _too_late(request, found)
    except commands.TooManyForYou as refusal:
        return ended.too_many_of_yours(request, refusal, mailbox=found.wish.email)
    just = "moved" if booked.moved_from_id else "booked"
    return redirect(addresses.said(own.page_of(booked), {"just": just}))


def _stands(found: Offer, at: datetime) -> bool:
    return found.state == OfferState.OPEN and found.until > at


def _too_late(request: Request, found: Offer) -> HttpResponse:
    """The time went to the next in line; the entry may still be on the list."""
    context = {
        "details": details(found.appointment, get_language() or ""),
        "listed": found.wish.state in LISTED,
        "declined": found.state == OfferState.DECLINED,
        "key": booking.wish_key(found.wish),
    }
    return render(request, "citizen/wait_too_late.html", context, status=GONE)


def _page(request: Request, key: str, template: str) -> HttpResponse:
    found = booking.wish_by_key(key, at=request.at)
    current = booking.open_offer(found) if found.state == WishState.OFFERED else None
    if current is not None and not _stands(current, request.at):
        current = None
    place = booking.place_in_list(found) if found.state in LISTED else 0
    number = current.pk if current else None
    shown = Shown(found.state, place, number, request.GET.get("just", ""))
    version = version_of(shown)

    def answer() -> HttpResponse:
        context = _facts(request, found, current) | {"key": key, "shown": shown, "version": version}
        return render(request, template, context)

    return fresh(request, version, answer)


def _facts(request: Request, found: KeptWish, current: Offer | None) -> dict[str, object]:
    language = get_language() or ""
    facts: dict[str, object] = {
        "wish": found,
        "words": wish_details(found, language),
        "listed": found.state in LISTED,
        "later": _later(found),
        "taken": _taken(found),
        "by_letter": booking.answers_by_letter(found),
        "page_address": reverse("citizen:wish", args=[booking.wish_key(found)]),
    }
    if current is not None:
        facts |= {
            "offer": current,
            "offered": details(current.appointment, language),
            "offer_key": "" if facts["by_letter"] else booking.offer_key(current),
            "seconds_left": int((current.until - request.at).total_seconds()),
        }
    return facts


def _later(found: KeptWish) -> object:
    later = booking.later_appointment(found)
    return None if later is None else details(later, get_language() or "")


def _taken(found: KeptWish) -> object:
    """When and where the time is that was taken; its own page opens with its own link only."""
    if found.state != WishState.FULFILLED:
        return None
    offer = booking.taken_offer(found)
    return None if offer is None else details(offer.appointment, get_language() or "")
