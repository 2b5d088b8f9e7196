"""What a scenario changes and what its figures are called, in plain words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from anlauf.core import text
from anlauf.web.planning.hours_editor_fields import WEEKDAYS

Plain = Mapping[str, Any]
EVERYWHERE = lazy("at all offices")
MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True)
class Meaning:
    """A figure: what it is called, how it is written, and which way is better."""

    key: str
    label: Promise
    unit: str
    digits: int
    less_is_better: bool | None  # None: neither
    factor: float = 1.0

    def said(self, value: float) -> str:
        """The value with its unit."""
        rounded = round(value * self.factor, self.digits)  # `number_format` only cuts off
        number = number_format(rounded, self.digits, force_grouping=True)
        return f"{number} {_UNITS.get(self.unit, self.unit)}".strip()


_UNITS = {"min": lazy("min"), "d": lazy("days")}
SHARE = Meaning("part", lazy("Change"), "%", 1, None, 100.0)
MEANINGS: tuple[Meaning, ...] = (
    Meaning("wait", lazy("Mean wait"), "min", 1, True),
    Meaning("late", lazy("Nine of ten wait at most"), "min", 1, True),
    Meaning("long", lazy("Wait longer than 15 minutes"), "%", 1, True, 100.0),
    Meaning("lead", lazy("Mean lead time of appointments"), "d", 1, True),
    Meaning("late_lead", lazy("Nine of ten have one within"), "d", 1, True),
    Meaning("refused", lazy("Find no appointment"), "%", 1, True, 100.0),
    Meaning("served", lazy("Served in a year"), "", 0, False),
    Meaning("lost", lazy("Leave or are sent away in a year"), "", 0, True),
    Meaning("utilisation", lazy("Time of clerks with visitors"), "%", 1, None, 100.0),
)


@dataclass(frozen=True)
class Names:
    """What offices and kinds are called, by their keys."""

    offices: Mapping[str, str]
    kinds: Mapping[str, Mapping[str, str]]

    def office(self, key: str) -> str:
        """`in Altona`-like words for a place, or for all of them."""
        if not key:
            return str(EVERYWHERE)
        return _("at %(office)s") % {"office": self.offices.get(key, key)}

    def kind(self, key: str) -> str:
        """What people come for."""
        known = self.kinds.get(key)
        return text.say(known, get_language() or "de") if known else key


def said(change: Plain, names: Names) -> str:
    """A change as a sentence."""
    words = _SAID.get(str(change.get("change")))
    return words(change, names) if words else str(change.get("change"))


def _demand(one: Plain, names: Names) -> str:
    facts = {"percent": _signed(one["percent"]), "office": names.office(one["place"])}
    if one["kind"]:
        facts["kind"] = names.kind(one["kind"])
        return _("%(percent)s %% for “%(kind)s” %(office)s") % facts
    return _("%(percent)s %% people %(office)s") % facts


def _spread(one: Plain, _names: Names) -> str:
    return _("Reminder letters take %(percent)s %% of the peaks into quiet times") % {
        "percent": _number(one["percent"])
    }


def _hours(one: Plain, names: Names) -> str:
    days = ", ".join(str(WEEKDAYS[day]) for day in one["weekdays"])
    if one["opens"] >= one["closes"]:
        return _("Closed on %(days)s %(office)s") % {
            "days": days,
            "office": names.office(one["place"]),
        }
    return _("Open from %(opens)s to %(closes)s on %(days)s %(office)s") % {
        "opens": _clock(one["opens"]),
        "closes": _clock(one["closes"]),
        "days": days,
        "office": names.office(one["place"]),
    }


def _desks(one: Plain, names: Names) -> str:
    return ngettext("%(more)s desk %(office)s", "%(more)s desks %(office)s", abs(one["more"])) % {
        "more": _signed(one["more"]),
        "office": names.office(one["place"]),
    }


def _staff(one: Plain, names: Names) -> str:
    return ngettext(
        "%(more)s clerk each day %(office)s",
        "%(more)s clerks each day %(office)s",
        abs(one["more"]),
    ) % {"more": _signed(one["more"]), "office": names.office(one["place"])}


def _everything(one: Plain, names: Names) -> str:
    return _("Everybody can serve everything %(office)s") % {"office": names.office(one["place"])}


def _pop_up(one: Plain, _names: Names) -> str:
    return _(
        "A new office “%(name)s” with %(desks)s desks and %(clerks)s clerks takes %(percent)s %%"
        " of all visits"
    ) % {
        "name": one["name"],
        "desks": one["desks"],
        "clerks": one["clerks"],
        "percent": _number(one["percent"]),
    }


def _merge(one: Plain, names: Names) -> str:
    return _("%(place)s moves into %(into)s") % {
        "place": names.offices.get(one["place"], one["place"]),
        "into": names.offices.get(one["into"], one["into"]),
    }


def _law(one: Plain, names: Names) -> str:
    if one["kind"]:
        return _("A new law: “%(kind)s” takes %(minutes)s minutes longer") % {
            "kind": names.kind(one["kind"]),
            "minutes": _signed(one["minutes"]),
        }
    return _(
        "A new law: %(percent)s %% more people come for something new of %(minutes)s minutes"
    ) % {
        "percent": _number(one["percent"]),
        "minutes": _number(one["minutes"]),
    }


def _release(one: Plain, _names: Names) -> str:
    return _(
        "Appointments open %(days)s days ahead, %(same_day)s %% of them on the day itself;"
        " no-shows are booked over by %(over)s %%"
    ) % {
        "days": one["horizon_days"],
        "same_day": one["same_day"],
        "over": _number(100 * one["overbooking"]),
    }


def _best_hours(one: Plain, names: Names) -> str:
    return _("The best opening hours with the same hours of staff %(office)s") % {
        "office": names.office(one["place"])
    }


def _clock(minutes: float) -> str:
    hour, minute = divmod(round(minutes), MINUTES_OF_AN_HOUR)
    return f"{hour:02}:{minute:02}"


def _number(value: float) -> str:
    return str(number_format(value, 0 if value == round(value) else 1))


def _signed(value: float) -> str:
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{_number(abs(value))}"


def signed(value: float, meaning: Meaning) -> str:
    """A change of a figure."""
    words = meaning.said(abs(value))
    if meaning.said(0.0) == words:
        return words
    return f"{'+' if value > 0 else MINUS}{words}"


MINUS = "\N{MINUS SIGN}"
_SAID: Mapping[str, Callable[[Plain, Names], str]] = {
    "demand": _demand,
    "spread": _spread,
    "hours": _hours,
    "desks": _desks,
    "staff": _staff,
    "everything": _everything,
    "pop_up": _pop_up,
    "merge": _merge,
    "law": _law,
    "release": _release,
    "best_hours": _best_hours,
}
KINDS: Sequence[tuple[str, Promise]] = (
    ("demand", lazy("More or fewer people")),
    ("spread", lazy("Letters that spread the peaks")),
    ("hours", lazy("Opening hours")),
    ("best_hours", lazy("Look for the best opening hours")),
    ("desks", lazy("Desks")),
    ("staff", lazy("Staff")),
    ("everything", lazy("Skills")),
    ("pop_up", lazy("A new office")),
    ("merge", lazy("Merge two offices")),
    ("law", lazy("A new law")),
    ("release", lazy("How appointments are given out")),
)
