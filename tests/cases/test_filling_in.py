"""A form is kept under a code from its first answer, found again, and becomes a case once."""

from datetime import date, timedelta
from uuid import uuid4, uuid5

import pytest

from anlauf.cases import commands, queries
from anlauf.cases.commands.answers import AnswerMissing, AnswerTooLong, NoDate, NotAsked, NotOffered
from anlauf.cases.models import Case, Intake, Paper
from anlauf.cases.queries import forms
from anlauf.cases.queries.forms import digest, form_code
from anlauf.cases.states import DemandState
from anlauf.core import limits
from anlauf.core.actors import CITIZEN
from anlauf.core.models import JournalEntry, Letter
from anlauf.core.queries import letter
from anlauf.directory.models import Quarter
from anlauf.directory.states import Competence
from tests import make

pytestmark = pytest.mark.django_db
KEY = uuid4()
MINA = {"name": "Mina Rahimi", "born": "1990-05-17", "code": "22765", "mail": "m@example.org"}


@pytest.fixture
def kind():
    made = make.case_form(make.case_kind(papers=["passport", "contract"]), *make.WHO)
    make.offering(make.office(), made.service)
    return made


def begun(kind, name="Mina Rahimi", key=KEY):
    said = commands.Said("name", name)
    return commands.begin(kind, said, "en", request_key=key, by=CITIZEN, at=make.AT)


def filled(kind, **said):
    intake = begun(kind)
    for key, answer in (MINA | said).items():
        commands.answer(intake, commands.Said(key, answer), by=CITIZEN, at=make.AT)
    return intake


def form(intake, at=make.AT):
    return make.sure(queries.form_by_key(queries.form_key(intake.uid), at=at))


def test_the_first_answer_is_kept_and_a_retry_begins_no_second_form(kind):
    first, again = begun(kind), begun(kind)
    assert first.pk == again.pk
    assert form(first).answers == {"name": "Mina Rahimi"}


def test_answers_and_code_cannot_be_read_from_the_table(kind):
    stored = Intake.objects.get(pk=begun(kind).pk)
    assert b"Mina" not in bytes(stored.answers)
    assert form_code(stored.uid) not in str(vars(stored))


def test_questions_come_in_their_order_and_none_is_passed_over(kind):
    intake = begun(kind)
    assert make.sure(form(intake).open_question).key == "born"
    with pytest.raises(NotAsked):
        commands.answer(intake, commands.Said("mail", "m@example.org"), by=CITIZEN, at=make.AT)


@pytest.mark.parametrize(
    ("key", "answer", "refusal"),
    [
        ("name", "  ", AnswerMissing),
        ("name", "x" * 501, AnswerTooLong),
        ("born", "yesterday", NoDate),
        ("born", "2091-01-01", NoDate),
        ("born", "1066-10-14", NoDate),
        ("born", "9999-12-31", NoDate),
        ("name", ["several"], NotOffered),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_a_sentence(kind, key, answer, refusal):
    intake = begun(kind)
    with pytest.raises(refusal) as no:
        commands.answer(intake, commands.Said(key, answer), by=CITIZEN, at=make.AT)
    assert str(no.value)


def test_the_code_alone_opens_a_form_only_until_it_knows_a_date_of_birth(kind):
    intake = begun(kind)
    code = form_code(intake.uid)
    assert queries.form_of(code.lower(), None, at=make.AT)
    commands.answer(intake, commands.Said("born", "1990-05-17"), by=CITIZEN, at=make.AT)
    assert queries.form_of(code, None, at=make.AT) is None
    assert queries.form_of(code, date(1990, 5, 18), at=make.AT) is None
    assert queries.form_of(code, date(1990, 5, 17), at=make.AT)


def test_the_key_of_one_form_opens_no_other(kind):
    one, other = begun(kind), begun(kind, key=uuid4())
    mixed = f"{form_code(other.uid)}.{queries.form_key(one.uid).partition('.')[2]}"
    assert queries.form_by_key(mixed, at=make.AT) is None
    assert queries.form_by_key("ü.ü", at=make.AT) is None


def test_a_code_another_form_has_is_not_given_again(kind, monkeypatch):
    second = uuid4()
    other = uuid5(second, "1")  # what is taken when the first choice, ending in 0, is not free
    monkeypatch.setattr(forms, "form_code", lambda uid: "other" if uid == other else "same")
    assert begun(kind).digest == digest("same")
    assert begun(kind, key=second).digest == digest("other")


def test_after_thirty_days_without_an_answer_a_form_is_gone(kind):
    intake = begun(kind)
    later = make.AT + timedelta(days=29)
    commands.answer(intake, commands.Said("born", "1990-05-17"), by=CITIZEN, at=later)
    assert commands.forget_forms(at=make.AT + timedelta(days=31)) == 0
    over = later + timedelta(days=30)
    assert queries.form_by_key(queries.form_key(intake.uid), at=over) is None
    with pytest.raises(commands.FormEnded):
        commands.answer(intake, commands.Said("name", "M"), by=CITIZEN, at=over)
    assert commands.forget_forms(at=over) == 1
    assert not Intake.objects.exists()


def test_the_way_back_goes_by_mail_and_the_address_goes_with_the_letter(kind):
    intake = begun(kind)
    commands.send_link(intake, "m@example.org", by=CITIZEN, at=make.AT)
    words = make.sure(letter(Letter.objects.get().pk))
    assert f"/application/{queries.form_key(intake.uid)}/" in words.body
    assert form_code(intake.uid) in words.body
    commands.forget_forms(at=make.AT + timedelta(days=31))
    assert not Letter.objects.exists()


def test_nobody_has_a_mailbox_flooded(kind):
    intake = begun(kind)
    for _ in range(limits.LETTERS_OF_A_FORM.most):
        commands.send_link(intake, "m@example.org", by=CITIZEN, at=make.AT)
    with pytest.raises(limits.TooManyTries):
        commands.send_link(intake, "m@example.org", by=CITIZEN, at=make.AT)


def test_a_form_becomes_a_case_with_the_same_number(kind):
    intake = filled(kind)
    case = commands.hand_in(intake, "en", by=CITIZEN, at=make.AT)
    assert case.code == form_code(intake.uid)
    assert (case.name, case.birth_date, case.email) == (
        "Mina Rahimi",
        date(1990, 5, 17),
        "m@example.org",
    )
    assert case.language == "en"
    assert case.demands.count() == 2
    assert not Intake.objects.exists()
    assert queries.case_of_form(queries.form_key(intake.uid)) == case


def test_a_second_press_finds_the_case_of_the_first(kind):
    intake = filled(kind)
    stale = Intake.objects.get(pk=intake.pk)
    first = commands.hand_in(intake, "en", by=CITIZEN, at=make.AT)
    assert commands.hand_in(stale, "en", by=CITIZEN, at=make.AT) == first
    assert Case.objects.count() == 1
    assert Letter.objects.filter(kind="case_received").count() == 1


def test_what_is_not_complete_is_not_handed_in(kind):
    with pytest.raises(commands.NotComplete):
        commands.hand_in(begun(kind), "en", by=CITIZEN, at=make.AT)


def test_papers_of_the_form_stand_on_the_cases_list(kind):
    intake = filled(kind)
    rule = kind.papers.get(key="passport")
    Paper.objects.create(
        uid=uuid4(), intake=intake, rule=rule, octets=1, pages=1, handed_in_at=make.AT
    )
    case = commands.hand_in(intake, "en", by=CITIZEN, at=make.AT)
    states = dict(case.demands.values_list("rule__key", "state"))
    assert states == {"passport": DemandState.HANDED_IN, "contract": DemandState.OPEN}
    assert make.sure(case.papers.get().demand).rule == rule


def test_every_answer_leaves_an_entry_that_does_not_tell_it(kind):
    filled(kind)
    entries = JournalEntry.objects.filter(verb="cases.form_answered")
    assert [entry.facts for entry in entries.order_by("pk")] == [
        {"question": key} for key in ("name", "born", "code", "mail")
    ]


@pytest.fixture
def by_district():
    """Two districts share the postal code 22765; 21073 lies in one."""
    service = make.service(competence=Competence.DISTRICT)
    for name, codes in (("altona", ["22765"]), ("harburg", ["22765", "21073"])):
        district, office = make.district(name), make.office(f"{name}-f")
        office.districts.set([district])
        make.offering(office, service)
        Quarter.objects.create(
            key=f"{name}-mitte",
            name=f"{name} mitte",
            district=district,
            latitude=53.5,
            longitude=10,
            postal_codes=codes,
        )
    return make.case_form(make.case_kind(service=service), *make.WHO)


def test_the_address_decides_about_the_office(by_district):
    found = form(filled(by_district, code="21073"))
    assert make.sure(found.where.office).key == "harburg-f"


def test_where_the_postal_code_does_not_decide_the_part_of_the_city_does(by_district):
    intake = filled(by_district)
    assert form(intake).where.office is None
    with pytest.raises(commands.NotComplete):
        commands.hand_in(intake, "en", by=CITIZEN, at=make.AT)
    with pytest.raises(NotOffered):
        commands.choose_part(intake, "atlantis", by=CITIZEN, at=make.AT)
    commands.choose_part(intake, "altona-mitte", by=CITIZEN, at=make.AT)
    assert make.sure(form(intake).where.office).key == "altona-f"
    commands.answer(intake, commands.Said("code", "22765"), by=CITIZEN, at=make.AT)
    assert form(intake).where.office is None


def test_with_a_postal_code_nobody_knows_the_district_is_asked_for(by_district):
    found = form(filled(by_district, code="00000"))
    assert not found.where.known
    assert {part.key for part in found.where.parts} == {"altona", "harburg"}


def test_where_everybody_may_choose_all_offices_are_offered(kind):
    make.offering(make.office("second"), kind.service)
    found = form(filled(kind))
    assert found.where.office is None
    assert len(found.where.parts) == 2
