"""A rule of arrival in sentences, and what would follow from another one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anlauf.engine.joining import turned_away
from anlauf.floor.afar import ArrivalPolicy, CameFromAfar


@dataclass(frozen=True)
class Lately:
    """Who came from afar in the last weeks, how many are on the way now, whether it concerns them.

    `at_once` is true for a rule that begins today.
    """

    people: Sequence[CameFromAfar]
    on_the_way: int
    at_once: bool

    def kept_for(self, minutes: int) -> tuple[int, int]:
        """How many came within so many minutes after their turn, of how many who were late."""
        late = [one for one in self.people if one.turn is not None]
        met = [
            one
            for one in late
            if one.came and one.turn and one.until - one.turn <= timedelta(minutes=minutes)
        ]
        return len(met), len(late)

    def turned_away(self, most: int) -> int:
        """How many of them would have got no number."""
        return turned_away(((one.since, one.until) for one in self.people), most)


def sentences(rule: ArrivalPolicy) -> list[str]:
    """The rule as people would tell it."""
    return [*_joining(rule), *_checking_in(rule), _elsewhere(rule)]


def consequences(before: ArrivalPolicy, after: ArrivalPolicy, lately: Lately) -> list[str]:
    """What a new rule changes for people, as far as the last weeks can tell."""
    told = [*_of_numbers(before, after, lately), *_of_presence(before, after)]
    if before.door_code and not after.door_code:
        told.append(
            _(
                "The code disappears from kiosk and boards. Whoever has an appointment checks in"
                " at the machine or at the reception."
            )
        )
    if after.door_code and not before.door_code:
        told.append(
            _(
                "Kiosk and boards show five digits that change every day. An office without a"
                " screen at its entrance needs a sign with them."
            )
        )
    return told or [_("Nothing changes for people.")]


def _joining(rule: ArrivalPolicy) -> list[str]:
    if not rule.joins:
        return [_("Numbers are drawn at the entrance only.")]
    kept = ngettext(
        "A place is kept for %(minutes)s minute, once, for somebody whose turn has come.",
        "A place is kept for %(minutes)s minutes, once, for somebody whose turn has come.",
        rule.keep_minutes,
    )
    return [
        _("People can draw a number on the office's page before they are here, %(most)s at a time.")
        % {"most": rule.most_coming},
        _("They are asked to be here %(minutes)s minutes before the probable call.")
        % {"minutes": rule.margin_minutes},
        kept % {"minutes": rule.keep_minutes},
        _("They are called only after they have said that they are here.")
        if rule.presence
        else _("They are called as soon as they can be here, without having said that they are."),
    ]


def _checking_in(rule: ArrivalPolicy) -> list[str]:
    if rule.door_code:
        return [_("Today's code from kiosk or board checks in on one's own phone.")]
    return [_("People check in at the machine or at the reception.")]


def _elsewhere(rule: ArrivalPolicy) -> str:
    return _("From a wait of %(minutes)s minutes on, quicker offices nearby are named.") % {
        "minutes": rule.long_wait_minutes
    }


def _of_numbers(before: ArrivalPolicy, after: ArrivalPolicy, lately: Lately) -> Iterator[str]:
    if before.joins and not after.joins:
        yield _("Nobody can draw a number from afar any more.")
        if lately.at_once and lately.on_the_way:
            yield ngettext(
                "%(n)s person is on the way with a number and keeps it.",
                "%(n)s people are on the way with a number and keep it.",
                lately.on_the_way,
            ) % {"n": lately.on_the_way}
    if after.joins and not before.joins:
        yield _("The office's page offers numbers from afar. The machine at the entrance stays.")
    if before.joins and lately.people:
        yield ngettext(
            "In the last four weeks %(n)s number was drawn from afar; %(came)s came.",
            "In the last four weeks %(n)s numbers were drawn from afar; %(came)s came.",
            len(lately.people),
        ) % {"n": len(lately.people), "came": sum(one.came for one in lately.people)}
        yield from _of_figures(before, after, lately)


def _of_figures(before: ArrivalPolicy, after: ArrivalPolicy, lately: Lately) -> Iterator[str]:
    if not after.joins:
        return
    if after.most_coming != before.most_coming:
        yield _(
            "With at most %(most)s on the way at a time, %(refused)s of them would have got no"
            " number."
        ) % {"most": after.most_coming, "refused": lately.turned_away(after.most_coming)}
    met, late = lately.kept_for(after.keep_minutes)
    if late and after.keep_minutes < before.keep_minutes:
        yield _(
            "The turn of %(late)s came before they were here. %(met)s of them came within"
            " %(minutes)s minutes; the others would lose their place."
        ) % {"late": late, "met": met, "minutes": after.keep_minutes}
    if late and after.keep_minutes > before.keep_minutes:
        yield _(
            "The turn of %(late)s came before they were here, and %(lost)s of them lost their"
            " place. Some of these would be kept; how many is not known."
        ) % {"late": late, "lost": late - lately.kept_for(before.keep_minutes)[0]}


def _of_presence(before: ArrivalPolicy, after: ArrivalPolicy) -> Iterator[str]:
    if not after.joins or before.presence == after.presence:
        return
    if after.presence:
        yield _("Nobody is called in vain who is still on the way.")
    else:
        yield _("Desks call people who may not be here; each such call costs a desk some time.")
