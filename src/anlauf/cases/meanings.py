"""What the answers of a form tell the case itself: whose it is, and what makes it urgent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from anlauf.cases.values import DatesSaid, PersonSaid
from anlauf.engine.casework.form import YES, Answer, Meaning, Question


@dataclass(frozen=True)
class Meant:
    """A question as the engine knows it, with what its answer means; empty for most."""

    question: Question
    meaning: str = ""


class Untold(LookupError):
    """The form does not tell whose matter it is."""


def told(asked: Iterable[Meant], answers: Mapping[str, Answer]) -> dict[Meaning, str]:
    """The answers that mean something, by what they mean."""
    found = {}
    for each in asked:
        answer = answers.get(each.question.key)
        if each.meaning and isinstance(answer, str) and answer.strip():
            found[Meaning(each.meaning)] = answer.strip()
    return found


def person(said: Mapping[Meaning, str], language: str) -> PersonSaid:
    """Whose matter it is; raises `Untold` without a name or a date of birth."""
    if Meaning.NAME not in said or Meaning.BIRTH_DATE not in said:
        raise Untold("A matter belongs to somebody with a name and a date of birth.")
    return PersonSaid(
        name=said[Meaning.NAME],
        birth_date=date.fromisoformat(said[Meaning.BIRTH_DATE]),
        email=said.get(Meaning.EMAIL, ""),
        phone=said.get(Meaning.PHONE, ""),
        language=language,
    )


def dates(said: Mapping[Meaning, str]) -> DatesSaid:
    """What makes it urgent."""
    return DatesSaid(
        permit_ends=_date(said.get(Meaning.PERMIT_ENDS)),
        job_starts=_date(said.get(Meaning.JOB_STARTS)),
        hardship=said.get(Meaning.HARDSHIP) == YES,
    )


def _date(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None
