"""A matter comes in: once, with a number, a list of papers, a place and a receipt."""

from datetime import date
from uuid import uuid4

import pytest

from anlauf.cases.commands import receive
from anlauf.cases.commands.receive import NoSuchGroup, NotHere
from anlauf.cases.models import Case
from anlauf.cases.values import DatesSaid, HandedIn, PersonSaid
from anlauf.core import seal
from anlauf.core.actors import CITIZEN
from anlauf.core.models import JournalEntry, Letter
from anlauf.core.queries import letter
from tests import make

pytestmark = pytest.mark.django_db
MINA = PersonSaid("Mina Rahimi", date(1990, 5, 17), "mina@example.org")


def handed(kind, office, **said):
    return HandedIn(kind.pk, office.pk, MINA, **said)


def test_a_retry_finds_the_case_of_the_first_try():
    kind, office, key = make.case_kind(), make.office(), uuid4()
    make.offering(office, kind.service)
    first = receive(handed(kind, office), request_key=key, by=CITIZEN, at=make.AT)
    again = receive(handed(kind, office), request_key=key, by=CITIZEN, at=make.AT)
    assert first == again
    assert Letter.objects.count() == 1


def test_somebody_hands_in_what_everybody_and_what_their_group_hands_in():
    groups = [{"key": "job", "name": {"en": "Work"}}, {"key": "study", "name": {"en": "Study"}}]
    kind = make.case_kind(papers=["passport", "job:contract", "study:certificate"], groups=groups)
    case = make.case(kind, group="job")
    asked = [make.sure(each.rule).key for each in case.demands.order_by("pk")]
    assert asked == ["passport", "contract"]


def test_the_law_gives_three_months_and_a_sunday_is_not_its_end():
    case = make.case(make.case_kind(law_months=3), at=make.moment("09:00", date(2026, 11, 28)))
    assert case.law_on == date(2027, 3, 1)  # the 28th of February is a Sunday


def test_a_permit_that_ends_decides_about_the_place():
    case = make.case(dates=DatesSaid(permit_ends=date(2026, 12, 10)))
    assert (case.due_on, case.due_reason) == (date(2026, 11, 26), "permit_ends")


def test_answers_are_sealed_in_the_table():
    case = make.case(answers={"purpose": "reunion with my wife"})
    stored = bytes(Case.objects.get(pk=case.pk).answers)
    assert b"reunion" not in stored
    assert seal.opened_facts(stored) == {"purpose": "reunion with my wife"}


def test_the_journal_says_what_but_not_who():
    make.case()
    entry = JournalEntry.objects.get(verb="cases.received")
    assert entry.facts["kind"]
    assert "Mina" not in str(entry.facts)


def test_the_receipts_subject_does_not_name_the_matter():
    case = make.case()
    words = make.sure(letter(Letter.objects.get().pk))
    assert case.code in words.subject
    assert case.kind.service.name["en"] not in words.subject
    assert f"/case/{case.code}." in words.body


def test_an_office_that_does_not_do_it_takes_nothing_in():
    kind, office = make.case_kind(), make.office()
    with pytest.raises(NotHere):
        receive(handed(kind, office), request_key=uuid4(), by=CITIZEN, at=make.AT)
    assert not Case.objects.exists()


def test_a_group_the_kind_does_not_know_is_refused():
    with pytest.raises(NoSuchGroup):
        make.case(group="pirates")
