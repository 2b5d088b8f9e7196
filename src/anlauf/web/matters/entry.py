"""Who may open a case's pages, and for how long.

A letter's link opens them as long as the case lasts. Whoever came with the number and the date of
birth, or from the form, gets a word that works for two hours: addresses stay behind in browsers
that several people use. Guessing is slowed down.
"""

from datetime import date, datetime, timedelta

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlauf.cases import queries
from anlauf.cases.queries import Case, Form
from anlauf.core.refusal import Invalid, Unknown
from anlauf.people import tries

VALID = timedelta(hours=2)
_SALT = "anlauf.matters.case"
_JUST_NOW = timedelta(minutes=30)


class NothingFound(Invalid):
    """No form and no case has this number together with this date of birth."""

    code = "no_case_found"
    sentence = _(
        "We find nothing with this number and this date of birth. Please check both."
        " A form that was not handed in is deleted after 30 days."
    )


class EntryEnded(Unknown):
    """A word whose hours are over, or one that was never ours."""

    code = "entry_ended"
    sentence = _(
        "For your safety this page closes after two hours. Please enter your number again."
    )


def form_or_case(code: str, born: date | None, *, origin: str, at: datetime) -> Form | Case:
    """What has this number, unless too many wrong ones came from there."""
    subject = f"case:{code}"
    tries.check(subject, origin, at=at)
    case = None if born is None else queries.case_of(code, born)
    found = case or queries.form_of(code, born, at=at)
    if found is None:
        tries.count(subject, origin, at=at)
        raise NothingFound
    return found


def word(case: Case, *, at: datetime) -> str:
    """A word for an address, good for some hours."""
    until = (at + VALID).isoformat(timespec="seconds")
    return signing.Signer(salt=_SALT).sign_object([case.pk, until])


def case_by(key: str, *, at: datetime) -> Case:
    """The case that a letter's key or a word of ours opens; raises EntryEnded."""
    found = queries.case_by_key(key) if "." in key else _by_word(key, at=at)
    if found is None:
        raise EntryEnded
    return found


def after_form(case: Case, *, at: datetime) -> str:
    """Where somebody goes who has just handed in; later the number has to be entered."""
    if at > case.received_at + _JUST_NOW:
        return reverse("matters:resume")
    return reverse("matters:received", args=[word(case, at=at)])


def _by_word(said: str, *, at: datetime) -> Case | None:
    try:
        number, until = signing.Signer(salt=_SALT).unsign_object(said)
    except (signing.BadSignature, ValueError):
        return None
    return queries.case_numbered(number) if at <= datetime.fromisoformat(until) else None
