"""Letters as they would read, with invented facts: for those who add words to them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anlauf.booking import letters
from anlauf.booking.details import Details
from anlauf.core.letter_texts import Added
from anlauf.core.links import link
from anlauf.core.text import say
from anlauf.core.writers import Words
from anlauf.directory import queries as directory
from anlauf.directory.models import Office

_CODE = "K7M-4PX"
_KEY = "x" * 43  # as long as a real one, so that a short message has its real length
_SOON = timedelta(days=8)


@dataclass(frozen=True)
class Sample:
    """One letter by both ways; a kind that goes by mail only has no short message."""

    mail: Words
    short: str


def sample(kind: str, language: str, office: Office, added: Added, *, at: datetime) -> Sample:
    """A letter of this kind from this office, with what is added."""
    with translation.override(language):
        words = sample_details(office, language, at=at)
        facts = {"words": words, "before": words, "added": added.text}
        facts |= {"link": words.link, "until": f"{words.starts:%H:%M}"}
        mail = Words(letters.line(kind, words), render_to_string(f"letters/{kind}.txt", facts))
        short = "" if kind == letters.BY_MAIL_ONLY else letters.short(kind, words, added)
        return Sample(mail, short)


def sample_details(office: Office, language: str, *, at: datetime) -> Details:
    """An appointment of this office that nobody has."""
    city = directory.city()
    starts = (at + _SOON).astimezone(ZoneInfo(city.zone)).replace(hour=9, minute=20)
    offered = directory.offerings_at(office.pk)
    services = tuple(say(row.service.name, language) for row in offered[:1])
    name = say(office.name, language)
    return Details(
        city=say(city.name, language),
        city_phone=city.phone,
        office=name,
        street=office.place.street,
        town=f"{office.place.postal_code} {office.place.town}",
        # Translators: a date with its weekday, in the letters of Django's date formats
        date=date_format(starts.date(), _("l, j F Y")),
        clock=f"{starts:%H:%M}",
        minutes=offered[0].minutes if offered else 15,
        services=services,
        bring=tuple(say(paper, language) for row in offered[:1] for paper in row.service.bring),
        title=_("Appointment at %(office)s") % {"office": name},
        code=_CODE,
        name="",
        link=link(f"/appointment/{_KEY}/"),
        starts=starts,
        zone=starts.tzinfo if isinstance(starts.tzinfo, ZoneInfo) else ZoneInfo(city.zone),
    )
