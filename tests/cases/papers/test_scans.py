"""Papers stay in quarantine until a scanner finds them clean; one that is away stops nobody."""

from datetime import timedelta

import pytest

from anlauf.cases import commands, queries
from anlauf.cases.commands import scan_papers, upload
from anlauf.cases.models import Paper
from anlauf.cases.papers import apart
from anlauf.cases.papers.judge import judged
from anlauf.cases.papers.refusals import Harmful
from anlauf.cases.queries.papers import NoSuchPaper, StillInQuarantine
from anlauf.cases.states import DemandState
from anlauf.config import clamd as config
from anlauf.core import scanner, vault
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.core.models import JournalEntry, Letter
from anlauf.core.queries import letter
from tests import make
from tests.cases.papers import clamd, files

pytestmark = pytest.mark.django_db
CLERK = Actor(Kind.STAFF, 1)
PASSPORT = files.pdf()
NOBODY_LISTENS = ("127.0.0.1", 9)


@pytest.fixture(autouse=True)
def judged_here(monkeypatch):
    monkeypatch.setattr(apart, "judged", judged)


@pytest.fixture
def case():
    return make.case(make.case_kind(papers=["passport"]), language="en")


@pytest.fixture
def paper(case, settings):
    settings.CLAMD = NOBODY_LISTENS
    return upload(case, "passport", "scan.pdf", PASSPORT, by=CITIZEN, at=make.AT)


@pytest.fixture
def listening(settings):
    with clamd.running() as settings.CLAMD:
        yield


@pytest.fixture
def finding(settings):
    """A scanner that knows the inside of every PDF as harmful."""
    with clamd.running(clamd.finding_always) as settings.CLAMD:
        yield


def fresh(paper):
    return Paper.objects.get(pk=paper.pk)


def test_nobody_opens_what_is_not_scanned(case, paper):
    assert paper.state == "quarantined"
    with pytest.raises(StillInQuarantine):
        queries.opened(case, paper.uid)
    assert not queries.papers_of(case)[0].checked


def test_what_is_clean_leaves_quarantine(case, paper, listening):
    assert scan_papers(at=make.AT) == 1
    assert queries.opened(case, paper.uid).content.startswith(b"%PDF-")
    assert scan_papers(at=make.AT) == 0


def test_a_scanner_that_is_away_is_asked_ever_less_often(paper):
    waits, now = [], make.AT
    for _turn in range(9):
        assert scan_papers(at=now) == 0
        waits.append((make.sure(fresh(paper).try_at) - now).total_seconds())
        now = make.sure(fresh(paper).try_at)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert fresh(paper).state == "quarantined"


def test_when_the_scanner_is_back_the_paper_leaves(paper, settings):
    scan_papers(at=make.AT)
    with clamd.running() as settings.CLAMD:
        assert scan_papers(at=make.AT + timedelta(seconds=29)) == 0
        assert scan_papers(at=make.AT + timedelta(seconds=30)) == 1


def test_a_scanner_that_makes_no_sense_counts_as_away(paper, settings):
    with clamd.running(clamd.overloaded) as settings.CLAMD:
        assert scan_papers(at=make.AT) == 0
    assert fresh(paper).state == "quarantined"


def test_what_is_harmful_goes_and_the_person_is_told(
    case, paper, finding, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert scan_papers(at=make.AT) == 1
    found = fresh(paper)
    assert (found.state, found.reason) == ("infected", "Pdf.Bad")
    assert not vault.holds(paper.uid)
    assert case.demands.get().state == DemandState.OPEN
    assert JournalEntry.objects.filter(verb="cases.paper_infected").count() == 1
    words = make.sure(letter(Letter.objects.get(kind="case_infected").pk))
    assert "could not be kept" in words.subject
    assert "Passport" in words.body
    with pytest.raises(NoSuchPaper):
        queries.opened(case, paper.uid)
    with pytest.raises(Harmful):
        upload(case, "passport", "again.pdf", PASSPORT, by=CITIZEN, at=make.AT)


def test_a_case_that_is_over_gets_no_letter(case, paper, finding):
    commands.withdraw(case, by=CITIZEN, at=make.AT)
    scan_papers(at=make.AT)
    assert fresh(paper).state == "infected"
    assert not Letter.objects.filter(kind="case_infected").exists()


def test_a_form_shows_what_is_harmful_before_it_is_handed_in(finding):
    form = make.intake(make.case_kind(papers=["passport"]))
    upload(form, "passport", "scan.pdf", PASSPORT, by=CITIZEN, at=make.AT)
    scan_papers(at=make.AT)
    assert [each.state for each in queries.papers_of(form)] == ["infected"]


def test_without_a_scanner_papers_are_open_at_once(case):
    made = upload(case, "passport", "scan.pdf", PASSPORT, by=CITIZEN, at=make.AT)
    assert made.state == "clean"
    assert scan_papers(at=make.AT) == 0


def test_the_scanners_own_test_is_found_over_both_sorts_of_lines(settings, tmp_path):
    for path in ("", str(tmp_path / "clamd.ctl")):
        with clamd.running(path=path) as settings.CLAMD:
            assert scanner.scan(files.EICAR).found == "Eicar-Test-Signature"
            assert scanner.scan(bytes(200_000)).found == ""


@pytest.mark.parametrize(
    "address", ["clamav:3310", "tcp://", "unix:", "tcp://host:port", "http://x"]
)
def test_an_address_that_is_none_is_named(address):
    with pytest.raises(config.BadScanner, match="ANLAUF_CLAMD"):
        config.read(address)


def test_addresses_of_scanners_are_read():
    assert config.read("") is None
    assert config.read("tcp://scanner") == ("scanner", 3310)
    assert config.read("tcp://[::1]:99") == ("::1", 99)
    assert config.read("unix:/run/clamd.ctl") == "/run/clamd.ctl"


def test_what_waits_for_a_scanner_the_city_gave_up_leaves_quarantine(paper, settings):
    settings.CLAMD = None
    assert scan_papers(at=make.AT) == 1
    assert fresh(paper).state == "clean"
    entry = JournalEntry.objects.get(verb="cases.paper_clean")
    assert entry.facts == {"scanned": False}
