"""Papers are shown so that nothing in them can act; looks of staff are written down."""

import pytest

from anlauf.cases import commands, queries
from anlauf.cases.papers import apart
from anlauf.cases.papers.judge import judged
from anlauf.cases.queries.papers import NoSuchPaper
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.core.models import JournalEntry
from tests import make
from tests.cases.papers import files

pytestmark = pytest.mark.django_db
CLERK = Actor(Kind.STAFF, 1)


@pytest.fixture(autouse=True)
def judged_here(monkeypatch):
    monkeypatch.setattr(apart, "judged", judged)


@pytest.fixture
def case():
    return make.case(make.case_kind(papers=["passport"]))


@pytest.fixture
def paper(case):
    evil = 'x".exe\r\nSet-Cookie: a=b'
    return commands.upload(case, "passport", evil, files.picture(), by=CITIZEN, at=make.AT)


def test_a_look_of_staff_is_written_down_the_persons_own_is_not(case, paper):
    queries.opened(case, paper.uid)
    assert not JournalEntry.objects.filter(verb="cases.paper_read").exists()
    found = commands.look_at(case, paper.uid, by=CLERK, at=make.AT)
    entry = JournalEntry.objects.get(verb="cases.paper_read")
    assert (entry.by_number, entry.thing_number, entry.facts) == (1, case.pk, {"paper": paper.pk})
    assert found.content.startswith(b"\xff\xd8\xff")


def test_nobody_opens_a_paper_through_another_case(paper):
    other = make.case()
    with pytest.raises(NoSuchPaper):
        queries.opened(other, paper.uid)
    with pytest.raises(NoSuchPaper):
        commands.look_at(other, paper.uid, by=CLERK, at=make.AT)


def test_headers_let_nothing_run_and_nothing_stay(case, paper):
    found = queries.opened(case, paper.uid)
    for headers in (found.to_keep, found.to_look_at):
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in headers["Content-Security-Policy"]
        assert "no-store" in headers["Cache-Control"]
        assert not any("\n" in value for value in headers.values())
    assert found.to_keep["Content-Disposition"] == f'attachment; filename="passport-{paper.pk}.jpg"'
    assert found.to_look_at["Content-Disposition"].startswith("inline")


def test_the_name_somebody_gave_stays_out_of_headers(case, paper):
    assert "exe" not in str(dict(queries.opened(case, paper.uid).to_keep))
    assert queries.papers_of(case)[0].name.startswith("x")
