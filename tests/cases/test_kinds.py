"""Kinds of cases come from the city's files, and never change under a case that has begun."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from anlauf.cases import queries
from anlauf.cases.imports.kinds import load_kinds
from anlauf.cases.models import Kind
from anlauf.cases.states import CaseState
from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.directory.imports import folder
from anlauf.directory.imports.described import CaseKind, CasePaper, Casework
from anlauf.engine.casework.course import WAY
from tests import make

HAMBURG = Path(make.__file__).parents[1] / "src/anlauf/demo/hamburg"
TOMORROW = make.AT + timedelta(days=1)


def described(**said):
    kind = CaseKind(
        key="permit",
        service=make.service("permit").key,
        pick_up="",
        groups=(),
        steps=(("received", 3), ("checking", 10)),
        papers=(("passport", ()),),
        wanted=(),
        questions=(),
        law_months=3,
        law="§ 75 VwGO",
        four_eyes=False,
        keep_days=30,
        valid_from=None,
        valid_to=None,
        sourced=False,
    )
    paper = CasePaper("passport", {"de": "Pass", "en": "Passport"}, {})
    return Casework((replace(kind, **said),), papers=(paper,))


@pytest.fixture
def permit(db):
    make.city()
    return described()


def test_the_steps_files_may_name_are_states_of_a_case():
    assert set(WAY) <= set(CaseState.values)


def test_hamburgs_foreigners_services_and_both_pick_up_chains_are_kinds_of_cases():
    city = make.sure(folder.read(HAMBURG).described)
    kinds = {kind.service for kind in city.casework.kinds}
    foreigners = {service.key for service in city.services if service.area == "foreigners"}
    assert foreigners | {"personalausweis", "reisepass"} == kinds
    assert len(kinds) == 23


def test_loading_twice_writes_nothing_the_second_time(permit):
    assert load_kinds(permit, by=SYSTEM, at=make.AT).changed == ("permit",)
    before = JournalEntry.objects.count()
    assert load_kinds(permit, by=SYSTEM, at=make.AT).changed == ()
    assert JournalEntry.objects.count() == before


def test_a_kind_nobody_has_begun_with_is_mended_where_it_stands(permit):
    load_kinds(permit, by=SYSTEM, at=make.AT)
    mended = replace(permit, kinds=(replace(permit.kinds[0], law_months=6),))
    load_kinds(mended, by=SYSTEM, at=TOMORROW)
    assert Kind.objects.get().law_months == 6


def test_a_case_keeps_the_kind_it_began_with(permit):
    load_kinds(permit, by=SYSTEM, at=make.AT)
    case = make.case(Kind.objects.get())
    mended = replace(permit, kinds=(replace(permit.kinds[0], law_months=6),))
    load_kinds(mended, by=SYSTEM, at=TOMORROW)
    case.refresh_from_db()
    assert case.kind.law_months == 3
    assert make.sure(queries.kind_on("permit", TOMORROW.date())).law_months == 6
    assert make.sure(queries.kind_on("permit", make.DAY)).law_months == 3
    assert load_kinds(mended, by=SYSTEM, at=TOMORROW).changed == ()


def test_a_kind_no_longer_described_ended_yesterday(permit):
    load_kinds(permit, by=SYSTEM, at=make.AT)
    assert load_kinds(Casework(), by=SYSTEM, at=TOMORROW).changed == ("permit",)
    assert queries.kind_on("permit", TOMORROW.date()) is None
    assert queries.kind_on("permit", make.DAY) is not None


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ('steps = [{ state = "cheking", days = 3 }]', "cheking"),
        ('steps = [{ state = "deciding", days = 3 }, { state = "checking", days = 3 }]', "order"),
        ('steps = [{ state = "received", days = 0 }]', "at least 1"),
        ('steps = [{ state = "received", days = 1 }]\npapers = ["nothing"]', "nothing"),
        ('steps = [{ state = "received", days = 1 }]\nquestions = ["later"]', "later"),
    ],
)
def test_a_mistake_in_a_kind_is_named_with_its_value(tmp_path, words, wrong):
    (tmp_path / "cases.toml").write_text(
        '[[case]]\nid = "x"\nservice = "x"\n' + words + "\n", encoding="utf-8"
    )
    assert any(wrong in str(problem) for problem in folder.read(tmp_path).problems)
