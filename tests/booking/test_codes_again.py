"""Who missed the visit, or let the code run out, is asked again by rule, and not for ever."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from anlauf.booking import commands, queries
from anlauf.booking.commands import codes_by_rule
from anlauf.booking.models import Appointment, Invitation, OfficeDay
from anlauf.booking.states import GONE, AppointmentState
from anlauf.booking.values import Wish
from anlauf.cases import commands as cases
from anlauf.cases.models import Case
from anlauf.cases.states import CaseState
from anlauf.cases.values import USUAL
from anlauf.core.actors import CITIZEN, SYSTEM
from anlauf.core.models import JournalEntry, Letter
from anlauf.core.queries import letter
from anlauf.directory.models import Office, Service
from tests import make
from tests.races.rush import Pause, rush

A_DAY = timedelta(days=1)


class Invited:
    """A case that is ready for the visit, and the days that pass over it."""

    def __init__(self) -> None:
        self.wanted = make.wish()
        office = Office.objects.get(pk=self.wanted.office)
        kind = make.case_kind(service=Service.objects.get(pk=self.wanted.lines[0].service))
        case = make.case(kind, at_office=office)
        cases.start_checking(case, by=SYSTEM, at=make.AT)
        cases.invite_to_visit(case, by=SYSTEM, at=make.AT)
        self.number, self.at = case.pk, make.AT

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return Case.objects.get(pk=self.number)

    def next_day(self) -> None:
        """The morning after."""
        self.at += A_DAY

    def weeks_pass(self) -> None:
        """A code runs out meanwhile."""
        self.at += USUAL.invitation_lasts + A_DAY

    def round(self) -> int:
        """The hourly round of codes."""
        return commands.invite_waiting(by=SYSTEM, at=self.at)

    def book(self) -> None:
        """Choose a time of today with the code that is good, where there is one."""
        invitation = queries.usable_for_case(self.case, at=self.at)
        if invitation is None or queries.visit_of_case(self.case) is not None:
            return
        on = self.at.date()
        if not OfficeDay.objects.filter(office=self.wanted.office, date=on).exists():
            make.office_day(self.case.office, on=on)
        wish = Wish(self.wanted.lines, self.wanted.office, on, make.tick("08:30"))
        commands.redeem(invitation, wish, make.NOBODY, request_key=uuid4(), by=CITIZEN, at=self.at)

    def end(self, state: AppointmentState) -> None:
        """The visit that stands comes to this end."""
        visit = queries.visit_of_case(self.case)
        if visit is not None:
            commands.end(visit, state, by=SYSTEM, at=self.at)

    def miss(self) -> None:
        """Nobody comes."""
        self.end(AppointmentState.MISSED)

    def cancel(self) -> None:
        """The person gives the time back, while it has not begun."""
        visit = queries.visit_of_case(self.case)
        if visit is not None and visit.starts_at >= self.at:
            commands.cancel(visit, by=CITIZEN, at=self.at)

    def codes(self) -> list[Invitation]:
        """Every code that was sent, the first first."""
        return list(
            Invitation.objects.filter(case=self.number, sent_on__isnull=False).order_by("pk")
        )


@pytest.fixture
def invited(db) -> Invited:
    return Invited()


def missed_once(invited: Invited) -> None:
    assert invited.round() == 1
    invited.book()
    invited.miss()


def test_who_missed_the_visit_gets_a_new_code_the_day_after(invited):
    missed_once(invited)
    assert invited.round() == 0  # the late are served today
    invited.next_day()
    assert invited.round() == 1
    first, second = invited.codes()
    assert queries.code_of_case(invited.case, first) != queries.code_of_case(invited.case, second)
    assert invited.round() == 0
    verbs = JournalEntry.objects.filter(thing="cases.case", verb="booking.asked_again_missed")
    assert verbs.count() == 1


def test_the_second_letter_says_why_it_is_written(invited):
    missed_once(invited)
    invited.next_day()
    invited.round()
    first, second = [make.sure(letter(row.pk)).body for row in codes_by_letter()]
    assert "you did not come to your appointment" in second
    assert "you did not come" not in first


def test_the_old_code_opens_nothing_and_the_new_one_opens_a_time(invited):
    missed_once(invited)
    invited.next_day()
    invited.round()
    old, new = invited.codes()
    with pytest.raises(commands.InvitationUsed):
        commands.check_invitation(old, at=invited.at)
    commands.check_invitation(new, at=invited.at)
    invited.book()
    assert make.sure(queries.visit_of_case(invited.case)).state == AppointmentState.BOOKED


def test_a_code_that_ran_out_is_followed_by_another(invited):
    invited.round()
    invited.weeks_pass()
    assert invited.round() == 1
    assert "and it is over" in make.sure(letter(codes_by_letter()[-1].pk)).body


def test_after_so_many_codes_somebody_looks_into_the_case_again(invited):
    for _ in range(USUAL.most_codes):
        missed_once(invited)
        invited.next_day()
    assert invited.round() == 0
    assert invited.case.state == CaseState.CHECKING
    assert invited.case.due_on is not None  # on the work list
    assert JournalEntry.objects.filter(verb="booking.codes_used_up").count() == 1


def test_a_new_invitation_by_the_worker_begins_to_count_anew(invited):
    for _ in range(USUAL.most_codes):
        missed_once(invited)
        invited.next_day()
    invited.round()
    cases.invite_to_visit(invited.case, by=SYSTEM, at=invited.at)
    assert invited.round() == 1


def test_a_moved_or_cancelled_visit_needs_no_new_code(invited):
    invited.round()
    invited.book()
    invited.cancel()
    invited.next_day()
    assert invited.round() == 0
    invited.book()
    assert queries.visit_of_case(invited.case) is not None


def codes_by_letter() -> list[Letter]:
    return list(Letter.objects.filter(kind="case_code").order_by("pk"))


class Whatever(TestCase):
    """Whatever people do in whatever order."""

    @settings(max_examples=15)
    @given(
        st.lists(
            st.sampled_from(["round", "book", "miss", "cancel", "next_day", "weeks_pass"]),
            max_size=14,
        )
    )
    def test_there_is_at_most_one_good_code_and_nobody_is_asked_for_ever(self, deeds):
        invited = Invited()
        for deed in deeds:
            act: Callable[[], object] = getattr(invited, deed)
            act()
            living = Appointment.objects.filter(case=invited.number).exclude(state__in=GONE)
            assert len([each for each in living if each.state in queries.TO_COME]) <= 1
            good = [each for each in invited.codes() if is_good(each, invited)]
            assert len(good) <= 1
            assert len(invited.codes()) <= USUAL.most_codes
        if invited.case.state == CaseState.READY_FOR_VISIT:
            assert asked_or_expected_after_a_day(invited)


def is_good(invitation: Invitation, invited: Invited) -> bool:
    try:
        commands.check_invitation(invitation, at=invited.at)
    except (commands.InvitationUsed, commands.InvitationOver):
        return False
    return True


def asked_or_expected_after_a_day(invited: Invited) -> bool:
    """Nobody is forgotten: a day on there is a visit, a good code, or a worker who looks at it."""
    invited.next_day()
    invited.round()
    if invited.case.state == CaseState.CHECKING or queries.visit_of_case(invited.case):
        return True
    return any(is_good(each, invited) for each in invited.codes())


@pytest.fixture
def slow(monkeypatch):
    """Whoever has read whether a code is needed waits before the code is made."""
    pause, send = Pause(), codes_by_rule._send

    def late(*given, **named):
        pause()
        return send(*given, **named)

    monkeypatch.setattr(codes_by_rule, "_send", late)
    return pause


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_send_one_code(slow):
    invited = Invited()
    rush(2, lambda _: invited.round())
    assert len(codes_by_letter()) == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_send_one(slow, monkeypatch):
    """Control: proves the test above can fail."""
    invited = Invited()
    monkeypatch.setattr(codes_by_rule, "locked", lambda rows: rows.get())
    slow.until(2)
    rush(2, lambda _: invited.round())
    assert len(codes_by_letter()) == 2
