"""What can be had at a counter, all of it at once, for those who copy the catalogue."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from anlauf.directory.models import District, Offering, Office
from anlauf.directory.queries.places import offices
from anlauf.directory.states import Channel

_LONG_TEXTS = ("summary", "bring", "steps", "synonyms", "takes")  # a catalogue tells none of them


def offerings_for_visits() -> QuerySet[Offering]:
    """Every public service at every office where people come for it, office after office."""
    found = Offering.objects.filter(
        visible=True,
        service__public=True,
        office__in=offices(),
        channels__contains=[Channel.VISIT],
    )
    return (
        found.select_related("service__skill")
        .defer(*(f"service__{column}" for column in _LONG_TEXTS))
        .order_by(
            "office__area__position",
            "office__sort_key",
            "office",
            "service__position",
            "service__key",
        )
    )


def offices_with_districts(numbers: Iterable[int]) -> QuerySet[Office]:
    """These offices by name, each with the districts it is there for."""
    districts = Prefetch("districts", District.objects.defer("outline").order_by("name"))
    return offices().filter(pk__in=list(numbers)).prefetch_related(districts)


def office_with_districts(number: int) -> Office:
    """The office with this number, also when nobody comes there any more."""
    districts = Prefetch("districts", District.objects.defer("outline").order_by("name"))
    rows = Office.objects.select_related("place", "area").prefetch_related(districts)
    return rows.get(pk=number)
