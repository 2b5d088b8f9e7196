"""Letters of the waiting list: you are on it, this time is yours if you want it, it has ended.

Like all letters they are put down as facts and get their words when they leave. What an offer's
letter says of its time stands in rows that do not change, so a late letter says what was true.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.booking.models import KeptWish, Offer
from anlauf.booking.snapshots.policies import policy_at
from anlauf.booking.wish_details import Offered, WishDetails, offered_words, wish_details
from anlauf.core import outbox
from anlauf.core.models import Letter
from anlauf.core.writers import Words

LABEL = KeptWish._meta.label_lower
_LONGEST_SUBJECT = 200
_SUBJECTS: dict[str, Promise] = {
    "wish_kept": _("You are on the waiting list: %(title)s"),
    "wish_offer": _("Free for you until %(until)s: %(title)s on %(date)s, %(clock)s"),
    "wish_ended": _("You are no longer on the waiting list: %(title)s"),
}


class Reason(StrEnum):
    """Why an entry has ended without a time."""

    DATE = "date"
    SILENCE = "silence"


def kept(wish: KeptWish, *, at: datetime) -> None:
    """Say that somebody is on the list, with the link to their entry."""
    _put("wish_kept", wish, {}, at=at)


def offered(offer: Offer, *, at: datetime) -> None:
    """Offer a time, with the links to take or to leave it."""
    _put("wish_offer", offer.wish, {"offer": offer.pk}, at=at)


def ended(wish: KeptWish, reason: Reason, *, at: datetime) -> None:
    """Say that nothing was found, or that nobody answered."""
    _put("wish_ended", wish, {"reason": reason}, at=at)


def written(letter: Letter) -> Words:
    """The words of a letter about an entry, in the language that is active."""
    wish = KeptWish.objects.get(pk=letter.thing_number)
    words = wish_details(wish, letter.language)
    offered = _offered(letter)
    line = _line(letter.kind, words, offered)
    address = offered.link if offered else words.link
    if letter.channel == Letter.Channel.SMS:
        short = {"line": line, "link": address}
        return Words("", render_to_string("letters/wish_short.txt", short))
    facts = {
        "words": words,
        "offered": offered,
        "policy": policy_at(letter.written_at),
        "swaps": wish.appointment_id is not None,
        "reason": letter.facts.get("reason", ""),
    }
    return Words(line, render_to_string(f"letters/{letter.kind}.txt", facts))


def _put(kind: str, wish: KeptWish, facts: Mapping[str, object], *, at: datetime) -> None:
    to = _recipient(wish)
    if to is not None:
        outbox.put(kind, to, about=wish, facts=facts, at=at)


def _recipient(wish: KeptWish) -> outbox.Recipient | None:
    if wish.email:
        return outbox.Recipient(Letter.Channel.MAIL, wish.email, wish.language)
    if wish.phone:
        return outbox.Recipient(Letter.Channel.SMS, wish.phone, wish.language)
    return None


def _offered(letter: Letter) -> Offered | None:
    number = letter.facts.get("offer")
    if number is None:
        return None
    offer = Offer.objects.select_related("appointment").get(pk=number)
    return offered_words(offer, letter.language)


def _line(kind: str, words: WishDetails, offered: Offered | None) -> str:
    facts = {"title": words.title}
    if offered is not None:
        time = offered.time
        facts = {
            "title": time.title,
            "date": time.date,
            "clock": time.clock,
            "until": offered.until,
        }
    return (str(_SUBJECTS[kind]) % facts)[:_LONGEST_SUBJECT]
