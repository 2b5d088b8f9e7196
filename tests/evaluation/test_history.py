"""A city's past: checked cell by cell, loaded whole or not at all, withdrawn again, kept apart."""

from contextlib import suppress
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.evaluation import commands, queries
from anlauf.evaluation.commands import Origin
from anlauf.evaluation.commands.facts import sum_up_all
from anlauf.evaluation.definitions import Unit
from anlauf.evaluation.imports import reported
from anlauf.evaluation.imports.cells import Wrong, number
from anlauf.evaluation.imports.sheet import Unreadable
from anlauf.evaluation.imports.sheet import read as sheet_of
from anlauf.evaluation.models import PastSheet, ReportedFigure, VisitFact
from anlauf.evaluation.states import SheetState
from tests import make

AT = make.moment("10:00")
MARCH = date(2024, 3, 1)


@pytest.fixture
def altona(db):
    return make.office("altona", desks=1)


def reading(text, *, encoding="utf-8"):
    return reported.read_octets(text.encode(encoding), at=AT)


def wrong(text):
    """What is wrong, as line, column and sentence."""
    return [(one.line, one.column, one.sentence) for one in reading(text).fatal]


def loaded(text, source="Report", at=AT):
    origin = Origin("past.csv", source, "0" * 64)
    kept = commands.keep_sheet(reading(text).values, origin, by=SYSTEM, at=AT)
    return commands.load_sheet(kept.pk, by=SYSTEM, at=at)


def known(office, figure="visits", month=MARCH):
    found = queries.reported(figure).get((office.pk, month, figure))
    return None if found is None else found.value


# --- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "office;month;visits;no_show;lead\naltona;2024-03;1200;12,5;4,5\n",
        "\ufeffStandort;Monat;Besuche;no_show;Vorlaufzeit\r\nAltona;03.2024;1200;12,5;4,5\r\n",
        'office,month,Visits,no_show,lead\n"altona",2024-3,1200,12.5,4.5\n\n',
        "office\tmonth\tvisits\tno_show\tlead\nALTONA\t3/2024\t1200\t12.5\t4.5",
    ],
)
def test_a_sheet_is_read_however_spreadsheets_write_it(altona, text):
    found = reading(text)
    assert found.mistakes == []
    assert {(one.office, one.month, one.figure): one.value for one in found.values} == {
        (altona.pk, MARCH, "visits"): 1200,
        (altona.pk, MARCH, "no_show"): 0.125,
        (altona.pk, MARCH, "lead"): 4.5,
    }


def test_every_mistake_is_found_in_one_reading_with_its_line_and_column(altona):
    text = (
        "office;month;visits;no_show;visit\n"
        "altonna;2024-03;1200;;\n"
        "altona;2024-13;1200;;\n"
        "altona;2026-11;1200;;\n"
        "altona;2024-03;1.200,5;120;\n"
        "altona;2024-03;7;;\n"
        "altona;2024-04;3;-1;\n"
    )
    assert wrong(text) == [
        (1, "visit", "The column “visit” is no figure."),
        (2, "office", "There is no office “altonna”."),
        (3, "month", "“2024-13” is no month."),
        (4, "month", "The month 2026-11 is not over."),
        (5, "visits", "“1.200,5” is no number."),
        (5, "no_show", "120 is more than 100."),
        (6, "month", "Altona and 2024-03 stand here twice."),
        (7, "visits", "Fewer than 5 people are told of nowhere."),
        (7, "no_show", "“-1” is no number."),
    ]


def test_hints_say_what_was_perhaps_meant(altona):
    hints = [one.hint for one in reading("office;month;visit\naltonna;2024-03;7").fatal]
    assert hints[:2] == ["Maybe “visits”?", "Maybe “altona”?"]


def test_figures_that_contradict_each_other_are_a_mistake(altona):
    text = "office;month;wait_median;wait_p90\naltona;2024-03;20;12\n"
    assert wrong(text) == [(2, "wait_p90", "“wait_p90” lies below “wait_median”, which cannot be.")]


def test_sheets_without_their_columns_or_figures_say_so(altona):
    assert wrong("month;visits\n2024-03;7")[0][2] == "The column “office” is missing."
    assert wrong("office;month;visits\naltona;2024-03;")[0][2] == "There is no figure in this file."


@pytest.mark.parametrize(
    ("octets", "sentence"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00o", "UTF-8"),
        (b"PK\x03\x04\x00\x00", "CSV"),
        (b'office;"month\n', "quotation mark"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_reason(octets, sentence):
    with pytest.raises(Unreadable, match=sentence):
        sheet_of(octets)


@given(st.text(max_size=12), st.sampled_from(list(Unit)))
def test_a_cell_is_a_number_of_its_unit_or_says_why_not(said, unit):
    found = number(said, unit)
    if isinstance(found, Wrong):
        assert found.sentence
    else:
        assert found >= 0
        assert unit != Unit.SHARE or found <= 1
        assert unit != Unit.PEOPLE or found == 0 or found >= 5


@given(st.binary(max_size=60))
def test_any_octets_are_a_sheet_or_refused(octets):
    with suppress(Unreadable):
        assert sheet_of(octets).heads


def test_months_anlauf_has_figures_of_are_taken_and_pointed_out(altona):
    visited(altona, date(2024, 3, 5))
    found = reading("office;month;visits\naltona;2024-03;1200\naltona;2024-02;1100\n")
    assert [(one.line, one.fatal) for one in found.mistakes] == [(2, False)]
    assert len(found.values) == 2


# --- loading and withdrawing --------------------------------------------------------------------


def test_nothing_shows_a_sheet_before_it_is_loaded_nor_after_it_is_withdrawn(altona):
    origin = Origin("past.csv", "Report", "0" * 64)
    values = reading("office;month;visits\naltona;2024-03;1200\n").values
    kept = commands.keep_sheet(values, origin, by=SYSTEM, at=AT)
    assert known(altona) is None
    commands.load_sheet(kept.pk, by=SYSTEM, at=AT)
    assert known(altona) == 1200
    commands.withdraw_sheet(kept.pk, by=SYSTEM, at=AT)
    assert known(altona) is None
    commands.load_sheet(kept.pk, by=SYSTEM, at=AT)
    assert known(altona) == 1200
    verbs = JournalEntry.objects.filter(thing="evaluation.pastsheet").order_by("pk")
    assert [one.verb.partition("_")[2] for one in verbs] == [
        "read",
        "loaded",
        "withdrawn",
        "loaded",
    ]


def test_what_was_loaded_last_counts_and_what_was_before_shows_again(altona):
    loaded("office;month;visits;lead\naltona;2024-03;1200;4\n", "First")
    second = loaded("office;month;visits\naltona;2024-03;1300\n", "Second", at=make.moment("11:00"))
    assert (known(altona), known(altona, "lead")) == (1300, 4)
    commands.withdraw_sheet(second.pk, by=SYSTEM, at=AT)
    assert known(altona) == 1200


def test_a_preview_says_what_is_new_what_changes_and_what_stays(altona):
    loaded("office;month;visits;lead\naltona;2024-03;1200;4\n")
    values = reading("office;month;visits;lead;no_show\naltona;2024-03;1300;4;10\n").values
    kept = commands.keep_sheet(values, Origin("b", "B", "0" * 64), by=SYSTEM, at=AT)
    found = queries.effects(kept)
    assert (found.new, found.same) == (1, 1)
    assert [(one.figure, one.before, one.after) for one in found.changed] == [
        ("visits", 1200, 1300)
    ]


def test_a_draft_is_thrown_away_but_never_what_was_loaded(altona):
    sheet = loaded("office;month;visits\naltona;2024-03;1200\n")
    with pytest.raises(commands.SheetIsOtherwise):
        commands.discard_sheet(sheet.pk, by=SYSTEM, at=AT)
    with pytest.raises(commands.SheetIsOtherwise):
        commands.load_sheet(sheet.pk, by=SYSTEM, at=AT)
    draft = commands.keep_sheet([], Origin("c", "C", "0" * 64), by=SYSTEM, at=AT)
    commands.discard_sheet(draft.pk, by=SYSTEM, at=AT)
    assert PastSheet.objects.count() == 1


def test_the_table_takes_whole_months_only(altona):
    sheet = loaded("office;month;visits\naltona;2024-03;1200\n")
    with pytest.raises(IntegrityError, match="reported_month_begins_on_its_first"):
        ReportedFigure.objects.create(
            sheet=sheet, office=altona, month=date(2024, 4, 2), figure="visits", value=1
        )


# --- apart --------------------------------------------------------------------------------------


def visited(office, day, people=8):
    lowest = VisitFact.objects.count()
    VisitFact.objects.bulk_create(
        VisitFact(
            number=-1 - lowest - one,
            office_number=office.pk,
            date=day,
            hour=9,
            appointed=True,
            wait=600,
            served=600,
            outcome="finished",
        )
        for one in range(people)
    )
    sum_up_all()


def test_what_was_reported_and_what_was_measured_stand_beside_each_other(altona):
    for day in (date(2024, 3, 1), date(2024, 4, 2), date(2024, 5, 31)):
        visited(altona, day)
    loaded("office;month;visits\naltona;2024-02;1100\naltona;2024-03;1200\n")
    found = [
        (
            one.first.month,
            one.reported.value if one.reported else None,
            one.measured.value if one.measured else None,
        )
        for one in queries.months_of(altona, "visits")
    ]
    assert found == [(2, 1100, None), (3, 1200, 8), (4, None, 8), (5, None, 8)]


def test_reported_figures_change_no_measured_figure_and_no_answer(altona):
    visited(altona, MARCH)
    period = queries.Period(MARCH, date(2024, 3, 31))
    question = queries.Question(("visits", "wait_median"), (), period, MARCH)
    before = queries.answer(question)
    loaded("office;month;visits;wait_median\naltona;2024-03;1200;3\n")
    assert queries.answer(question) == before


# --- command line -------------------------------------------------------------------------------


def run(path, *more):
    out = StringIO()
    call_command("load_history", str(path), "--source", "Report", *more, stdout=out)
    return out.getvalue()


def test_the_command_checks_first_and_loads_all_or_nothing(altona, tmp_path):
    file = tmp_path / "past.csv"
    file.write_text("office;month;visits\naltona;2024-03;1200\naltona;2024-04;x\n")
    with pytest.raises(CommandError, match="1 mistakes"):
        run(file)
    assert not PastSheet.objects.exists()
    file.write_text("office;month;visits\naltona;2024-03;1200\n")
    assert "1 values could be loaded" in run(file, "--check")
    assert not PastSheet.objects.exists()
    assert "1 new values, 0 changed" in run(file)
    assert PastSheet.objects.get().state == SheetState.LOADED
