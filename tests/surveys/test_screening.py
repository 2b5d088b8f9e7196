"""Own words without names: what is masked, what is not, and what is not shown at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlauf.surveys.screening import MASK, screen
from anlauf.surveys.screening.words import COMMON_NAMES


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("Frau Öztekin-Brandl war sehr nett.", "Öztekin"),
        ("Der Kollege Wasilewski hat nichts erklärt.", "Wasilewski"),
        ("Alles gut, danke an Dr. Quassowsky!", "Quassowsky"),
        ("meine nachbarin fatima war auch da", "fatima"),
        ("Ich heiße Dragomir Petkanov und warte noch.", "Petkanov"),
        ("Schreiben Sie mir: jo.bloggs@example.org bitte", "example.org"),
        ("Rufen Sie mich an unter 040 123 45 67 bitte", "123"),
        ("geboren am 03.04.1985, alles falsch gelesen", "1985"),
        ("Mein Pass C01X0006H war nicht fertig", "C01X0006H"),
        ("Ich wohne Musterstraße 12 und mein Auto HH-AB 123 stand dort", "Musterstraße"),
        ("Ich wohne Musterstraße 12 und mein Auto HH-AB 123 stand dort", "AB 123"),
        ("At the desk Miss Featherstonehaugh was rude to me again", "Featherstonehaugh"),
        ("I was served by Bartholomew Cubbins and it was fine for me", "Cubbins"),
        ("Der Termin bei Zellweger Annegret war zu kurz für alles", "Annegret"),
    ],
)
def test_names_and_numbers_are_masked(said, hidden):
    found = screen(said)
    assert hidden not in (found.text or "")
    assert found.masked


@pytest.mark.parametrize(
    "said",
    [
        "Die Mitarbeiterin war sehr freundlich. Vielen Dank!",
        "Der Termin war pünktlich, die Wartezeit kurz.",
        "Zu wenig Stühle im Wartebereich. Bitte mehr Sitzplätze!",
        "Very friendly staff, short waiting time.",
        "Montag war es voll, Dienstag nicht.",
    ],
)
def test_ordinary_sentences_stay_as_they_are(said):
    assert screen(said).text == said


def test_those_who_work_here_are_masked_whatever_they_are_called():
    said = "ich war bei koch und das war gut so"
    assert screen(said, ["Renate Koch"]).text == f"ich war bei {MASK} und das war gut so"
    assert screen(said).text == said


def test_other_scripts_have_no_capitals_to_go_by_and_are_not_shown():
    assert screen("الموظفة كانت لطيفة جدا").text is None


def test_what_would_be_mostly_masked_is_not_shown():
    assert screen("Dragomir Petkanov").text is None


@given(st.sampled_from(sorted(COMMON_NAMES)), st.text(alphabet="abc äöü.,!", max_size=40))
def test_a_common_name_is_found_wherever_it_stands(name, around):
    assert name not in (screen(f"das war so {around} {name} und so weiter").text or "").split()


@given(st.text(max_size=200))
def test_whatever_people_type_is_screened_without_breaking(said):
    found = screen(said)
    assert found.text is None or not found.masked or MASK in found.text
