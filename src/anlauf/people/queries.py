"""Who works here, where, and with which grants."""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection
from django.db.models import Q

from anlauf.core.keys import digest
from anlauf.core.refusal import Unknown
from anlauf.core.text import sort_key
from anlauf.directory.models import Office
from anlauf.people.models import Device, Membership, Person, Program
from anlauf.people.roles import AT_THE_COUNTER, ON_CASES, Role
from anlauf.people.states import DeviceState

# Every search for times asks this; composing it anew took longer than running it.
_LANGUAGES = """
    SELECT member.office_id, array_agg(DISTINCT spoken.language)
    FROM people_membership AS member
    JOIN people_person AS person ON person.id = member.person_id AND person.is_active
    CROSS JOIN LATERAL unnest(person.languages) AS spoken (language)
    WHERE member.office_id = ANY(%s::bigint[]) AND member.role = ANY(%s::text[])
    GROUP BY member.office_id
"""

__all__ = [
    "Device",
    "Office",
    "Person",
    "Program",
    "anybody",
    "case_workers_of",
    "concerned",
    "device_by_key",
    "device_by_number",
    "devices",
    "grants",
    "languages_at",
    "names_of",
    "people_by_login",
    "person_by_login",
    "program_by_key",
    "program_by_number",
    "programs",
    "programs_ever",
    "skills_of",
    "staff_of",
    "workplace",
    "workplaces",
    "workplaces_beside",
    "workplaces_named",
]


def grants(person: Person) -> list[tuple[str, int | None]]:
    """Pairs of role and office."""
    return list(person.memberships.values_list("role", "office_id"))


def person_by_login(login: str) -> Person:
    """The person who logs in by this name; raises Unknown."""
    try:
        return Person.objects.get(login=login)
    except Person.DoesNotExist:
        raise Unknown from None


def anybody() -> bool:
    """Tell whether somebody exists who might log in."""
    return Person.objects.exists()


def people_by_login(beginning: str) -> dict[str, Person]:
    """Everybody whose log-in name begins so, by that name."""
    return {person.login: person for person in Person.objects.filter(login__startswith=beginning)}


def workplace(key: str) -> Office:
    """The office that goes by this key in addresses; raises Unknown."""
    try:
        return Office.objects.select_related("place", "area").get(key=key)
    except Office.DoesNotExist:
        raise Unknown from None


def workplaces(offices: frozenset[int] | None) -> list[Office]:
    """The offices to choose from, by name; None stands for all that have a counter."""
    rows = Office.objects.select_related("area").order_by("area__position", "sort_key")
    chosen = rows if offices is None else rows.filter(pk__in=offices)
    return [office for office in chosen if office.has_counter]


def workplaces_beside(office: Office) -> list[Office]:
    """The other offices in the same building, by name."""
    beside = Office.objects.filter(place=office.place_id).exclude(pk=office.pk)
    return [each for each in beside.order_by("sort_key") if each.has_counter]


def workplaces_named(keys: Sequence[str]) -> list[Office]:
    """The offices that go by these keys, in this order; a key that nobody has is passed over."""
    found = {office.key: office for office in Office.objects.filter(key__in=keys)} if keys else {}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def names_of(numbers: Iterable[int | None]) -> dict[int | None, str]:
    """The names of these people, by their numbers; who has left the house has none."""
    known = Person.objects.filter(pk__in={number for number in numbers if number is not None})
    return {person.pk: person.name for person in known}


def staff_of(office: int) -> list[Person]:
    """Everybody with a role at this very office, by name."""
    members = Membership.objects.filter(office=office, person__is_active=True)
    people = {member.person for member in members.select_related("person")}
    return sorted(people, key=lambda person: sort_key(person.name))


def concerned(office: int | None, roles: Collection[Role]) -> list[Person]:
    """Who is to be written to: people in these roles, here or city-wide, with a mail address."""
    members = Membership.objects.filter(Q(office=office) | Q(office=None), role__in=roles)
    active = members.filter(person__is_active=True).exclude(person__email="")
    found = [member.person for member in active.select_related("person")]
    by_mailbox = {person.email.casefold(): person for person in found}
    return [person for _mailbox, person in sorted(by_mailbox.items())]


def case_workers_of(office: int) -> list[Person]:
    """Everybody who works on the cases of this office, by name."""
    members = Membership.objects.filter(Q(office=office) | Q(office=None), role__in=ON_CASES)
    active = members.filter(person__is_active=True).select_related("person")
    people = {member.person for member in active}
    return sorted(people, key=lambda person: sort_key(person.name))


def skills_of(person: Person) -> frozenset[str]:
    """The keys of what somebody is able to do."""
    return frozenset(person.skills.values_list("key", flat=True))


def program_by_key(key: str) -> Program | None:
    """The program whose key this is, unless it has been dismissed."""
    return Program.objects.filter(digest=digest(key), dismissed_at__isnull=True).first()


def programs() -> list[Program]:
    """Every program that may call, by name."""
    return list(Program.objects.filter(dismissed_at__isnull=True).order_by("name", "pk"))


def program_by_number(number: int) -> Program:
    """The program with this number in the table; raises Unknown."""
    try:
        return Program.objects.get(pk=number)
    except Program.DoesNotExist:
        raise Unknown from None


def programs_ever() -> list[Program]:
    """Every program by name; those whose keys were taken away come last."""
    rows = Program.objects.order_by("name", "pk")
    return sorted(rows, key=lambda program: program.dismissed_at is not None)


def device_by_key(key: str) -> Device | None:
    """The device whose key this is, unless it has been revoked."""
    enrolled = Device.objects.filter(digest=digest(key), state=DeviceState.ENROLLED)
    return enrolled.select_related("office").first()


def device_by_number(number: int) -> Device:
    """The device with this number in the table; raises Unknown."""
    try:
        return Device.objects.select_related("office").get(pk=number)
    except Device.DoesNotExist:
        raise Unknown from None


def devices() -> list[Device]:
    """Every device by office, kind and name; those that were revoked come last."""
    rows = Device.objects.select_related("office").order_by(
        "office__sort_key", "office", "kind", "name", "pk"
    )
    return sorted(rows, key=lambda device: device.state == DeviceState.REVOKED)


def languages_at(offices: Iterable[int]) -> dict[int, frozenset[str]]:
    """The languages somebody at each office speaks; never who, nor how many of them."""
    with connection.cursor() as cursor:
        cursor.execute(_LANGUAGES, [list(offices), list(AT_THE_COUNTER)])
        return {office: frozenset(languages) for office, languages in cursor.fetchall()}
