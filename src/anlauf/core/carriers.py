"""Those who take letters out of the house."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage  # noqa: TID251 - this is the carrier

from anlauf.core.models import Letter
from anlauf.core.outbox import Carrier, NotDelivered


class Mailbox:
    """Leaves letters where they are, to be read on the mailbox page of a city on trial."""

    channels = frozenset({Letter.Channel.MAIL, Letter.Channel.SMS})

    def carry(self, letter: Letter) -> None:
        """Take the letter as delivered."""


class MailServer:
    """Hands mail to the city's mail server. It knows no way for short messages."""

    channels = frozenset({Letter.Channel.MAIL})

    def carry(self, letter: Letter) -> None:
        """Send the letter, its number as the message's own, so that a second copy is known."""
        if letter.channel != Letter.Channel.MAIL:
            raise NotDelivered(f"There is no way yet for letters by {letter.channel}.")
        message = EmailMessage(
            subject=letter.subject,
            body=letter.body,
            to=[letter.to],
            headers={"Message-ID": _message_number(letter), "Auto-Submitted": "auto-generated"},
        )
        if letter.calendar:
            message.attach("appointment.ics", letter.calendar, "text/calendar")
        try:
            message.send()
        # A ValueError is an address no mail can be written to; the others shall leave all the same.
        except (SMTPException, OSError, ValueError) as trouble:
            raise NotDelivered(f"{type(trouble).__name__}: {trouble}") from trouble


CARRIERS: dict[str, type[Mailbox | MailServer]] = {"mailbox": Mailbox, "smtp": MailServer}


def carrier() -> Carrier | None:
    """The carrier this installation has chosen; without one, letters wait."""
    chosen = CARRIERS.get(settings.LETTER_CARRIER)
    return chosen() if chosen else None


def carries(channel: Letter.Channel) -> bool:
    """Tell whether such letters can leave; while no carrier is chosen yet, all of them wait."""
    chosen = CARRIERS.get(settings.LETTER_CARRIER)
    return chosen is None or channel in chosen.channels


def sends_sms() -> bool:
    """Tell whether people can be told by a short message."""
    return carries(Letter.Channel.SMS)


def _message_number(letter: Letter) -> str:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return f"<letter-{letter.pk}-{letter.written_at:%Y%m%d%H%M%S}@{domain}>"
