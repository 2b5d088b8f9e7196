"""Services, the words people find them by, and who offers them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from anlauf.core.text import say
from anlauf.directory import search
from anlauf.directory.models import District, Fee, Offering, Office, Service, Skill
from anlauf.directory.queries.places import offices
from anlauf.directory.states import Competence, OfficeKind


def service(key: str) -> Service:
    """The public service with this key; raises `Service.DoesNotExist`."""
    return Service.objects.select_related("area", "skill").get(key=key, public=True)


def services(*, area: str | None = None) -> QuerySet[Service]:
    """Public services, most wanted first."""
    found = Service.objects.filter(public=True).select_related("area", "skill")
    found = found.order_by("position", "key")
    return found if area is None else found.filter(area__key=area)


def most_wanted(area: str, *, most: int = 8) -> list[Service]:
    """The services people of an area come for most often."""
    return list(services(area=area)[:most])


def services_matching(words: str, language: str) -> list[Service]:
    """Services that answer these words, best first; words of the other languages count too."""
    rows = {row.key: row for row in services()}
    keys = search.best(words, [_entry(row, language) for row in rows.values()])
    return [rows[key] for key in keys]


def competent_offices(wanted: Service, district: District | None = None) -> QuerySet[Office]:
    """Offices that may serve this for someone who lives in the district.

    Without a district a service that depends on it has no competent office yet.
    """
    offering = offices().filter(offerings__service=wanted, offerings__visible=True)
    if wanted.competence == Competence.CITY:
        return offering
    if district is None:
        return offering.none()
    return offering.filter(districts=district)


def city_wide(numbers: Iterable[int]) -> bool:
    """Tell whether everybody in the city may have these services at any office."""
    dependent = Service.objects.filter(pk__in=list(numbers)).exclude(competence=Competence.CITY)
    return not dependent.exists()


def competent(office: int, wanted: Iterable[int], district: District | None) -> bool:
    """Tell whether the office may serve all of these for someone who lives in the district."""
    if city_wide(wanted):
        return True
    return district is not None and offices().filter(pk=office, districts=district).exists()


def offering(at_office: Office, wanted: Service) -> Offering:
    """How the office offers the service; raises `Offering.DoesNotExist`."""
    return Offering.objects.get(office=at_office, service=wanted, visible=True)


def offerings_of(wanted: Service) -> QuerySet[Offering]:
    """Every way the service is offered to people, by the offices' names."""
    found = (
        Offering.objects.filter(service=wanted, visible=True, office__visible=True)
        .exclude(office__kind=OfficeKind.BACK_OFFICE)
        .select_related("office__place")
        .order_by("office__sort_key")
    )
    if wanted.competence == Competence.CITY:
        return found
    return found.prefetch_related(Prefetch("office__districts", District.objects.defer("outline")))


def services_at(at_office: Office) -> QuerySet[Service]:
    """What an office does for people, most wanted first."""
    return services().filter(offerings__office=at_office, offerings__visible=True)


def skills_at(at_office: Office) -> QuerySet[Skill]:
    """What must be known in an office for all it does, by key."""
    wanted = services_at(at_office).order_by().values("skill")
    return Skill.objects.filter(pk__in=wanted).order_by("key")


def combinable(wanted: Collection[int]) -> list[Service]:
    """What else can be done where all of these are done, most wanted first."""
    doing_all = (
        offices()
        .filter(offerings__service__in=wanted, offerings__visible=True)
        .annotate(done=Count("offerings"))
        .filter(done=len(wanted))
        .order_by()
    )
    found = services().filter(offerings__visible=True, offerings__office__in=doing_all.values("pk"))
    return list(found.exclude(pk__in=wanted).distinct())


def fees_on(wanted: Service, day: date) -> list[Fee]:
    """The fees that hold on this date, as the city lists them."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return list(wanted.fees.filter(begun & lasting).order_by("position"))


def _entry(row: Service, language: str) -> search.Entry:
    """The service's words, those of the asked language first."""
    names = [say(row.name, language), *row.name.values()]
    return search.Entry(
        key=row.key,
        names=tuple(dict.fromkeys(names)),
        synonyms=tuple(word for words in row.synonyms.values() for word in words),
        text=say(row.summary, language),
        position=row.position,
    )
