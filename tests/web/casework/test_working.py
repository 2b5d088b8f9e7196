"""A case worker's day: the list, a case, asking, deciding, searching; what is written down."""

import pytest
from django.test import Client
from django.urls import reverse

from anlauf.cases import commands
from anlauf.cases.models import Case
from anlauf.cases.states import CaseState, Side, StopCause
from anlauf.cases.values import DatesSaid
from anlauf.core import clock
from anlauf.core.actors import CITIZEN
from anlauf.core.models import JournalEntry, Letter
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
READY = [{"key": "ok", "sort": "granted", "name": {"en": "All met"}, "text": {"en": "You may."}}]


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def office():
    return make.office("ours")


@pytest.fixture
def worker(client: Client, office) -> Client:
    client.force_login(make.person("worker", role=Role.CASE_LEAD, at=office))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def case(office):
    kind = make.case_kind(papers=["passport", "contract"], decisions=READY)
    found = make.case(kind, at_office=office, language="en")
    return commands.start_checking(found, by=CITIZEN, at=make.AT)


def read(client: Client, name: str, *words: object, query: str = "") -> str:
    answer = client.get(reverse(f"casework:{name}", args=words) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, page: str, /, *words: object, **said: object) -> str:
    answer = client.post(reverse(f"casework:{page}", args=words), said, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_the_list_says_why_and_by_when_but_not_whose(worker, office):
    make.case(at_office=office, dates=DatesSaid(permit_ends=make.later(3), hardship=True))
    page = read(worker, "list", "ours")
    assert "Because the permit ends on 26 November 2026. A hardship brings it forward." in page
    assert "days late" in page
    assert "Mina Rahimi" not in page
    assert not JournalEntry.objects.filter(verb="cases.read").exists()


def test_the_list_is_filtered_by_its_address(worker, office, case):
    other = make.case(at_office=office)
    assert case.code in read(worker, "list", "ours", query="?step=checking")
    assert other.code not in read(worker, "list", "ours", query="?step=checking")
    assert case.code not in read(worker, "list", "ours", query=f"?kind={other.kind.key}")
    assert "Nothing is to be done here." in read(worker, "list", "ours", query="?whose=mine")
    assert "Nothing is overdue." in read(worker, "list", "ours", query="?standing=overdue")
    assert case.code in read(worker, "list", "ours", query="?standing=nonsense&after=nonsense")


def test_a_page_of_the_list_leads_to_the_next(worker, office, monkeypatch):
    kind = make.case_kind()
    for days in range(30):
        make.case(kind, at_office=office, dates=DatesSaid(permit_ends=make.later(days)))
    first = read(worker, "list", "ours")
    assert first.count("data-row") == 25
    after = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert read(worker, "list", "ours", query=after).count("data-row") == 5


def test_what_waits_for_others_says_for_whom(worker, case):
    commands.write_to(case, StopCause.AUTHORITY, "the embassy", by=CITIZEN, at=make.AT)
    page = read(worker, "list", "ours", query="?standing=waiting")
    assert "Waits for the embassy." in page


def test_opening_a_case_is_written_down_and_seen_by_data_protection(worker, case, office):
    page = read(worker, "case", "ours", case.code)
    assert "Mina Rahimi" in page
    reader = Client(HTTP_ACCEPT_LANGUAGE="en")
    reader.force_login(make.person(role=Role.DATA_PROTECTION, at=office))
    page = read(reader, "reads", "ours", query=f"?code={case.code}")
    assert "Worker" in page
    assert "opened it to work on it" in page


def test_the_next_case_is_taken_from_the_top(worker, office):
    make.case(make.case_kind(), at_office=office)
    assert "This case is yours now." in press(worker, "take", "ours")
    assert "Nobody’s case is left" in press(worker, "take", "ours")


def test_missing_papers_are_asked_for_in_one_letter(worker, case):
    wanted = [each.pk for each in case.demands.all()]
    press(worker, "ask", "ours", case.code, demands=wanted, others="a letter of your landlord")
    assert fresh(case).state == CaseState.WAITING_FOR_PAPERS
    assert Letter.objects.filter(kind="case_papers").count() == 1
    assert "a letter of your landlord" in read(worker, "case", "ours", case.code)


def test_a_letter_that_asks_for_nothing_is_refused_in_the_form(worker, case):
    answer = worker.post(reverse("casework:ask", args=["ours", case.code]), {})
    assert answer.status_code == 422
    assert "at least one paper" in answer.content.decode()


def test_a_paper_is_accepted_and_taken_back(worker, case):
    demand = case.demands.first()
    press(worker, "weigh", "ours", case.code, demand.pk, verdict="accepted")
    demand.refresh_from_db()
    assert demand.state == "accepted"
    press(worker, "weigh", "ours", case.code, demand.pk, verdict="open")
    demand.refresh_from_db()
    assert demand.state == "open"


def test_ready_words_are_seen_as_the_person_will_before_anything_is_decided(worker, case):
    case.demands.update(needed=False)
    assert "You may." in read(worker, "decide", "ours", case.code, query="?words=ok")
    seen = press(worker, "decide", "ours", case.code, sort="granted", reasons="You may.")
    assert "This is what the person will read" in seen
    assert fresh(case).state == CaseState.CHECKING
    press(worker, "decide", "ours", case.code, sort="granted", reasons="You may.", send="1")
    assert fresh(case).state == CaseState.CLOSED


def test_a_proposal_needs_somebody_else(worker, office, case):
    case.kind.four_eyes = True
    case.kind.save()
    case.demands.update(needed=False)
    press(worker, "decide", "ours", case.code, sort="granted", reasons="", send="1")
    assert "Somebody else has to agree" in press(worker, "second", "ours", case.code, "agree")
    other = Client(HTTP_ACCEPT_LANGUAGE="en")
    other.force_login(make.person(role=Role.CASE_WORKER, at=office))
    assert "needs a second pair of eyes" in read(other, "list", "ours")
    press(other, "second", "ours", case.code, "agree")
    assert fresh(case).state == CaseState.CLOSED


def test_a_search_needs_a_reason_and_leaves_a_trace(worker, case):
    answer = worker.post(reverse("casework:search", args=["ours"]), {"name": "Mina"})
    assert answer.status_code == 422
    page = press(worker, "search", "ours", name="rahimi", purpose="the person is calling")
    assert case.code in page
    entry = JournalEntry.objects.get(verb="cases.found")
    assert entry.facts == {"purpose": "the person is calling"}
    assert "No case of this office fits" in press(
        worker, "search", "ours", name="somebody", purpose="the person is calling"
    )


def test_messages_notes_dates_and_others_are_kept_on_the_page(worker, case):
    commands.write_message(case, Side.PERSON, "when?", by=CITIZEN, at=make.AT)
    press(worker, "read", "ours", case.code)
    press(worker, "write", "ours", case.code, words="soon")
    press(worker, "note", "ours", case.code, words="looks complete")
    press(worker, "state_dates", "ours", case.code, permit_ends="2026-12-24", hardship="on")
    press(worker, "write_to", "ours", case.code, cause="authority", whom="the embassy")
    page = read(worker, "case", "ours", case.code)
    for words in ("when?", "soon", "looks complete", "2026-12-24", "the embassy"):
        assert words in page
    press(worker, "answered", "ours", case.code, cause="authority", whom="the embassy")
    assert fresh(case).due_on is not None


def test_a_family_is_taken_a_step_on_together(worker, office, case):
    kind = case.kind
    child = make.case(kind, at_office=office)
    over = make.case(kind, at_office=office)
    page = press(worker, "bundle_with", "ours", case.code, code=child.code, name="Rahimi")
    assert "Rahimi" in page
    press(worker, "bundle_with", "ours", case.code, code=over.code)
    bundle = make.sure(fresh(case).bundle)
    both = [case.code, child.code]
    said = press(worker, "bundle", "ours", bundle.pk, step="check", cases=[*both, over.code])
    assert "Done for 3 cases." in said
    said = press(worker, "bundle", "ours", bundle.pk, step="grant", cases=both)
    assert "Papers are still missing" in said
    nobody = worker.post(reverse("casework:bundle", args=["ours", bundle.pk]), {"step": "grant"})
    assert nobody.status_code == 422
    assert "Please choose at least one case." in nobody.content.decode()
    press(worker, "unbundle", "ours", over.code)
    assert fresh(over).bundle is None


def test_somebodys_cases_go_to_a_colleague(worker, office, case):
    ill = make.person(role=Role.CASE_WORKER, at=office)
    colleague = make.person(role=Role.CASE_WORKER, at=office)
    commands.assign(case, ill, by=CITIZEN, at=make.AT)
    page = press(worker, "hand_over", "ours", absent=ill.pk, to=colleague.pk)
    assert "One case was handed over." in page
    assert fresh(case).assigned == colleague


def test_a_step_that_is_not_possible_now_says_so(worker, case):
    assert "This case has moved on" in press(worker, "step", "ours", case.code, "ready")


def test_what_was_handed_out_by_mistake_is_taken_back(worker, office):
    kind = make.case_kind(pick_up=make.service())
    case = make.case(kind, at_office=office)
    press(worker, "step", "ours", case.code, "check")
    press(worker, "decide", "ours", case.code, sort="granted", reasons="", send="1")
    for verb in ("ready", "handed_out"):
        press(worker, "step", "ours", case.code, verb)
    assert fresh(case).state == CaseState.CLOSED
    press(worker, "step", "ours", case.code, "not_handed_out")
    assert fresh(case).state == CaseState.READY_FOR_PICKUP


def test_some_of_a_bundle_are_decided_and_somebody_else_agrees_to_those(worker, office, case):
    kind = case.kind
    kind.four_eyes = True
    kind.save()
    cases = [case, make.case(kind, at_office=office), make.case(kind, at_office=office)]
    for each in cases:
        commands.start_checking(each, by=CITIZEN, at=make.AT)
        each.demands.update(needed=False)
    bundle = commands.put_together(cases, "Rahimi", by=CITIZEN, at=make.AT)
    first, second, third = (each.code for each in cases)
    said = press(worker, "bundle", "ours", bundle.pk, step="grant", cases=[first, second])
    assert "Done for 2 cases." in said
    assert fresh(cases[2]).state == "checking"
    worker.force_login(make.person(role=Role.CASE_LEAD, at=office))
    said = press(worker, "bundle", "ours", bundle.pk, step="agree", cases=[first, second, third])
    assert "Done for 2 cases." in said
    assert f"{third}: This case has moved on" in said


def test_who_does_not_answer_for_weeks_is_named_to_be_asked_again(worker, office, case):
    commands.write_to(case, StopCause.AUTHORITY, "the embassy", by=CITIZEN, at=make.AT)
    tag = "no answer: ask again"
    assert tag not in read(worker, "list", "ours", query="?standing=waiting")
    case.stops.update(remind_on=make.later(0))
    assert tag in read(worker, "list", "ours", query="?standing=waiting")
