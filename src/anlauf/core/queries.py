"""Reading the outbox: for the demo's mailbox and for people who look after delivery."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from anlauf.core.models import Letter, Line
from anlauf.core.states import LetterState
from anlauf.core.writers import NotWritten, worded

LATELY = timedelta(days=7)


@dataclass(frozen=True)
class WayOut:
    """How letters of one channel fare now, and what went wrong with them lately."""

    channel: str
    waiting: int
    put_off: int
    in_hand: int
    doubtful: int
    failed: int
    bounced: int
    sent: int
    oldest: datetime | None  # when the letter was written that waits longest
    failures: int
    shut_until: datetime | None
    worked_at: datetime | None
    last_error: str

    def oldest_minutes(self, at: datetime) -> int:
        """How long the oldest letter has waited."""
        return 0 if self.oldest is None else max(0, int((at - self.oldest).total_seconds() // 60))


@dataclass(frozen=True)
class Trouble:
    """A letter that did not reach anybody: what and when, not whom and where."""

    number: int
    kind: str
    channel: str
    written_at: datetime
    state: str
    reason: str

    @property
    def came_back(self) -> bool:
        """Tell whether it left and was returned."""
        return self.state == LetterState.SENT


def latest_letters(*, to: str = "", most: int = 50) -> list[Letter]:
    """The letters written last, or those of them to one address, with their words."""
    rows = Letter.objects.order_by("-written_at", "-pk")
    return [_read(row) for row in (rows.filter(to__iexact=to) if to else rows)[:most]]


def letter(number: int) -> Letter | None:
    """One letter with its words, if there is one with this number."""
    found = Letter.objects.filter(pk=number).first()
    return _read(found) if found else None


def ways_out(*, at: datetime) -> list[WayOut]:
    """Each way out of the house, with its queue and its troubles."""
    lines = {line.channel: line for line in Line.objects.all()}
    return [_way(channel, lines.get(channel), at=at) for channel in Letter.Channel.values]


def troubles(*, at: datetime, most: int = 50) -> list[Trouble]:
    """The letters of late that are in doubt, were given up or came back, newest first."""
    rows = _in_trouble().filter(written_at__gte=at - LATELY).order_by("-pk")[:most]
    return [_trouble(row) for row in rows]


def unreached(thing: str, numbers: Iterable[int]) -> dict[int, Trouble]:
    """Which of these things have a letter that reached nobody, with the latest such letter."""
    rows = _in_trouble().filter(thing=thing, thing_number__in=list(numbers)).order_by("pk")
    return {row.thing_number: _trouble(row) for row in rows}


def unreached_things(thing: str) -> set[int]:
    """Which things of this kind have a letter that reached nobody."""
    return set(_in_trouble().filter(thing=thing).values_list("thing_number", flat=True))


def _way(channel: str, line: Line | None, *, at: datetime) -> WayOut:
    waiting = Q(state=LetterState.WAITING)
    lately = Q(written_at__gte=at - LATELY)
    line = line or Line(channel=channel)
    return WayOut(
        channel=channel,
        failures=line.failures,
        shut_until=line.shut_until if line.shut_until and line.shut_until > at else None,
        worked_at=line.worked_at,
        last_error=line.last_error if line.failures else "",
        **Letter.objects.filter(channel=channel).aggregate(
            waiting=Count("pk", filter=waiting),
            put_off=Count("pk", filter=waiting & Q(due_at__gt=at)),
            in_hand=Count("pk", filter=Q(state=LetterState.SENDING)),
            doubtful=Count("pk", filter=Q(state=LetterState.DOUBT)),
            failed=Count("pk", filter=lately & Q(state=LetterState.FAILED)),
            bounced=Count("pk", filter=lately & Q(bounced_at__isnull=False)),
            sent=Count("pk", filter=lately & Q(state=LetterState.SENT)),
            oldest=Min("written_at", filter=waiting),
        ),
    )


def _in_trouble() -> QuerySet[Letter]:
    stuck = Q(state__in=[LetterState.DOUBT, LetterState.FAILED])
    return Letter.objects.filter(stuck | Q(bounced_at__isnull=False))


def _trouble(row: Letter) -> Trouble:
    return Trouble(
        number=row.pk,
        kind=row.kind,
        channel=row.channel,
        written_at=row.written_at,
        state=row.state,
        reason=row.bounce or row.last_error,
    )


def _read(letter: Letter) -> Letter:
    """The letter with its words, or without them where it cannot be written at present."""
    try:
        return worded(letter)
    except NotWritten as reason:
        letter.last_error = letter.last_error or str(reason)[:200]
        return letter
