"""Answering: once per visit, in sums of a week, tied to nobody; by mail only to who wanted it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands as booking
from anlauf.booking.values import Contact, Line, Wish
from anlauf.core import seal, writers
from anlauf.core.actors import CITIZEN, SYSTEM
from anlauf.core.models import JournalEntry, Letter
from anlauf.floor import commands as floor
from anlauf.surveys import commands, queries
from anlauf.surveys.models import Answered, Consent, Remark, Tally
from anlauf.surveys.states import RemarkState
from anlauf.surveys.values import Said
from tests import make
from tests.floor import make_floor

pytestmark = pytest.mark.django_db
NOON = make.moment("12:00")
MONDAY = make.DAY - timedelta(days=make.DAY.weekday())
GOOD = Said({"overall": 5, "waiting": 4, "wished": 1}, "link", "de")


@pytest.fixture
def house():
    return make_floor.house()


def gone(house, clock="08:00"):
    visit = make_floor.ticket(house, clock)
    floor.leave(visit, by=CITIZEN, at=make.moment(clock) + timedelta(minutes=5))
    visit.refresh_from_db()
    return visit


def people(house):
    return queries.by_week(MONDAY, MONDAY + timedelta(days=6)).get(house.office.pk, {})


def test_an_answer_is_added_up_by_one_property_at_a_time_and_no_row_holds_it(house):
    assert commands.answer(gone(house), GOOD, by=CITIZEN, at=NOON)

    rows = Tally.objects.filter(question="overall")
    assert {(row.dimension, row.value, row.score, row.number) for row in rows} == {
        ("all", "", 5, 1),
        ("service", house.service.key, 5, 1),
        ("language", "de", 5, 1),
        ("arrival", "walk_in", 5, 1),
        ("need", "no", 5, 1),
        ("way", "link", 5, 1),
    }
    assert {row.week for row in rows} == {MONDAY}


def test_a_second_answer_about_the_same_visit_changes_nothing(house):
    visit = gone(house)
    commands.answer(visit, GOOD, by=CITIZEN, at=NOON)
    before = list(Tally.objects.order_by("pk").values())
    assert not commands.answer(visit, Said({"overall": 1}, "poster", "de"), by=CITIZEN, at=NOON)
    assert list(Tally.objects.order_by("pk").values()) == before


def test_neither_the_mark_nor_the_journal_says_who_it_was_or_what_they_said(house):
    visit = gone(house)
    commands.answer(visit, GOOD, by=CITIZEN, at=NOON)
    mark = Answered.objects.get()
    entry = JournalEntry.objects.get(verb="surveys.answered")
    assert mark.mark not in {visit.key, str(visit.appointment.uid)}
    assert (entry.thing, entry.facts) == ("directory.office", {})


def test_whoever_is_still_here_is_not_asked_yet(house):
    with pytest.raises(commands.NotOver):
        commands.answer(make_floor.ticket(house, "08:00"), GOOD, by=CITIZEN, at=NOON)


@pytest.mark.parametrize("scores", [{}, {"overall": 6}, {"overall": 5, "wished": 5}, {"x": 1}])
def test_what_nobody_asks_is_refused_and_leaves_nothing(house, scores):
    with pytest.raises(commands.NoAnswer):
        commands.answer(gone(house), Said(scores, "link", "de"), by=CITIZEN, at=NOON)
    assert not Answered.objects.exists()


def test_fewer_than_five_answers_of_an_offices_week_are_in_no_sum(house):
    for minute in range(4):
        commands.answer(gone(house, f"08:0{minute}"), GOOD, by=CITIZEN, at=NOON)
    assert people(house) == {}
    commands.answer(gone(house, "08:10"), GOOD, by=CITIZEN, at=NOON)
    assert people(house)[MONDAY].share("overall", (4, 5)) == (5, 5)


def test_a_hidden_share_cannot_be_found_by_subtracting_the_others(house):
    for value, number in (("de", 40), ("en", 20), ("uk", 3)):
        for question, score in (("", 0), ("overall", 5)):
            Tally.objects.create(
                area_number=house.office.area_id,
                week=MONDAY,
                dimension="language",
                value=value,
                question=question,
                score=score,
                number=number,
            )
    told = queries.by_property(MONDAY, MONDAY + timedelta(days=6))
    assert [key[2] for key in told] == ["de"]


def test_own_words_are_sealed_until_they_are_screened_and_shown_only_of_enough_people(house):
    said = Said({"overall": 2}, "link", "de", "Frau Petkanova hat mir nichts erklärt, schade.")
    commands.answer(gone(house), said, by=CITIZEN, at=NOON)
    row = Remark.objects.get()
    assert row.text == ""
    assert "Petkanova" not in bytes(row.sealed).decode("latin-1")
    assert "Petkanova" in seal.opened_text(row.sealed)

    assert commands.screen(by=SYSTEM, at=NOON) == 1
    row.refresh_from_db()
    assert (row.state, bytes(row.sealed)) == (RemarkState.SHOWN, b"")
    assert "Petkanova" not in row.text
    assert queries.remarks(house.office.pk, MONDAY) is None
    for minute in range(4):
        commands.answer(gone(house, f"09:0{minute}"), GOOD, by=CITIZEN, at=NOON)
    assert make.sure(queries.remarks(house.office.pk, MONDAY)).texts == (row.text,)


def served_with_mail(house, *, wants=True):
    wish = Wish((Line(house.service.pk, 1),), house.office.pk, make.DAY, make.tick("09:00"))
    asked = booking.book(
        wish, Contact(email="a@example.org"), request_key=uuid4(), by=CITIZEN, at=make.AT
    )
    made = make.confirmed(asked)
    if wants:
        commands.consent(made, by=CITIZEN, at=make.AT)
        commands.consent(made, by=CITIZEN, at=make.AT)
    session = make_floor.clerk(house)
    floor.check_in(made.code, house.office.pk, by=CITIZEN, at=make.moment("08:55"))
    make_floor.served(house, session, since="09:00", until="09:10")
    Letter.objects.all().delete()
    return made


def test_who_wanted_it_is_asked_by_mail_once_after_the_visit(house):
    made = served_with_mail(house)
    assert commands.ask_by_mail(by=SYSTEM, at=NOON) == 1
    assert commands.ask_by_mail(by=SYSTEM, at=NOON) == 0
    letter = Letter.objects.get()
    assert letter.to == "a@example.org"
    assert "/survey/" in writers.worded(letter).body
    commands.forget(at=NOON + timedelta(days=10))
    assert not Consent.objects.exists()
    assert not Letter.objects.exists()
    assert made.email


def test_who_did_not_want_it_is_not_asked(house):
    served_with_mail(house, wants=False)
    assert commands.ask_by_mail(by=SYSTEM, at=NOON) == 0
    assert not Letter.objects.exists()


def test_marks_and_words_leave_on_time(house):
    commands.answer(
        gone(house), Said({"overall": 5}, "link", "de", "Alles gut so"), by=CITIZEN, at=NOON
    )
    commands.forget(at=NOON + timedelta(days=120))
    assert not Answered.objects.exists()
    assert Remark.objects.exists()
    commands.forget(at=NOON + timedelta(days=200))
    assert not Remark.objects.exists()
    assert Tally.objects.exists()
