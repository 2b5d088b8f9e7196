"""A file reaches a form or a case: once, sealed, and gone when it should be."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings

from anlauf.cases import commands, queries
from anlauf.cases.commands import moving, upload
from anlauf.cases.commands import take_back as taken_back
from anlauf.cases.commands.fill_in import FormEnded
from anlauf.cases.commands.uploads import NotWanted, TooManyFiles
from anlauf.cases.models import Intake, Paper
from anlauf.cases.papers import apart
from anlauf.cases.papers.judge import judged
from anlauf.cases.papers.limits import Amount
from anlauf.cases.papers.refusals import AProgram, TooManyPages
from anlauf.cases.states import CaseState, DemandState, PaperState
from anlauf.core import vault
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.core.models import JournalEntry
from tests import make
from tests.cases.papers import files

pytestmark = pytest.mark.django_db
CLERK = Actor(Kind.STAFF, 1)
PASSPORT = files.pdf(2)


@pytest.fixture(autouse=True)
def judged_here(monkeypatch):
    """What a process of its own answers is tested elsewhere."""
    monkeypatch.setattr(apart, "judged", judged)


@pytest.fixture
def case():
    return make.case(make.case_kind(papers=["passport", "contract"]))


@pytest.fixture
def form():
    return make.intake(make.case_kind(papers=["passport", "job:contract"]))


def hand_in(to, wanted="passport", content=PASSPORT, name="scan.pdf"):
    return upload(to, wanted, name, content, by=CITIZEN, at=make.AT)


def test_a_file_counts_as_handed_in_and_lies_sealed(case):
    paper = hand_in(case)
    assert (paper.state, paper.pages, paper.media_type) == ("clean", 2, "application/pdf")
    assert case.demands.get(rule__key="passport").state == DemandState.HANDED_IN
    assert vault.get(paper.uid).startswith(b"%PDF-")
    stored = [path.read_bytes() for path in settings.PAPERS.glob(f"*/{paper.uid.hex}")]
    assert len(stored) == 1
    assert b"PDF" not in stored[0]


def test_the_same_file_again_is_the_paper_we_have(case):
    first = hand_in(case)
    assert hand_in(case, name="other name.pdf") == first
    assert Paper.objects.count() == 1
    assert JournalEntry.objects.filter(verb="cases.paper_uploaded").count() == 1


def test_one_file_may_answer_two_demands(case):
    assert hand_in(case) != hand_in(case, "contract")
    assert not case.demands.filter(state=DemandState.OPEN).exists()


def test_what_is_refused_leaves_nothing(case):
    with pytest.raises(AProgram):
        hand_in(case, content=b"MZ\x90\x00", name="passport.pdf")
    assert not Paper.objects.exists()
    assert case.demands.filter(state=DemandState.OPEN).count() == 2


def test_a_kind_says_how_many_pages_it_takes():
    case = make.case(make.case_kind(papers=["passport"], most_pages=1))
    with pytest.raises(TooManyPages, match="We can take 1 pages"):
        hand_in(case)


def test_what_nobody_asked_for_has_to_be_named(case, form):
    with pytest.raises(NotWanted):
        hand_in(case, "driving-licence")
    with pytest.raises(NotWanted):
        hand_in(form, "driving-licence")
    assert hand_in(case, "").demand is None


def test_a_demand_without_a_rule_goes_by_its_name(case):
    commands.start_checking(case, by=CLERK, at=make.AT)
    commands.ask_for_papers(case, [], ["a letter of your landlord"], by=CLERK, at=make.AT)
    hand_in(case, "a letter of your landlord")
    assert case.demands.get(rule=None).state == DemandState.HANDED_IN


def test_the_last_paper_lets_the_clock_run_again(case):
    commands.start_checking(case, by=CLERK, at=make.AT)
    wanted = [each.pk for each in case.demands.all()]
    commands.ask_for_papers(case, wanted, by=CLERK, at=make.AT)
    hand_in(case)
    hand_in(case, "contract")
    case.refresh_from_db()
    assert case.state == CaseState.CHECKING


def test_a_mistake_is_taken_back_and_asked_for_again(case):
    paper = hand_in(case)
    taken_back(case, paper.uid, by=CITIZEN, at=make.AT)
    assert queries.papers_of(case) == []
    assert case.demands.get(rule__key="passport").state == DemandState.OPEN
    again = hand_in(case)
    assert again.uid != paper.uid


def test_what_was_accepted_is_not_taken_back(case):
    paper = hand_in(case)
    commands.weigh(make.sure(paper.demand), DemandState.ACCEPTED, by=CLERK, at=make.AT)
    with pytest.raises(moving.NotNow):
        taken_back(case, paper.uid, by=CITIZEN, at=make.AT)


def test_nobody_takes_back_another_cases_paper(case, form):
    paper = hand_in(case)
    for other in (make.case(), form):
        with pytest.raises(NotWanted):
            taken_back(other, paper.uid, by=CITIZEN, at=make.AT)


def test_a_form_whose_days_are_over_takes_nothing(form):
    Intake.objects.update(ends_at=make.AT)
    with pytest.raises(FormEnded):
        hand_in(form)


def test_a_case_that_is_over_takes_nothing(case):
    commands.withdraw(case, by=CITIZEN, at=make.AT)
    with pytest.raises(moving.NotNow):
        hand_in(case)
    assert not any(vault.holds(each.uid) for each in Paper.objects.all())


def test_nobody_fills_our_disk(case, monkeypatch):
    monkeypatch.setattr("anlauf.cases.commands.uploads.AMOUNT", Amount(files=1))
    hand_in(case)
    with pytest.raises(TooManyFiles):
        hand_in(case, "contract")


def test_content_is_gone_when_the_case_is_erased(case, django_capture_on_commit_callbacks):
    paper = hand_in(case)
    commands.withdraw(case, by=CITIZEN, at=make.AT)
    with django_capture_on_commit_callbacks(execute=True):
        commands.forget_cases(at=make.AT + timedelta(days=31))
    paper.refresh_from_db()
    assert paper.state == PaperState.ERASED
    assert not vault.holds(paper.uid)
    assert bytes(paper.name) == b""


def test_no_file_is_found_under_a_name_nobody_gave():
    with pytest.raises(FileNotFoundError):
        vault.get(uuid4())
