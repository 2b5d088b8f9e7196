"""The engine at the command line: what it takes, what it answers, what it says of mistakes."""

import json
import subprocess
import sys

import pytest

from anlauf.engine.roster import curtois, judge
from anlauf.engine.shell import counts_file, day_file
from anlauf.engine.shell.main import main
from anlauf.engine.shell.said import Misread

DAY = """
desks = 2
[[service]]
name = "passport"
skill = "residents"
minutes = { law = "lognormal", mean = 14, spread = 0.5 }
[[line]]
name = "walk-in"
patience = { law = "exponential", mean = 90 }
[[clerk]]
name = "A"
skills = ["residents"]
starts = "08:00"
ends = "16:00"
breaks = [["12:00", "12:30"]]
[[walk_ins]]
service = "passport"
line = "walk-in"
from = "08:30"
expected = [2, 3, 2.5]
[[appointments]]
service = "passport"
line = "walk-in"
due = ["09:00", "09:20"]
lead = 7
"""

ROSTER = """SECTION_HORIZON
2
SECTION_SHIFTS
D,480,
SECTION_STAFF
A,D=2,960,0,5,1,1,1
B,D=2,960,0,5,1,1,1
SECTION_DAYS_OFF
A,1
SECTION_SHIFT_ON_REQUESTS
B,0,D,2
SECTION_SHIFT_OFF_REQUESTS
SECTION_COVER
0,D,1,100,1
1,D,1,100,1
"""


@pytest.fixture
def day(tmp_path):
    path = tmp_path / "day.toml"
    path.write_text(DAY, encoding="utf-8")
    return path


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "two.txt"
    path.write_text(ROSTER, encoding="utf-8")
    return path


@pytest.fixture
def counts(tmp_path):
    path = tmp_path / "counts.csv"
    lines = ["day,time,office,service,people"]
    lines += [
        f"2026-{month:02}-{day:02},{hour:02}:30,city,passport,{(day + hour) % 7 + 3}"
        for month in (1, 2, 3)
        for day in range(1, 29)
        for hour in (8, 9, 10)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def told(capsys, *words):
    assert main([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_day_is_read_with_its_times(day):
    read = day_file.read(day.read_text(encoding="utf-8"))
    assert read.clerks[0].starts == 480
    assert read.clerks[0].breaks == ((720, 750),)
    assert read.walk_ins[0].expected[16:21] == (0, 2, 3, 2.5, 0)
    assert [each.due for each in read.appointments] == [540, 560]


def test_a_day_is_played_the_same_way_with_the_same_seed(day, capsys):
    one = told(capsys, "simulate", day, "--replications", 50)
    again = told(capsys, "simulate", day, "--replications", 50)
    assert one == again
    assert one["coming"]["value"] > 5


def test_a_roster_is_found_proven_and_written_down(roster, tmp_path, capsys):
    out = tmp_path / "out.tsv"
    found = told(capsys, "roster", roster, "--seconds", 60, "--out", out)  # ends when proven
    assert found["valid"]
    assert found["proven"]
    problem = curtois.read(ROSTER)
    verdict = judge(problem, {name: tuple(days) for name, days in found["roster"].items()})
    assert verdict.cost == found["cost"]
    assert [line.split("\t")[0] for line in out.read_text().splitlines()] == ["A", "B"]


def test_a_forecast_tells_the_days_after_the_history(counts, capsys):
    found = told(capsys, "forecast", counts, "--days", 3)
    assert [row["day"] for row in found["days"]] == ["2026-03-29", "2026-03-30", "2026-03-31"]
    assert all(row["low"] <= row["expected"] <= row["high"] for row in found["days"])


def test_days_without_any_line_were_not_counted_and_half_hours_without_one_had_nobody(counts):
    history = counts_file.read(counts.read_text(encoding="utf-8"))
    assert history.counts[0, 0, 0] == 0
    gap = (history.first.replace(month=1, day=30) - history.first).days
    assert history.counts[gap, 0, 17] != history.counts[gap, 0, 17]  # not a number


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_an_answer_is_drawn_when_asked(day, tmp_path, kind, capsys):
    picture = tmp_path / f"waits.{kind}"
    assert main(["simulate", str(day), "--replications", "50", "--plot", str(picture)]) == 0
    assert picture.stat().st_size > 1000
    assert "a day on average" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (DAY.replace('law = "lognormal"', 'law = "lognormale"'), "“lognormale” is no law"),
        (DAY.replace('starts = "08:00"', 'starts = "8 am"'), "“8 am” is no time"),
        (DAY.replace("desks = 2", "desk = 2"), "“desk” means nothing"),
        (DAY.replace('skill = "residents"', 'skil = "residents"', 1), "misspelt"),
        ("desks = ", "cannot be read"),
    ],
)
def test_a_mistake_in_a_day_gets_a_sentence(words, sentence):
    with pytest.raises(Misread, match=sentence):
        day_file.read(words)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("day,office,people\n", "no column “service”"),
        ("day,office,service,people\n", "no line"),
        ("day,office,service,people\n2026-02-30,a,b,1\n", "Line 2 cannot be read"),
        ("day,time,office,service,people\n2026-02-01,25:00,a,b,1\n", "no time of a day"),
    ],
)
def test_a_mistake_in_the_counts_gets_a_sentence(words, sentence):
    with pytest.raises(Misread, match=sentence):
        counts_file.read(words)


def test_what_is_wrong_is_said_on_the_error_stream_and_nothing_else(tmp_path, capsys):
    assert main(["roster", str(tmp_path / "nothing.txt")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing.txt" in said.err


def test_a_picture_of_another_kind_is_refused_with_a_hint(day, capsys):
    assert main(["simulate", str(day), "--replications", "5", "--plot", "waits.gif"]) == 2
    assert "Maybe waits.svg?" in capsys.readouterr().err


def test_the_command_line_needs_no_django():
    checked = "import sys; import anlauf.engine.shell.main; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", checked], check=False).returncode == 0


def test_where_no_roster_can_be_valid_the_rules_that_collide_are_named(tmp_path, capsys):
    path = tmp_path / "none.txt"
    path.write_text(ROSTER.replace("A,D=2,960,0", "A,D=2,960,960"), encoding="utf-8")
    assert main(["roster", str(path), "--seconds", "5", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["roster"] is None
    assert found["why"]


STUDY = """
pieces = 3
replications = 20
figures = ["wait", "abandoned"]
[[scenario]]
name = "as it is"
day = "day.toml"
[[scenario]]
name = "two"
day = "day.toml"
[[scenario.clerk]]
name = "B"
skills = ["residents"]
starts = "08:00"
ends = "12:00"
[[scenario]]
name = "nobody"
day = "day.toml"
without = ["A"]
"""


@pytest.fixture
def study(day, tmp_path):
    path = tmp_path / "study.toml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def test_a_study_tells_what_changes_and_keeps_what_it_played(study, tmp_path, capsys):
    kept, picture = tmp_path / "kept", tmp_path / "study.svg"
    found = told(capsys, "study", study, "--keep", kept, "--plot", picture)
    assert found["complete"]
    assert found["replications"] == 60
    assert found["scenarios"]["two"]["wait"]["change"]["high"] < 0
    assert found["scenarios"]["nobody"]["wait"]["value"] is None
    assert len(list(kept.iterdir())) == 9
    assert picture.stat().st_size > 1000
    assert told(capsys, "study", study, "--keep", kept) == found
    assert main(["study", str(study), "--keep", str(kept)]) == 0
    assert "change" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (STUDY.replace("pieces = 3", "piece = 3"), "“piece” means nothing in a study"),
        (STUDY.replace("pieces = 3", "pieces = 0"), "0 pieces say nothing"),
        (STUDY.replace("pieces = 3", "pieces = 1.5"), "no whole number"),
        (STUDY.replace('without = ["A"]', 'without = ["Z"]'), "Nobody is called “Z”"),
        (STUDY.replace('without = ["A"]', "demand = -1"), "The demand is -1"),
        (STUDY.replace('name = "two"', 'name = "nobody"'), "Maybe one was copied"),
        (STUDY.replace('name = "two"\nday = "day.toml"', 'name = "two"'), "has no “day”"),
        (STUDY.replace('"day.toml"', '"night.toml"'), "night.toml"),
        (STUDY.replace('"abandoned"]', '"abandonned"]'), "There is no figure 'abandonned'"),
        (STUDY.replace("pieces = 3", "enough = 3"), "“enough” is 3"),
        ("pieces = ", "cannot be read"),
        ("pieces = 3", "without scenarios"),
    ],
)
def test_a_mistake_in_a_study_gets_a_sentence(study, words, sentence, capsys):
    study.write_text(words, encoding="utf-8")
    assert main(["study", str(study)]) == 2
    assert sentence in capsys.readouterr().err


def test_the_cluster_is_named_by_the_environment(study, monkeypatch, capsys):
    monkeypatch.setenv("ANLAUF_DASK", "somewhere")
    assert main(["study", str(study)]) == 2
    assert "Maybe tcp://somewhere:8786?" in capsys.readouterr().err
