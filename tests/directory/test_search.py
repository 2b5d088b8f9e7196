"""People find services by the words they use, in either language, with slips of the finger."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlauf.core.text import say
from anlauf.directory.imports import folder
from anlauf.directory.search import Entry, best, folded
from tests.directory import HAMBURG


def entries(language: str) -> list[Entry]:
    described = folder.read(HAMBURG).described
    assert described is not None
    return [
        Entry(
            key=service.key,
            names=(say(service.name, language), *service.name.values()),
            synonyms=tuple(word for words in service.synonyms.values() for word in words),
            text=say(service.summary, language),
            position=service.position,
        )
        for service in described.services
    ]


CATALOGUE = {language: entries(language) for language in ("de", "en")}


@pytest.mark.parametrize(
    ("words", "language", "first"),
    [
        ("Perso", "de", "personalausweis"),
        ("perso verloren", "de", "personalausweis_verlust"),
        ("PERSO  VERLOREN!", "de", "personalausweis_verlust"),
        ("umziehen", "de", "ummeldung"),
        ("ummelden neue wohnung", "de", "ummeldung"),
        ("Anmeldung", "de", "anmeldung"),
        ("aufenthaltstitel verlängern", "de", "aufenthalt_verlaengerung"),
        ("Aufenthaltserlaubnis läuft ab", "de", "aufenthalt_verlaengerung"),
        ("Führungszeugnis", "de", "fuehrungszeugnis"),
        ("fuehrungszeugnis", "de", "fuehrungszeugnis"),
        ("fuhrungszeugniss", "de", "fuehrungszeugnis"),
        ("Personalausweiss", "de", "personalausweis"),
        ("ich möchte meinen Perso abholen", "de", "personalausweis_abholen"),
        ("wo kann ich meinen Reisepass verlängern?", "de", "reisepass"),
        ("Kinderausweis", "de", "personalausweis_u16"),
        ("pin vergessen", "de", "eid_pin"),
        ("einbürgern", "de", "einbuergerung"),
        ("kfz", "de", "kfz_adresse"),
        ("id card", "en", "personalausweis"),
        ("ID", "en", "personalausweis"),
        ("identity crad", "en", "personalausweis"),
        ("paspport", "en", "reisepass"),
        ("passport for my baby", "en", "reisepass"),
        ("moving", "en", "ummeldung"),
        ("blue card", "en", "blaue_karte"),
        ("extend my visa", "en", "aufenthalt_verlaengerung"),
        ("citizenship", "en", "einbuergerung"),
        ("driver license", "en", "fuehrerschein_ersatz"),
        ("passport", "de", "reisepass"),
        ("Meldebescheinigung", "en", "meldebescheinigung"),
        ("سفر", "de", "reisepass"),
    ],
)
def test_what_people_type_finds_what_they_mean(words, language, first):
    assert best(words, CATALOGUE[language])[0] == first


def test_two_slips_do_not_hide_the_other_services_of_a_kind():
    found = best("reisepas beantrgen", CATALOGUE["de"])
    assert found[0] == "reisepass"


@pytest.mark.parametrize("words", ["", "   ", "!?", "🙂", "xyzzy", "فيل"])
def test_words_that_mean_nothing_find_nothing(words):
    assert best(words, CATALOGUE["de"]) == []


def test_of_equally_good_ones_the_more_wanted_comes_first():
    rare = Entry("rare", ("Karte",), (), "", position=9)
    common = Entry("common", ("Karte",), (), "", position=1)
    assert best("karte", [rare, common]) == ["common", "rare"]


def test_a_whole_name_beats_a_synonym_beats_a_beginning():
    named = Entry("named", ("Pass",), (), "", position=3)
    called = Entry("called", ("Ausweis",), ("Pass",), "", position=2)
    begun = Entry("begun", ("Passbild machen",), (), "", position=1)
    assert best("pass", [begun, called, named]) == ["named", "called", "begun"]


def test_umlauts_and_accents_may_be_left_out_or_spelt_out():
    assert folded("Größe É") == folded("groesse e") == "groesse e"


@settings(deadline=None)
@given(st.text(max_size=400))
def test_search_takes_any_text(words):
    found = best(words, CATALOGUE["en"])
    assert len(found) == len(set(found)) <= 10


@pytest.mark.parametrize("entry", CATALOGUE["de"], ids=lambda entry: entry.key)
def test_every_service_is_found_by_its_own_name(entry):
    assert entry.key in best(entry.names[0], CATALOGUE["de"])[:2]


def test_long_input_is_cut_not_compared():
    words = " ".join("x" * 200 for _ in range(1000))
    assert best(words, CATALOGUE["de"]) == []
