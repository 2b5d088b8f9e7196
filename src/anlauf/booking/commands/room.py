"""Room for one more visit where no group has a place, by letting others change groups unseen."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anlauf.booking import snapshots
from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.snapshots.releases import open_room
from anlauf.booking.states import OCCUPYING
from anlauf.core import journal
from anlauf.core.actors import SYSTEM
from anlauf.engine.capacity import Need, Page, covers, rebalanced
from anlauf.engine.release import Release


@dataclass(frozen=True)
class Claim:
    """A visit somebody wants from a share, and by which rule at which moment."""

    need: Need
    start: int
    share: str
    release: Release | None
    on: date
    now: tuple[date, int]

    @property
    def is_open(self) -> bool:
        """Tell whether anything of the date is open to the share yet."""
        if self.release is None:
            return True
        today, tick = self.now
        return self.release.is_open(self.share, self.release.opened((self.on - today).days, tick))

    def room(self, page: Page) -> int:
        """The ticks in which the share may be promised once more."""
        return open_room(page, self.need, self.share, self.release, self.on, self.now)

    def lane(self, page: Page) -> int | None:
        """The group that would serve it, if there is one with a place for this share."""
        return page.lane(self.need, self.start, room=self.room(page))


def cleared(
    day: OfficeDay,
    page: Page,
    claim: Claim,
    *,
    at: datetime,
    leaving: Collection[int] = (),
) -> tuple[Page, int | None]:
    """The page after others have made room, and the group that has it; or as it was, and none.

    `day` is locked; `leaving` are numbers of those who have lost their place on the page already.
    Whoever changes group is written at once: read appointments of the day after this, not before.
    """
    if not _worth_trying(page, claim):
        return page, None
    rows = [row for row in promised(day) if row.pk not in leaving]
    promises = snapshots.promises(rows)
    if not _are_all_on(page, rows):
        return page, None  # somebody is just leaving: their place is no longer on this page
    found = rebalanced(page, promises, claim.need, claim.start)
    if found is None or claim.lane(found.page) is None:
        return page, None

    change_groups(rows, found.moves)
    facts: dict[str, object] = {"date": day.date.isoformat(), "moved": len(found.moves)}
    journal.record("booking.rebalanced", day, by=SYSTEM, at=at, office=day.office_id, facts=facts)
    return found.page, found.group


def _worth_trying(page: Page, claim: Claim) -> bool:
    """Tell whether at every tick some group has a place, and the share may take one more."""
    if len(page.groups) < 2 or not covers(claim.room(page), claim.start, claim.need.ticks):
        return False
    if not any(group.may_serve(claim.need) for group in page.groups):
        return False
    anywhere = 0
    for free in page.free_ticks().ticks:
        anywhere |= free
    return covers(anywhere, claim.start, claim.need.ticks)


def promised(day: OfficeDay) -> list[Appointment]:
    """Everybody who keeps a place on the page, with just what decides about groups."""
    rows = day.appointments.filter(
        state__in=sorted(OCCUPYING), kept_ticks__gt=0, lane__isnull=False
    )
    return list(rows.only("pk", "skills", "kept_ticks", "start", "lane", "share"))


def _are_all_on(page: Page, rows: Sequence[Appointment]) -> bool:
    """Tell whether every one of these is counted on the page."""
    left = page
    for row in rows:
        lane = row.lane
        if lane is None or lane >= len(left.groups):
            return False
        if not left.groups[lane].has_promised(row.start, row.kept_ticks, row.share):
            return False
        left = left.given_back(lane, row.start, row.kept_ticks, row.share)
    return True


def change_groups(rows: Sequence[Appointment], groups: Mapping[Hashable, int]) -> None:
    """Write down in which group each of these sits by now."""
    changed = [row for row in rows if groups.get(row.pk, row.lane) != row.lane]
    for row in changed:
        row.lane = groups[row.pk]
    Appointment.objects.bulk_update(changed, ["lane"])
