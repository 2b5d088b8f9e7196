"""A folder full of mistakes is told all of them at once, each with its line, and loads nothing."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from anlauf.directory.imports import folder
from anlauf.directory.models import City
from tests.directory import HAMBURG

BROKEN = Path(__file__).parent / "broken_city"

MISTAKES = {
    "city.toml": {
        5: "“Europe/Kleinstadt” is no time zone",
        6: "public holidays of “DE-XX”",
        16: "“en” is missing",
        21: "no area “resident”. Maybe “residents”?",
        23: "“postal_code” is missing",
        26: "“postal_cod” means nothing in a place. Maybe “postal_code”?",
        33: "54321 is no postal code",
        35: "no district “nord”",
        36: "Latitude and longitude",
    },
    "offices.toml": {
        7: "no place “townhal”. Maybe “townhall”?",
        9: "no mail address",
        10: "no service “pass”",
        11: "“desk” is called assumed",
        14: "“tus” is no weekday. Maybe “tue”?",
        15: "11:00–14:00 overlaps 08:00–12:00",
        19: "no weekday number 6",
        20: "“09:03-10:00” does not fit",
        24: "not “each”",
        25: "“12:00-08:00” ends before it begins",
        29: "“date” should be a date",
        36: "no profile “all”",
        37: "“clerks” is 0",
        46: "“hall 2026-12-31 extra” is described twice. It already stands in offices.toml:39",
    },
    "services.toml": {
        9: "“town” is none of city, district",
        12: "“9900800100000” is no LeiKa key",
        14: "12 minutes do not fit the steps of five. Maybe 15?",
        15: "“most” is 0",
        17: "10.005 euros cannot be paid",
        18: "ends on 2026-02-06, before it begins on 2026-02-07",
        22: "“card” is described twice. It already stands in services.toml:2",
        24: "“en” is empty",
        30: "“minutes” should be a whole number",
        31: "“walk_in” should be true or false",
    },
}

STRANGE_DISTRICT = """
{"attribution": "me", "features": [
  {"properties": {"district": "Nord"},
   "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}}
]}
"""


@pytest.fixture(scope="module")
def found() -> list[str]:
    return [str(problem) for problem in folder.read(BROKEN).fatal]


@pytest.mark.parametrize(
    ("file", "line", "words"),
    [(file, line, words) for file, lines in MISTAKES.items() for line, words in lines.items()],
)
def test_each_mistake_is_told_with_its_line(found, file, line, words):
    here = [problem for problem in found if problem.startswith(f"{file}:{line}: ")]
    assert any(words in problem for problem in here), found


def test_nothing_but_the_mistakes_is_told(found):
    places = {problem.split(": ", maxsplit=1)[0] for problem in found}
    assert places == {f"{file}:{line}" for file, lines in MISTAKES.items() for line in lines}


def test_a_broken_city_is_not_handed_on():
    assert folder.read(BROKEN).described is None


@pytest.mark.django_db
def test_a_broken_city_is_not_loaded(capsys):
    with pytest.raises(CommandError):
        call_command("load_city", str(BROKEN))
    assert "offices.toml:7: There is no place" in capsys.readouterr().out
    assert not City.objects.exists()


@pytest.mark.django_db
def test_checking_loads_nothing(capsys):
    call_command("load_city", str(HAMBURG), "--check")
    assert "of them assumed" in capsys.readouterr().out
    assert not City.objects.exists()


def test_a_file_that_is_no_toml_names_its_line_and_hides_no_other_mistake(tmp_path):
    (tmp_path / "a.toml").write_text("[city]\nid = \n", encoding="utf-8")
    (tmp_path / "b.toml").write_text('[[area]]\nid = "A b"\n', encoding="utf-8")
    found = [str(problem) for problem in folder.read(tmp_path).fatal]
    assert found[0].startswith("a.toml:2: The file cannot be read: Invalid value")
    assert any(problem.startswith("b.toml:2: The id “A b”") for problem in found)


def test_a_file_in_another_encoding_names_its_line(tmp_path):
    (tmp_path / "a.toml").write_bytes('[city]\nname = "Köln"\n'.encode("latin-1"))
    assert str(folder.read(tmp_path).fatal[0]) == "a.toml:2: The file is not written in UTF-8."


def test_an_unfinished_file_is_told_at_its_end(tmp_path):
    (tmp_path / "a.toml").write_text('[city]\nid = "x', encoding="utf-8")
    assert str(folder.read(tmp_path).fatal[0]).startswith("a.toml:2: The file cannot be read")


def test_an_unknown_kind_of_table_is_a_mistake(tmp_path):
    (tmp_path / "a.toml").write_text('[city]\nid = "x"\n\n[[ofice]]\nid = "y"\n', encoding="utf-8")
    found = [str(problem) for problem in folder.read(tmp_path).fatal]
    assert "a.toml:4: City files know no “ofice”. Maybe “office”?" in found


def test_two_cities_are_one_too_many(tmp_path):
    (tmp_path / "a.toml").write_text('[city]\nid = "x"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('\n[city]\nid = "y"\n', encoding="utf-8")
    found = [str(problem) for problem in folder.read(tmp_path).fatal]
    assert "b.toml:2: The city is already described elsewhere." in found


def test_an_empty_folder_says_so(tmp_path):
    found = [str(problem) for problem in folder.read(tmp_path).fatal]
    assert len(found) == 1
    assert "no city files" in found[0]


@pytest.mark.parametrize(
    ("outlines", "words"),
    [
        ("{", "The outlines cannot be read"),
        ('{"features": [], "attribution": ""}', "name nobody as their source"),
        (STRANGE_DISTRICT, "no district “Nord”"),
    ],
)
def test_outlines_are_checked(tmp_path, outlines, words):
    (tmp_path / "city.toml").write_text('[city]\nid = "x"\n', encoding="utf-8")
    (tmp_path / "districts.geojson").write_text(outlines, encoding="utf-8")
    assert any(words in str(problem) for problem in folder.read(tmp_path).fatal)
