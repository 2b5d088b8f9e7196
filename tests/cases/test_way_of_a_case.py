"""A case from the receipt to the card in somebody's hand, with its clock standing still."""

from datetime import date, timedelta

import pytest

from anlauf.cases import commands, queries
from anlauf.cases.commands.ask import NothingToAsk, ReasonMissing
from anlauf.cases.commands.decide import PapersMissing, ReasonsMissing, SecondPairOfEyes
from anlauf.cases.commands.moving import NotNow
from anlauf.cases.models import Case, ClockStop
from anlauf.cases.states import CaseState, DecisionSort, DemandState, StopCause
from anlauf.cases.values import DatesSaid
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.core.models import JournalEntry, Letter
from anlauf.engine.casework import Days
from tests import make

pytestmark = pytest.mark.django_db
CLERK = Actor(Kind.STAFF, 1)
LATER = make.AT + timedelta(days=7)
GRANTED = DecisionSort.GRANTED


def kinds_of_letters():
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def checked(**said):
    case = make.case(make.case_kind(papers=["passport", "contract"], **said))
    return commands.start_checking(case, by=CLERK, at=make.AT)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_a_card_comes_to_the_person_who_applied_for_it():
    worker = make.person()
    case = checked(pick_up=make.service())
    for demand in case.demands.all():
        commands.weigh(demand, DemandState.ACCEPTED, by=CLERK, at=make.AT)
    commands.invite_to_visit(case, by=CLERK, at=make.AT)
    commands.visited(case, by=CLERK, at=LATER)
    commands.decide(case, GRANTED, "", worker, by=CLERK, at=LATER)
    commands.card_is_here(case, by=CLERK, at=LATER)
    over = commands.hand_out(case, by=CLERK, at=LATER)
    assert over.state == CaseState.CLOSED
    assert kinds_of_letters() == ["case_received", "case_visit", "case_granted", "case_pickup"]


def test_one_letter_asks_for_all_that_is_missing_and_the_clock_stands_still():
    case = checked()
    asked = commands.ask_for_papers(
        case,
        [each.pk for each in case.demands.all()],
        ["a letter of your landlord"],
        by=CLERK,
        at=make.AT,
    )
    assert asked.state == CaseState.WAITING_FOR_PAPERS
    assert asked.due_on is None
    assert kinds_of_letters().count("case_papers") == 1
    assert len(queries.progress(asked).missing) == 3


def test_asking_for_the_same_again_writes_no_second_letter():
    case = checked()
    wanted = [case.demands.first().pk]
    commands.ask_for_papers(case, wanted, by=CLERK, at=make.AT)
    commands.ask_for_papers(case, wanted, by=CLERK, at=LATER)
    assert kinds_of_letters().count("case_papers") == 1
    assert ClockStop.objects.count() == 1


def test_a_letter_that_asks_for_nothing_is_not_written():
    with pytest.raises(NothingToAsk):
        commands.ask_for_papers(checked(), [], ["  "], by=CLERK, at=make.AT)


def test_when_the_last_paper_comes_the_clock_runs_again():
    case = checked()
    wanted = sorted(each.pk for each in case.demands.all())
    before = fresh(case).due_on
    commands.ask_for_papers(case, wanted, by=CLERK, at=make.AT)
    commands.papers_handed_in(case, wanted[:1], by=CITIZEN, at=LATER)
    assert fresh(case).state == CaseState.WAITING_FOR_PAPERS
    commands.papers_handed_in(case, wanted, by=CITIZEN, at=LATER)
    assert fresh(case).state == CaseState.CHECKING
    # Tuesday to Friday were not ours; the Monday on which the case came counts for nobody
    assert fresh(case).due_on == Days().later(before, 4)


def test_what_is_not_enough_is_sent_back_with_a_reason():
    case = checked()
    demand = case.demands.first()
    commands.papers_handed_in(case, [demand.pk], by=CITIZEN, at=make.AT)
    demand.refresh_from_db()
    with pytest.raises(ReasonMissing):
        commands.weigh(demand, DemandState.OPEN, by=CLERK, at=make.AT)
    back = commands.weigh(demand, DemandState.OPEN, "the photo is dark", by=CLERK, at=make.AT)
    assert back.reason == "the photo is dark"


def test_nothing_is_granted_while_papers_are_missing():
    with pytest.raises(PapersMissing):
        commands.decide(checked(), GRANTED, "", make.person(), by=CLERK, at=make.AT)


def test_a_refusal_gives_its_reasons():
    with pytest.raises(ReasonsMissing):
        commands.decide(checked(), DecisionSort.REJECTED, " ", make.person(), by=CLERK, at=make.AT)


def test_with_four_eyes_nobody_agrees_with_themselves():
    one, other = make.person(), make.person()
    case = checked(four_eyes=True)
    proposed = commands.decide(case, DecisionSort.REJECTED, "why", one, by=CLERK, at=make.AT)
    assert fresh(case).state == CaseState.DECIDING
    with pytest.raises(SecondPairOfEyes):
        commands.agree(proposed, one, by=CLERK, at=make.AT)
    commands.agree(proposed, other, by=CLERK, at=LATER)
    commands.agree(proposed, other, by=CLERK, at=LATER)
    assert fresh(case).state == CaseState.REJECTED
    assert kinds_of_letters().count("case_rejected") == 1


def test_a_proposal_sent_back_makes_room_for_another():
    one, other = make.person(), make.person()
    case = checked(four_eyes=True)
    proposed = commands.decide(case, DecisionSort.REJECTED, "why", one, by=CLERK, at=make.AT)
    commands.send_back(proposed, by=CLERK, at=make.AT)
    again = commands.decide(case, DecisionSort.REJECTED, "because", other, by=CLERK, at=LATER)
    assert again != proposed


def test_a_clock_stands_still_for_each_authority_by_its_name():
    case = checked()
    for whom in ("the embassy", "the court register"):
        commands.write_to(case, StopCause.AUTHORITY, whom, by=CLERK, at=make.AT)
    commands.answered(case, StopCause.AUTHORITY, "the embassy", by=CLERK, at=LATER)
    assert fresh(case).due_on is None
    commands.answered(case, StopCause.AUTHORITY, "the court register", by=CLERK, at=LATER)
    assert fresh(case).due_on is not None


def test_hardship_brings_a_case_forward():
    case = checked()
    before = fresh(case).due_on
    after = commands.state_dates(case, DatesSaid(hardship=True), by=CLERK, at=make.AT)
    assert after.due_on < before


def test_what_is_over_does_not_begin_again():
    case = commands.withdraw(checked(), by=CITIZEN, at=make.AT)
    commands.withdraw(case, by=CITIZEN, at=LATER)
    assert kinds_of_letters().count("case_withdrawn") == 1
    with pytest.raises(NotNow):
        commands.start_checking(case, by=CLERK, at=LATER)


def test_every_change_leaves_one_entry_in_the_journal():
    case = checked()
    wanted = [each.pk for each in case.demands.all()]
    commands.ask_for_papers(case, wanted, by=CLERK, at=make.AT)
    commands.papers_handed_in(case, wanted, by=CITIZEN, at=LATER)
    verbs = JournalEntry.objects.filter(thing="cases.case").order_by("pk").values_list("verb")
    assert [verb for (verb,) in verbs] == [
        "cases.received",
        "cases.checking",
        "cases.asked_for_papers",
        "cases.papers_came",
    ]


def test_a_case_is_found_by_its_number_and_the_date_of_birth_only():
    case = make.case()
    assert queries.case_of(case.code.lower(), date(1990, 5, 17)) == case
    assert queries.case_of(case.code, date(1990, 5, 18)) is None
    assert queries.case_of("no code", date(1990, 5, 17)) is None


def test_a_letters_key_opens_its_case_and_no_other():
    one, other = make.case(), make.case()
    assert queries.case_by_key(queries.status_key(one)) == one
    mixed = f"{other.code}.{queries.status_key(one).partition('.')[2]}"
    assert queries.case_by_key(mixed) is None


def test_thirty_days_after_the_end_nothing_says_who_it_was():
    case = commands.withdraw(checked(), by=CITIZEN, at=make.AT)
    assert commands.forget_cases(at=make.AT + timedelta(days=29)) == 0
    assert commands.forget_cases(at=make.AT + timedelta(days=31)) == 1
    left = fresh(case)
    assert (left.name, left.email, left.birth_date, bytes(left.answers)) == ("", "", None, b"")
    assert not Letter.objects.exists()
    assert queries.case_by_key(queries.status_key(case)) is None
