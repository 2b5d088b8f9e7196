"""A town where a residence permit can be applied for, by two groups, in two districts."""

from anlauf.cases.models import Case, Kind
from anlauf.directory.models import Quarter
from tests import make
from tests.web.citizen import town as towns

GROUPS = [
    {"key": "study", "name": {"de": "Studium", "en": "Studies"}},
    {"key": "job", "name": {"de": "Arbeit", "en": "Work"}},
]
STEPS = (
    ("received", 3),
    ("checking", 15),
    ("ready_for_visit", 10),
    ("deciding", 8),
    ("producing", 25),
    ("ready_for_pickup", 10),
)
QUESTIONS = (
    ("purpose", "choice", "group"),
    ("name", "text", "name"),
    ("birth_date", "date", "birth_date"),
    ("postal_code", "postal_code", "postal_code"),
    ("email", "email", "email"),
    ("married", "yes_no", ""),
    ("spouse", "text", ""),
    ("remarks", "long_text", ""),
)
ANSWERS = {
    "purpose": "study",
    "name": "Mina Rahimi",
    "birth_date": "1990-05-17",
    "postal_code": "22765",
    "email": "mina@example.org",
    "married": "no",
    "remarks": "",
}


def town() -> Kind:
    """The usual town, in which the permit can be applied for."""
    built = towns.town()
    Quarter.objects.filter(key="ottensen").update(postal_codes=["22765"])
    Quarter.objects.filter(key="heimfeld").update(postal_codes=["21075", "22767"])
    Quarter.objects.create(
        key="altstadt",
        name="Altstadt",
        district=built.altona.place.district,
        latitude=53.55,
        longitude=9.94,
        postal_codes=["22767"],
    )
    kind = make.case_kind(
        "permit",
        service=built.permit,
        steps=STEPS,
        papers=["passport", "study:enrolment", "job:contract"],
        groups=GROUPS,
    )
    more: dict[str, dict[str, object]] = {
        "purpose": {"options": GROUPS},
        "email": {"needed": False},
        "spouse": {"only_if": "married", "only_answers": ["yes"]},
        "remarks": {"needed": False},
    }
    return make.case_form(kind, *QUESTIONS, **more)


def applied(kind: Kind, **said: object) -> Case:
    """A case of that kind at the office in Altona."""
    office = kind.service.offerings.get(office__key="altona-f").office
    return make.case(kind, at_office=office, group="study", **said)  # type: ignore[arg-type]
