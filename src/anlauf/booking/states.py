"""The life of an appointment."""

from django.db.models import TextChoices

from anlauf.engine.lifecycle import Lifecycle


class AppointmentState(TextChoices):
    """Where a promise stands."""

    HELD = "held"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    BOOKED = "booked"
    ARRIVED = "arrived"
    SERVED = "served"
    LEFT = "left"
    CANCELLED = "cancelled"
    MOVED = "moved"
    MISSED = "missed"
    EXPIRED = "expired"


_S = AppointmentState

APPOINTMENT = Lifecycle(
    start=_S.HELD,
    moves={
        _S.HELD: frozenset({_S.AWAITING_CONFIRMATION, _S.BOOKED, _S.EXPIRED, _S.CANCELLED}),
        _S.AWAITING_CONFIRMATION: frozenset({_S.BOOKED, _S.EXPIRED, _S.CANCELLED}),
        _S.BOOKED: frozenset({_S.ARRIVED, _S.CANCELLED, _S.MOVED, _S.MISSED}),
        _S.ARRIVED: frozenset({_S.SERVED, _S.LEFT, _S.MISSED}),
        _S.MISSED: frozenset({_S.ARRIVED}),  # the late are still served
        _S.SERVED: frozenset({_S.ARRIVED}),  # a visit taken back by mistake's undo
        _S.LEFT: frozenset({_S.ARRIVED}),
        _S.CANCELLED: frozenset(),
        _S.MOVED: frozenset(),
        _S.EXPIRED: frozenset(),
    },
)

GONE = (_S.MOVED, _S.EXPIRED, _S.CANCELLED)
"""States without a way back, in which code and time are free for others."""

OCCUPYING = frozenset(_S) - frozenset(GONE)
"""States in which the promised ticks stay taken on the page (as far as `kept_ticks` says)."""

UNCONFIRMED = frozenset({_S.HELD, _S.AWAITING_CONFIRMATION})
"""States that end by themselves at `held_until`."""


class Share(TextChoices):
    """Which part of the supply a promise was taken from."""

    ONLINE = "online"
    INTERNAL = "internal"
    WALK_IN = "walk_in"
    URGENT = "urgent"
    INVITATION = "invitation"


class Purpose(TextChoices):
    """What a key opens."""

    HOLD = "hold"
    CONFIRM = "confirm"
    MANAGE = "manage"
    FEED = "feed"
    WISH = "wish"
    OFFER = "offer"


class ClaimState(TextChoices):
    """What became of a stated urgency at the counter."""

    STATED = "stated"
    PROVED = "proved"
    UNPROVED = "unproved"


class WishState(TextChoices):
    """Where an entry on the waiting list stands."""

    OPEN = "open"
    OFFERED = "offered"
    FULFILLED = "fulfilled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


_W = WishState

WISH = Lifecycle(
    start=_W.OPEN,
    moves={
        _W.OPEN: frozenset({_W.OFFERED, _W.FULFILLED, _W.EXPIRED, _W.WITHDRAWN}),
        _W.OFFERED: frozenset({_W.OPEN, _W.FULFILLED, _W.EXPIRED, _W.WITHDRAWN}),
        _W.FULFILLED: frozenset(),
        _W.EXPIRED: frozenset(),
        _W.WITHDRAWN: frozenset(),
    },
)

LISTED = frozenset({_W.OPEN, _W.OFFERED})
"""States in which a wish still looks for a time."""


class OfferState(TextChoices):
    """What became of a time offered to one wish."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


_O = OfferState

OFFER = Lifecycle(
    start=_O.OPEN,
    moves={
        _O.OPEN: frozenset({_O.ACCEPTED, _O.DECLINED, _O.LAPSED, _O.WITHDRAWN}),
        _O.ACCEPTED: frozenset(),
        _O.DECLINED: frozenset(),
        _O.LAPSED: frozenset(),
        _O.WITHDRAWN: frozenset(),
    },
)
