"""A FIM schema becomes questions our own form engine can ask; what does not come over is told."""

import contextlib
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from anlauf.cases.imports.fim import load, schema, translate
from anlauf.cases.imports.fim.load import NoSuchKind
from anlauf.cases.imports.fim.schema import NotASchema
from anlauf.cases.imports.kinds import load_kinds
from anlauf.cases.models import Kind
from anlauf.core.actors import SYSTEM
from anlauf.engine.casework import form
from anlauf.engine.casework.form import NO, YES, Sort
from tests import make
from tests.cases.test_kinds import described

SCHEMAS = Path(os.environ.get("ANLAUF_DATA", "../shared/data")) / "standards" / "xdatenfelder"
needs_schemas = pytest.mark.skipif(not SCHEMAS.exists(), reason="needs the schemas of ANLAUF_DATA")


def element(kind, number, inside="", many="1:1"):
    start = {"datenfeld": "F", "datenfeldgruppe": "G"}[kind]
    return (
        f"<x:struktur><x:anzahl>{many}</x:anzahl><x:enthaelt><x:{kind}><x:identifikation>"
        f"<x:id>{start}{number}</x:id></x:identifikation><x:name>Name {number}</x:name>"
        f"<x:bezeichnungEingabe>Label {number}</x:bezeichnungEingabe>{inside}"
        f"</x:{kind}></x:enthaelt></x:struktur>"
    )


def of_type(sort, art="input", more=""):
    return (
        f"<x:feldart><code>{art}</code></x:feldart>"
        f"<x:datentyp><code>{sort}</code></x:datentyp>{more}"
    )


def written(inside, head=""):
    return (
        f"<?xml version='1.0'?>{head}<x:xdatenfelder.stammdatenschema.0102"
        " xmlns:x='urn:xoev-de:fim:standard:xdatenfelder_2'><x:stammdatenschema>"
        "<x:identifikation><x:id>S1</x:id><x:version>1.0</x:version></x:identifikation>"
        f"<x:name>Test</x:name>{inside}</x:stammdatenschema></x:xdatenfelder.stammdatenschema.0102>"
    ).encode()


def made(inside):
    return translate.translated(schema.read(written(inside)))


def only(inside):
    (question,) = made(inside).questions
    return question


@pytest.mark.parametrize(
    ("sort", "ours"),
    [
        ("text", Sort.TEXT),
        ("bool", Sort.YES_NO),
        ("date", Sort.DATE),
        ("num_int", Sort.NUMBER),
        ("num", Sort.DECIMAL),
        ("num_currency", Sort.DECIMAL),
    ],
)
def test_types_have_their_sort_of_question(sort, ours):
    assert only(element("datenfeld", 1, of_type(sort))).sort == ours


def test_length_and_number_say_what_is_needed_and_how_long_it_may_be():
    more = '<x:praezisierung>{"minLength":"1","maxLength":"60"}</x:praezisierung>'
    asked = only(element("datenfeld", 1, of_type("text", more=more), many="0:1"))
    assert (asked.longest, asked.needed) == (60, False)


def test_several_answers_are_taken_line_by_line():
    found = made(element("datenfeld", 1, of_type("text"), many="1:*"))
    assert found.questions[0].sort == Sort.LONG_TEXT
    assert "several times" in found.notes[0].why


def test_a_list_in_the_schema_is_a_choice_and_one_elsewhere_is_told():
    rows = "<Row><Value><SimpleValue>m</SimpleValue></Value><Value><SimpleValue>male</SimpleValue>"
    lists = f"<x:codeliste>{rows}</Value></Row></x:codeliste>"
    assert only(element("datenfeld", 1, of_type("text", "select", lists))).options == (
        ("m", "male"),
    )
    found = made(element("datenfeld", 1, of_type("text", "select")))
    assert found.questions[0].sort == Sort.TEXT
    assert "not in the file" in found.notes[0].why


def test_a_file_becomes_something_to_hand_in():
    found = made(element("datenfeld", 1, of_type("file")))
    assert [each.key for each in found.papers] == ["fim-f1"]
    assert not found.questions


def test_an_optional_group_is_asked_about_first():
    two = element("datenfeld", 1, of_type("text")) + element("datenfeld", 2, of_type("text"))
    found = made(element("datenfeldgruppe", 9, two, many="0:1"))
    gate, first, second = found.questions
    assert gate.sort == Sort.YES_NO
    assert first.only_if == second.only_if == gate.key
    asked = load.questions(found)
    assert [each.key for each in form.asked(asked, {gate.key: NO})] == [gate.key]
    assert len(form.asked(asked, {gate.key: YES})) == 3


def test_a_rule_the_form_knows_becomes_a_condition_and_others_are_told():
    two = element("datenfeld", 1, of_type("bool")) + element("datenfeld", 2, of_type("text"))
    rule = (
        "<x:regel><x:identifikation><x:id>R1</x:id></x:identifikation><x:definition>%s"
        "</x:definition></x:regel>"
    )
    known = '"F2 Name" ist nur dann zu befüllen, wenn "F1 Name" bejaht wurde.'
    assert made(rule % known + two).questions[1].only_if == "fim-f1"
    unknown = made(rule % "F2 muss größer als F1 sein." + two)
    assert unknown.questions[1].only_if == ""
    assert [note.id for note in unknown.notes] == ["R1"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not an XDatenfelder"),
        (b"<a/>", "begins with 'a'"),
        (b"\xff\xfe<a", "not an XDatenfelder"),
        (written("", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"), "document type"),
        (written(element("datenfeld", "x'--", of_type("text"))), "identification"),
        (written(element("datenfeld", 1, of_type("text"), many="many")), "the number"),
        (b"<x:xdatenfelder.y xmlns:x='urn:xoev-de:fim:standard:xdatenfelder_2'/>", "no schema"),
    ],
)
def test_what_is_no_schema_is_refused_with_a_sentence(content, why):
    with pytest.raises(NotASchema, match=why):
        schema.read(content)


def test_a_schema_that_asks_nothing_is_refused():
    with pytest.raises(NotASchema, match="asks for nothing"):
        load.questions(made(""))


@given(st.binary(max_size=400), st.integers(0, 900))
def test_no_octets_raise_anything_but_a_refusal(junk, place):
    sound = written(element("datenfeld", 1, of_type("text")))
    mutated = sound[:place] + junk + sound[place + len(junk) :]
    for content in (junk, mutated, sound[:place]):
        with contextlib.suppress(NotASchema):
            translate.translated(schema.read(content))


@needs_schemas
@pytest.mark.parametrize(("name", "number"), [("BlaueKarte", 87), ("WaBeKa", 35)])
def test_real_schemas_lead_through_to_their_end(name, number):
    found = translate.translated(schema.read((SCHEMAS / f"{name}.xml").read_bytes()))
    asked = load.questions(found)
    assert len(asked) == number
    answers: dict[str, form.Answer] = {}
    while (question := form.next_open(asked, answers)) is not None:
        answers[question.key] = _sound(question)
    assert len(answers) == number


def _sound(question):
    match question.sort:
        case Sort.YES_NO:
            return YES
        case Sort.DATE:
            return "2026-02-07"
        case Sort.DECIMAL:
            return "48.500,00"
        case _:
            return "1"


@needs_schemas
def test_every_rule_of_the_blue_card_becomes_a_condition():
    found = translate.translated(schema.read((SCHEMAS / "BlaueKarte.xml").read_bytes()))
    assert not [note for note in found.notes if note.id.startswith("R")]
    asked_if = {each.id: each.only_if for each in found.questions}
    assert {asked_if[f"F0000103{n}"] for n in (1, 2, 3)} == {"fim-f00001030"}


@pytest.mark.parametrize(
    ("said", "sound"),
    [("48.500,00", True), ("48500.5", True), ("-3", True), ("4,5,6", False), ("1e9", False)],
)
def test_numbers_may_have_a_fraction(said, sound):
    question = form.Question("x", Sort.DECIMAL)
    assert (form.fault(question, said) is None) is sound


@pytest.mark.django_db
def test_a_kind_asks_the_schema_behind_its_own_questions_and_keeps_it():
    make.city()
    files = described()
    load_kinds(files, by=SYSTEM, at=make.AT)
    found = made(
        element("datenfeld", 1, of_type("text")) + element("datenfeld", 2, of_type("file"))
    )
    assert load.load_form("permit", found, by=SYSTEM, at=make.AT)
    assert not load.load_form("permit", found, by=SYSTEM, at=make.AT)
    assert load_kinds(files, by=SYSTEM, at=make.AT).changed == ()
    kind = Kind.objects.get()
    assert [each.key for each in kind.questions.order_by("position")] == ["fim-f1"]
    assert [each.key for each in kind.papers.order_by("position")] == ["passport", "fim-f2"]


@pytest.mark.django_db
def test_a_case_keeps_the_form_it_began_with():
    make.city()
    load_kinds(described(), by=SYSTEM, at=make.AT)
    case = make.case(Kind.objects.get())
    load.load_form("permit", made(element("datenfeld", 1, of_type("text"))), by=SYSTEM, at=make.AT)
    assert not case.kind.questions.exists()


@pytest.mark.django_db
def test_the_command_reports_and_refuses(tmp_path):
    file = tmp_path / "schema.xml"
    file.write_bytes(written(element("datenfeld", 1, of_type("obj"))))
    told = StringIO()
    call_command("load_fim", str(file), stdout=told)
    assert "S1 1.0: Test" in told.getvalue()
    assert "Its type “obj” is unknown" in told.getvalue()
    make.city()
    with pytest.raises(CommandError, match="no kind of case"):
        call_command("load_fim", str(file), "--kind", "nothing")
    with pytest.raises(CommandError):
        call_command("load_fim", str(tmp_path / "missing.xml"))
    with pytest.raises(NoSuchKind):
        load.load_form("nothing", made(element("datenfeld", 1)), by=SYSTEM, at=make.AT)
