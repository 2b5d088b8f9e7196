"""Messages to those who wait, from afar or in the building, and asked to be told.

Put down as facts like all letters, and given their words when they leave. They are about the visit,
so that all of them can be withdrawn with it.
"""

from collections.abc import Mapping
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.booking.details import Details, details
from anlauf.core import letter_texts, outbox
from anlauf.core.letter_texts import Added
from anlauf.core.links import link
from anlauf.core.models import Letter
from anlauf.core.writers import Words
from anlauf.directory.models import Desk
from anlauf.floor import queries
from anlauf.floor.models import Joining, Reach, Visit

_LONGEST_SUBJECT = 200
_LINES: dict[str, Promise] = {
    "number_joined": _("Your number %(number)s at %(office)s"),
    "number_third": _("Number %(number)s at %(office)s: you are nearly next"),
    "number_now": _("Number %(number)s at %(office)s: please come now"),
    "number_kept": _("Number %(number)s at %(office)s: we called you and keep your place"),
    "number_asked": _("Your number %(number)s at %(office)s"),
    "number_called": _("Number %(number)s at %(office)s: please go to desk %(desk)s"),
}
_WITH_TIME: dict[str, Promise] = {
    "number_joined": _("Be there at about %(clock)s"),
    "number_third": _("Be there at %(clock)s"),
    "number_now": _("Be there at %(clock)s"),
    "number_kept": _("We keep it until %(clock)s"),
}
KINDS = tuple(_LINES)


def joined(row: Joining, visit: Visit, *, at: datetime) -> None:
    """Say which number it is, with the link to its page."""
    _put("number_joined", row, visit, None, at=at)


def asked(row: Joining | Reach, visit: Visit, *, at: datetime) -> None:
    """Say which number it is and what follows, to somebody who has just asked for messages."""
    kind = "number_joined" if isinstance(row, Joining) else "number_asked"
    _put(kind, row, visit, None, at=at)


def called(visit: Visit, desk: Desk, *, at: datetime) -> None:
    """Say to which desk to go."""
    to = _recipient(Reach.objects.get(visit=visit), visit.language)
    outbox.put("number_called", to, about=visit, facts={"desk": desk.name}, at=at)


def third(row: Joining | Reach, visit: Visit, *, there: datetime | None, at: datetime) -> None:
    """Say that at most two are ahead."""
    _put("number_third", row, visit, there, at=at)


def come_now(row: Joining, visit: Visit, *, there: datetime | None, at: datetime) -> None:
    """Say that it is time to set off."""
    _put("number_now", row, visit, there, at=at)


def kept(row: Joining, visit: Visit, *, at: datetime) -> None:
    """Say that they were called in vain, and until when their place is kept."""
    until = queries.kept_until(row, visit)
    _put("number_kept", row, visit, until, at=at)


def written(letter: Letter) -> Words:
    """The words of a message; the settings name this as the floor's writer."""
    with translation.override(letter.language):
        visit = Visit.objects.select_related("appointment__day").get(pk=letter.thing_number)
        words = details(visit.appointment, letter.language)
        place = letter_texts.Place(visit.office_id, letter.kind, letter.language)
        said = letter_texts.added(place, at=letter.written_at)
        facts = said_of(
            letter.kind,
            words,
            visit.label,
            _clock(letter.facts, words),
            desk=letter.facts.get("desk", ""),
        )
        facts["link"] = link(_page(visit))
        if letter.channel == Letter.Channel.SMS:
            return Words("", short(facts, said))
        return mail(letter.kind, facts, said)


def said_of(
    kind: str, words: Details, number: str, clock: str, *, desk: str = ""
) -> dict[str, object]:
    """What the templates of such a message are told."""
    line = str(_LINES[kind]) % {"number": number, "office": words.office, "desk": desk}
    time = str(_WITH_TIME[kind]) % {"clock": clock} if clock and kind in _WITH_TIME else ""
    said = {"words": words, "number": number, "line": line, "time": time, "link": words.link}
    return said | {"desk": desk}


def mail(kind: str, facts: Mapping[str, object], said: Added) -> Words:
    """The message as mail."""
    body = render_to_string(f"letters/{kind}.txt", {**facts, "added": said.text})
    return Words(str(facts["line"])[:_LONGEST_SUBJECT], body)


def short(facts: Mapping[str, object], said: Added) -> str:
    """The message as a short one."""
    return render_to_string("letters/number_short.txt", {**facts, "added": said.short})


def _put(
    kind: str, row: Joining | Reach, visit: Visit, clock: datetime | None, *, at: datetime
) -> None:
    if row.email or row.phone:
        to = _recipient(row, visit.language)
        facts = {} if clock is None else {"clock": clock.isoformat()}
        outbox.put(kind, to, about=visit, facts=facts, at=at)


def _recipient(row: Joining | Reach, language: str) -> outbox.Recipient:
    if row.email:
        return outbox.Recipient(Letter.Channel.MAIL, row.email, language)
    return outbox.Recipient(Letter.Channel.SMS, row.phone, language)


def _clock(facts: Mapping[str, str], words: Details) -> str:
    moment = facts.get("clock")
    return f"{datetime.fromisoformat(moment).astimezone(words.zone):%H:%M}" if moment else ""


def _page(visit: Visit) -> str:
    return f"/visit/{queries.visit_key(visit.appointment)}/"
