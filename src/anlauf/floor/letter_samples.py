"""Messages about numbers as they would read, with invented facts: for those who add words."""

from datetime import datetime

from django.utils import translation

from anlauf.booking.letter_samples import Sample, sample_details
from anlauf.core.letter_texts import Added
from anlauf.directory.models import Office
from anlauf.floor import letters

_NUMBER, _DESK = "027", "4"


def sample(kind: str, language: str, office: Office, added: Added, *, at: datetime) -> Sample:
    """A message of this kind from this office, with what is added."""
    with translation.override(language):
        words = sample_details(office, language, at=at)
        facts = letters.said_of(kind, words, _NUMBER, f"{words.starts:%H:%M}", desk=_DESK)
        return Sample(letters.mail(kind, facts, added), letters.short(facts, added))
