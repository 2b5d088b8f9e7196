"""Reads offices with their hours and offerings, bundles of services, and exceptional days."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from anlauf.directory.imports import hours
from anlauf.directory.imports.described import Duration, Exceptional, Offering, Office, Service
from anlauf.directory.imports.notes import maybe
from anlauf.directory.imports.read_services import duration
from anlauf.directory.imports.table import Table
from anlauf.directory.states import Channel, ExceptionKind, OfficeKind
from anlauf.engine.opening import NTHS, OpeningRule

ALL = "all"
_SHORT = 40
_STAND_IN = Duration(5, 0, 1, (Channel.VISIT,))


def bundle(table: Table) -> tuple[str, tuple[str, ...]]:
    """A named list of services that many offices offer."""
    found = table.id(), table.many("services", "service", needed=True)
    table.done(also_assumable=[f"services:{key}" for key in found[1]])
    return found


def office(
    table: Table, services: Mapping[str, Service], bundles: Mapping[str, tuple[str, ...]]
) -> Office:
    """An office."""
    offerings = _offerings(table, services, bundles)
    found = Office(
        key=table.id(),
        name=table.wording("name"),
        short=table.text("short"),
        area=table.one("area", "area"),
        place=table.one("place", "place"),
        kind=table.one_of("kind", OfficeKind),
        districts=table.many("districts", "district"),
        phone=table.text("phone", default=""),
        email=_email(table),
        hint=table.wording("hint", needed=False),
        desks=table.whole("desks", default=0),
        rules=(
            *(_rule(each, closed=False) for each in table.tables("open", "opening rule")),
            *(_rule(each, closed=True) for each in table.tables("closed", "closing rule")),
        ),
        offerings=offerings,
    )
    if len(found.short) > _SHORT:
        table.wrong("short", _("The short name has more than %(most)s letters.") % {"most": _SHORT})
    table.done(also_assumable=[f"offers:{each.service}" for each in offerings])
    return found


def exceptions(table: Table, offices: Sequence[str]) -> list[Exceptional]:
    """One exceptional day, for the offices it names or for all of them."""
    named = table.texts("offices", needed=True)
    if named == (ALL,):
        named = tuple(offices)
    else:
        table.many("offices", "office")
    day = table.day("date", needed=True)
    kind = table.one_of("kind", ExceptionKind)
    spans = hours.spans(table, needed=kind != ExceptionKind.CLOSED)
    reason = table.wording("reason")
    for key in named:
        table.notes.give("exception", f"{key} {day} {kind}", table.where())
    table.done()
    return [Exceptional(key, day, kind, spans, reason) for key in named if day]


def _rule(table: Table, *, closed: bool) -> OpeningRule:
    weekdays = hours.weekdays(table)
    spans = hours.spans(table)
    first, last = table.days()
    parity = table.text("weeks", default="")
    rule = OpeningRule(
        weekdays=weekdays,
        spans=spans,
        nth=_nth(table),
        week_parity="odd" if parity == "odd" else "even" if parity == "even" else None,
        valid_from=first,
        valid_to=last,
        closed=closed,
    )
    if parity not in {"", "odd", "even"}:
        table.wrong("weeks", _("Weeks are odd or even, not “%(weeks)s”.") % {"weeks": parity})
    table.done()
    return rule


def _nth(table: Table) -> frozenset[int] | None:
    numbers = table.wholes("nth")
    for index, number in enumerate(numbers):
        if number not in NTHS:
            table.notes.wrong(
                table.where("nth", index),
                _("A month has no weekday number %(number)s.") % {"number": number},
                _("Write 1 to 5, or -1 for the last one."),
            )
    return frozenset(numbers) or None


def _email(table: Table) -> str:
    email = table.text("email", default="")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            table.wrong("email", _("“%(email)s” is no mail address.") % {"email": email})
    return email


def _offerings(
    table: Table, services: Mapping[str, Service], bundles: Mapping[str, tuple[str, ...]]
) -> tuple[Offering, ...]:
    """The bundles and single services named, less `without`, as changed by `offering`."""
    keys: dict[str, None] = {}
    for name in table.many("bundles", "bundle"):
        keys.update(dict.fromkeys(bundles.get(name, ())))
    keys.update(dict.fromkeys(table.many("offers", "service")))
    for index, key in enumerate(table.many("without", "service")):
        if key not in keys:
            table.notes.wrong(
                table.where("without", index),
                _("“%(key)s” is taken away, but it was never offered here.") % {"key": key},
                maybe(key, keys),
            )
        keys.pop(key, None)
    usual = {key: services[key].usual if key in services else _STAND_IN for key in keys}
    for each in table.tables("offering", "offering"):
        key = each.one("service", "service")
        usual[key] = duration(each, usual.get(key, _STAND_IN))
        each.done()
    return tuple(Offering(key, lasting) for key, lasting in usual.items())
