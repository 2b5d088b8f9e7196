"""Looks at a sound description for what is allowed but hardly meant. Nothing here is fatal."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from anlauf.directory.imports.described import DescribedCity, Office, StaffPattern
from anlauf.directory.imports.notes import Notes
from anlauf.directory.states import Competence, OfficeKind
from anlauf.engine.grid import Span, clock_text


def check(described: DescribedCity, notes: Notes) -> None:
    """Note what somebody should look at."""
    staff = defaultdict(list)
    for pattern in described.staff:
        staff[pattern.office].append(pattern)
    for office in described.offices:
        if office.kind != OfficeKind.BACK_OFFICE:
            _check_office(office, staff[office.key], described, notes)
    _check_services(described, notes)
    _check_competence(described, notes)


def _check_office(
    office: Office, staff: list[StaffPattern], described: DescribedCity, notes: Notes
) -> None:
    where = notes.given["office"][office.key]
    if not office.rules:
        notes.odd(where, _("“%(office)s” has no opening hours.") % {"office": office.key})
        return

    for pattern in staff:
        if not _is_open(office, pattern):
            notes.odd(
                where,
                _("Clerks are expected at “%(office)s” at %(span)s, when it never opens.")
                % {"office": office.key, "span": pattern.span},
            )
    crowded = _crowded(staff, office.desks)
    if crowded is not None:
        notes.odd(
            where,
            _("“%(office)s” expects more clerks than its %(desks)s desks at %(time)s.")
            % {"office": office.key, "desks": office.desks, "time": clock_text(crowded)},
        )
    held = {skill for pattern in staff for skill in pattern.skills}
    needed = {service.key: service.skill for service in described.services}
    for offering in office.offerings:
        if needed[offering.service] not in held:
            notes.odd(
                where,
                _("Nobody at “%(office)s” is expected to know “%(skill)s” for “%(service)s”.")
                % {
                    "office": office.key,
                    "skill": needed[offering.service],
                    "service": offering.service,
                },
            )


def _check_services(described: DescribedCity, notes: Notes) -> None:
    offered = {offering.service for office in described.offices for offering in office.offerings}
    areas = {skill.key: skill.area for skill in described.skills}
    for service in described.services:
        if areas[service.skill] != service.area:
            notes.odd(
                notes.given["service"][service.key],
                _("“%(service)s” and its skill “%(skill)s” belong to different areas.")
                % {"service": service.key, "skill": service.skill},
            )
        if service.public and service.key not in offered and not service.online_url:
            notes.odd(
                notes.given["service"][service.key],
                _("No office offers “%(service)s”, and it is not online.")
                % {"service": service.key},
            )


def _check_competence(described: DescribedCity, notes: Notes) -> None:
    """A service for residents of a district needs an office that is competent for one."""
    by_district = {
        service.key for service in described.services if service.competence == Competence.DISTRICT
    }
    for office in described.offices:
        offered = {offering.service for offering in office.offerings}
        if offered & by_district and not office.districts:
            notes.odd(
                notes.given["office"][office.key],
                _("“%(office)s” serves people of its districts, but names no district.")
                % {"office": office.key},
            )


def _is_open(office: Office, pattern: StaffPattern) -> bool:
    return any(
        span.overlaps(pattern.span)
        for rule in office.rules
        if not rule.closed and pattern.weekday in rule.weekdays
        for span in rule.spans
    )


def _crowded(staff: Iterable[StaffPattern], desks: int) -> int | None:
    """The first tick at which more clerks are expected than there are desks."""
    ordered = list(staff)
    for pattern in ordered:
        here = Span(pattern.span.start, pattern.span.start + 1)
        present = sum(
            other.clerks
            for other in ordered
            if other.weekday == pattern.weekday and other.span.overlaps(here)
        )
        if present > desks:
            return pattern.span.start
    return None
