"""Those who take letters out of the house."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from django.conf import settings
from django.core.mail import EmailMessage, get_connection  # noqa: TID251 - this is the carrier

from anlauf.core.gateway import Gateway
from anlauf.core.handover import (
    Carrier,
    HandOver,
    InDoubt,
    NoLine,
    NotDelivered,
    Rejected,
)
from anlauf.core.models import Letter
from anlauf.core.numbers import message_number

_CLOSING = 421  # RFC 5321: the server is going away, whatever was asked
_PERMANENT = 500
# RFC 3463: refused by a rule, not for the address; people mend rules, and then the letter may go.
_POLICY = re.compile(r"\b5\.7\.\d")


class Mailbox:
    """Leaves letters where they are, to be read on the mailbox page of a city on trial."""

    channels = frozenset({Letter.Channel.MAIL, Letter.Channel.SMS})
    recognises_repeats = True

    @contextmanager
    def opened(self, letter: Letter) -> Iterator[HandOver]:  # noqa: ARG002 - it lies there already
        """Take the letter as delivered."""
        yield lambda: None


class MailServer:
    """Hands mail to the city's mail server."""

    channels = frozenset({Letter.Channel.MAIL})
    recognises_repeats = False

    @contextmanager
    def opened(self, letter: Letter) -> Iterator[HandOver]:
        """A connection that is logged in, with the letter ready to be sent through it."""
        message = _message(letter)
        message.connection = line = get_connection()
        try:
            line.open()
        except (SMTPException, OSError) as trouble:
            raise NoLine(_named(trouble)) from trouble
        try:
            yield lambda: _send(message)
        finally:
            # The answer to the letter has been heard; a poor farewell changes nothing about it.
            with suppress(SMTPException, OSError):
                line.close()


CARRIERS: dict[str, type[Mailbox | MailServer]] = {"mailbox": Mailbox, "smtp": MailServer}


def on_duty() -> list[Carrier]:
    """The carriers this installation has chosen; letters by a way that none takes wait.

    A city on trial keeps short messages in its mailbox too, even where a gateway is named.
    """
    chosen = CARRIERS.get(settings.LETTER_CARRIER)
    found: list[Carrier] = [chosen()] if chosen else []
    if settings.SMS_ADDRESS and chosen is not Mailbox:
        found.append(Gateway(settings.SMS_ADDRESS, settings.SMS_TOKEN, settings.SMS_SENDER))
    return found


def carries(channel: Letter.Channel) -> bool:
    """Tell whether such letters can leave; while no carrier is chosen yet, all of them wait."""
    chosen = on_duty()
    return not chosen or any(channel in carrier.channels for carrier in chosen)


def sends_sms() -> bool:
    """Tell whether people can be told by a short message."""
    return carries(Letter.Channel.SMS)


def _message(letter: Letter) -> EmailMessage:
    """The letter as a mail, its number as the message's own, so that a second copy is known."""
    message = EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.to],
        headers={"Message-ID": message_number(letter), "Auto-Submitted": "auto-generated"},
    )
    if letter.calendar:
        message.attach("appointment.ics", letter.calendar, "text/calendar")
    for one in letter.attachments:
        message.attach(one.name, one.content, one.media_type)
    try:
        message.message()
    except ValueError as trouble:  # an address no mail can be written to
        raise Rejected(_named(trouble)) from trouble
    return message


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except SMTPServerDisconnected as trouble:
        raise InDoubt(_named(trouble)) from trouble
    except (SMTPException, ValueError) as trouble:
        raise _refusal(trouble) from trouble
    except OSError as trouble:
        raise InDoubt(_named(trouble)) from trouble


def _refusal(trouble: SMTPException | ValueError) -> NotDelivered:
    """What a server's no, or an address it cannot be told, says about later tries."""
    code = _code(trouble)
    if code == _CLOSING or isinstance(trouble, SMTPSenderRefused):
        return NoLine(_named(trouble))
    if code >= _PERMANENT and not _POLICY.search(str(trouble)):
        return Rejected(_named(trouble))
    return NotDelivered(_named(trouble))


def _code(trouble: SMTPException | ValueError) -> int:
    if isinstance(trouble, SMTPRecipientsRefused):
        return max(code for code, _words in trouble.recipients.values())
    if isinstance(trouble, SMTPResponseException):
        return trouble.smtp_code
    return _PERMANENT


def _named(trouble: Exception) -> str:
    if isinstance(trouble, SMTPRecipientsRefused):
        # The address itself stands in the letter; here it would outlive it in lists and logs.
        return f"{type(trouble).__name__}: {_code(trouble)}"
    return f"{type(trouble).__name__}: {trouble}"
