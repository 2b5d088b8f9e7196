"""A case invites its person; the appointment belongs to it from then on, also when it moves."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from anlauf.booking import commands, queries
from anlauf.booking.commands import InvitationUsed, NothingToCome, codes_by_rule
from anlauf.booking.models import Appointment, Invitation
from anlauf.booking.values import Wish
from anlauf.cases import commands as cases
from anlauf.cases.models import Case
from anlauf.cases.values import USUAL, DatesSaid
from anlauf.core.actors import CITIZEN, Actor, Kind
from anlauf.core.models import Letter
from anlauf.core.queries import letter
from anlauf.directory.models import Office, Service
from tests import make

pytestmark = pytest.mark.django_db
CLERK = Actor(Kind.STAFF, 1)


@pytest.fixture
def case():
    wanted = make.wish()
    kind = make.case_kind(service=Service.objects.get(pk=wanted.lines[0].service))
    found = make.case(kind, at_office=Office.objects.get(pk=wanted.office))
    return cases.start_checking(found, by=CLERK, at=make.AT), wanted


def invited(case):
    cases.invite_to_visit(case, by=CLERK, at=make.AT)
    case.refresh_from_db()
    return commands.invite_for_case(case, by=CITIZEN, at=make.AT)


def redeem(invitation: Invitation, wanted: Wish) -> Appointment:
    return commands.redeem(
        invitation, wanted, make.NOBODY, request_key=uuid4(), by=CITIZEN, at=make.AT
    )


def test_a_case_that_needs_nobody_invites_nobody(case):
    with pytest.raises(NothingToCome):
        commands.invite_for_case(case[0], by=CITIZEN, at=make.AT)


def test_a_case_has_one_code_that_can_be_told_again(case):
    first, code = invited(case[0])
    again, same = commands.invite_for_case(case[0], by=CITIZEN, at=make.AT)
    assert (first, code) == (again, same)
    assert queries.invitation_by_code(code) == first


def test_what_is_booked_with_the_code_belongs_to_the_case_wherever_it_moves(case):
    matter, wanted = case
    made = redeem(invited(matter)[0], wanted)
    assert make.sure(queries.visit_of_case(matter)) == made
    later = replace(wanted, start=wanted.start + 12)
    moved = commands.move(made, later, request_key=uuid4(), by=CLERK, at=make.AT)
    assert moved.case == matter
    assert make.sure(queries.visit_of_case(matter)) == moved


def test_while_an_appointment_stands_there_is_no_second_code(case):
    matter, wanted = case
    redeem(invited(matter)[0], wanted)
    with pytest.raises(InvitationUsed):
        commands.invite_for_case(matter, by=CITIZEN, at=make.AT)


def test_who_gives_the_time_back_books_again_with_the_same_code(case):
    matter, wanted = case
    first, code = invited(matter)
    commands.cancel(redeem(first, wanted), by=CITIZEN, at=make.AT)
    assert commands.invite_for_case(matter, by=CITIZEN, at=make.AT)[1] == code


def test_a_code_that_is_over_is_followed_by_another(case):
    first, code = invited(case[0])
    much_later = make.AT + timedelta(days=90)
    second, other = commands.invite_for_case(case[0], by=CITIZEN, at=much_later)
    assert first != second
    assert code != other


def test_codes_go_out_to_the_most_urgent_first_and_no_more_than_are_kept_for_a_day(
    case, monkeypatch
):
    matter, _wanted = case
    urgent = make.case(
        matter.kind, at_office=matter.office, dates=DatesSaid(permit_ends=make.later(20))
    )
    for each in (matter, urgent):
        cases.start_checking(each, by=CLERK, at=make.AT)
        cases.invite_to_visit(each, by=CLERK, at=make.AT)
    few = replace(USUAL, invitations_a_day=1)
    monkeypatch.setattr(codes_by_rule, "policy_at", lambda _at: few)
    assert commands.invite_waiting(by=CLERK, at=make.AT) == 1
    assert commands.invite_waiting(by=CLERK, at=make.AT) == 0
    assert urgent.invitations.get().sent_on == make.DAY
    assert commands.invite_waiting(by=CLERK, at=make.AT + timedelta(days=1)) == 1
    assert commands.invite_waiting(by=CLERK, at=make.AT + timedelta(days=2)) == 0


def test_the_letter_tells_the_code_that_the_table_does_not_hold(case):
    matter, wanted = case
    cases.invite_to_visit(matter, by=CLERK, at=make.AT)
    commands.invite_waiting(by=CLERK, at=make.AT)
    row = Letter.objects.get(kind="case_code")
    assert row.facts == {}
    words = make.sure(letter(row.pk))
    invitation, code = commands.invite_for_case(matter, by=CLERK, at=make.AT)
    assert code in words.body
    assert matter.kind.service.name["en"] not in words.subject
    assert redeem(invitation, wanted).case == matter


def test_the_letter_goes_when_the_case_is_erased(case):
    matter, _wanted = case
    cases.invite_to_visit(matter, by=CLERK, at=make.AT)
    commands.invite_waiting(by=CLERK, at=make.AT)
    assert commands.forget_codes() == 0
    cases.withdraw(matter, by=CLERK, at=make.AT)
    cases.forget_now(matter, by=CLERK, at=make.AT)
    assert commands.forget_codes() == 1
    assert not Letter.objects.filter(kind="case_code").exists()


def test_a_visit_that_was_not_needed_is_no_pick_up(case):
    matter, wanted = case
    redeem(invited(matter)[0], wanted)
    Case.objects.filter(pk=matter.pk).update(state="ready_for_pickup")
    assert queries.visit_of_case(Case.objects.get(pk=matter.pk)) is None
