"""Letters about appointments, put in the outbox with the change they speak of.

A letter is put down as a kind and a few facts and gets its words when it leaves: by then nobody
waits for them. They derive from what never changes about an appointment, so a letter that leaves
late says what was true. The words stand in `templates/letters/`, those an office adds in rows.
Somebody without a mail address gets a short message by phone; somebody without either gets nothing
and has the printed page.
"""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anlauf.booking import calendar, case_letters, queries, wish_letters
from anlauf.booking.addresses import confirm_link
from anlauf.booking.calendar import Edition, Method
from anlauf.booking.details import Details, details
from anlauf.booking.models import Appointment
from anlauf.booking.values import Contact
from anlauf.core import letter_texts, outbox
from anlauf.core.letter_texts import Added
from anlauf.core.models import Letter
from anlauf.core.writers import Words

_LONGEST_SUBJECT = 200
_SUBJECTS: dict[str, Promise] = {
    "confirm_mail": _("Please confirm: %(title)s on %(date)s, %(clock)s"),
    "booked": _("Booked: %(title)s on %(date)s, %(clock)s"),
    "moved": _("New time: %(title)s on %(date)s, %(clock)s"),
    "cancelled": _("Cancelled: %(title)s on %(date)s, %(clock)s"),
    "moved_by_us": _("We had to move your appointment: %(title)s, now on %(date)s, %(clock)s"),
    "cancelled_by_us": _("We are sorry, this cannot take place: %(title)s on %(date)s, %(clock)s"),
}
KINDS = tuple(_SUBJECTS)
"""The letters to which an office may add words: those about one appointment."""

BY_MAIL_ONLY = "confirm_mail"

_CALENDARS = {
    "booked": Method.PUBLISH,
    "moved": Method.PUBLISH,
    "cancelled": Method.CANCEL,
    "moved_by_us": Method.PUBLISH,
    "cancelled_by_us": Method.CANCEL,
}


def booked(appointment: Appointment, *, at: datetime) -> None:
    """Say what has been booked."""
    _put("booked", appointment, at=at)


def confirm_mail(appointment: Appointment, *, at: datetime) -> None:
    """Ask whether the mailbox belongs to whoever left its address; it has no calendar file yet."""
    draft_confirm_mail(appointment, at=at).save(force_insert=True)


def forget_confirm_mail(appointment: Appointment) -> None:
    """Remove the question to a mailbox that no longer matters, with the address it names."""
    outbox.forget_kind("confirm_mail", appointment)


def moved(appointment: Appointment, *, at: datetime) -> None:
    """Say which time holds now."""
    _put("moved", appointment, at=at)


def cancelled(appointment: Appointment, *, at: datetime) -> None:
    """Say that the appointment is off."""
    _put("cancelled", appointment, at=at)


def moved_by_us(appointment: Appointment, *, at: datetime) -> None:
    """Say that we had to move it, from when to when, and ask whether that suits."""
    _put("moved_by_us", appointment, at=at)


def cancelled_by_us(appointment: Appointment, *, at: datetime) -> None:
    """Apologise for calling it off, and lead to new times."""
    _put("cancelled_by_us", appointment, at=at)


def draft(
    kind: str, appointment: Appointment, *, at: datetime, contact: Contact | None = None
) -> Letter | None:
    """The letter of this kind, not yet put; None where nothing can reach the person.

    A contact that is only being written into the appointment is named beside it.
    """
    to = _recipient(contact or appointment)
    if to is None:
        return None
    facts = {"sequence": appointment.sequence}
    return outbox.draft(kind, to, about=appointment, facts=facts, at=at)


def draft_confirm_mail(appointment: Appointment, *, at: datetime) -> Letter:
    """The letter that asks whether the mailbox is theirs, not yet put."""
    to = outbox.Recipient(Letter.Channel.MAIL, appointment.email, appointment.language)
    until = appointment.held_until.isoformat() if appointment.held_until else ""
    return outbox.draft("confirm_mail", to, about=appointment, facts={"until": until}, at=at)


def written(letter: Letter) -> Words:
    """The words of a letter that booking has put; the settings name this as booking's writer."""
    with translation.override(letter.language):
        if letter.thing == wish_letters.LABEL:
            return wish_letters.written(letter)
        if letter.thing == case_letters.LABEL:
            return case_letters.written(letter)
        return _about_appointment(letter)


def short(kind: str, words: Details, added: Added) -> str:
    """The letter as a short message."""
    facts = {"line": line(kind, words), "words": words, "added": added.short}
    return render_to_string("letters/short.txt", facts)


def _put(kind: str, appointment: Appointment, *, at: datetime) -> None:
    letter = draft(kind, appointment, at=at)
    if letter is not None:
        letter.save(force_insert=True)


def _recipient(person: Appointment | Contact) -> outbox.Recipient | None:
    if person.email:
        return outbox.Recipient(Letter.Channel.MAIL, person.email, person.language)
    if person.phone:
        return outbox.Recipient(Letter.Channel.SMS, person.phone, person.language)
    return None


def _about_appointment(letter: Letter) -> Words:
    appointment = Appointment.objects.get(pk=letter.thing_number)
    words = details(appointment, letter.language)
    if letter.channel == Letter.Channel.SMS:
        return Words("", short(letter.kind, words, _added(letter, appointment)))

    facts = {"words": words, "added": _added(letter, appointment).text}
    facts |= {**_confirmation(letter, appointment, words), **_before(appointment)}
    facts |= _after(letter, appointment)
    return Words(
        line(letter.kind, words),
        render_to_string(f"letters/{letter.kind}.txt", facts),
        _entry(letter, appointment, words),
    )


def _added(letter: Letter, appointment: Appointment) -> Added:
    """What the office had added when the letter was put down."""
    place = letter_texts.Place(appointment.day.office_id, letter.kind, letter.language)
    return letter_texts.added(place, at=letter.written_at)


def _confirmation(letter: Letter, appointment: Appointment, words: Details) -> dict[str, str]:
    """The link of a letter that asks for confirmation, and how long the time is kept.

    The key is that of the address the letter goes to, whichever has been left since.
    """
    until = letter.facts.get("until")
    if not until:
        return {}
    kept_until = datetime.fromisoformat(until).astimezone(words.zone)
    return {"link": confirm_link(appointment, letter.to), "until": f"{kept_until:%H:%M}"}


def _before(appointment: Appointment) -> dict[str, Details]:
    """The words of the appointment this one replaces, for a letter that names both."""
    old = appointment.moved_from
    return {"before": details(old, appointment.language)} if old else {}


def _after(letter: Letter, appointment: Appointment) -> dict[str, Details]:
    """The words of the time right after it, where one confirmation is for both."""
    if letter.kind != BY_MAIL_ONLY:
        return {}
    second = queries.named_along(appointment, letter.to)
    return {"after": details(second, letter.language)} if second else {}


def line(kind: str, words: Details) -> str:
    """What the letter is about, in one line."""
    facts = {"title": words.title, "date": words.date, "clock": words.clock}
    return (str(_SUBJECTS[kind]) % facts)[:_LONGEST_SUBJECT]


def _entry(letter: Letter, appointment: Appointment, words: Details) -> str:
    """The calendar file that goes with this letter, if one does, as of when it was put down."""
    method = _CALENDARS.get(letter.kind)
    if method is None:
        return ""
    edition = Edition(method, int(letter.facts["sequence"]))
    return calendar.written(appointment, words, edition, at=letter.written_at)
