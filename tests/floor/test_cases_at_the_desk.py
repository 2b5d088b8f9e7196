"""A visit for a case shows it to the clerk and takes it a step on when it was served."""

from dataclasses import replace
from uuid import uuid4

import pytest

from anlauf.booking import commands as booking
from anlauf.booking.values import Line, Wish
from anlauf.cases import commands as cases
from anlauf.cases.models import Case
from anlauf.cases.states import CaseState, DecisionSort
from anlauf.core.actors import CITIZEN, DEVICE
from anlauf.floor import commands, queries
from tests import make
from tests.floor import make_floor
from tests.floor.make_floor import CLERK

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return make_floor.house()


def served(house, case):
    """The person books with the case's code, comes, and is served."""
    invitation, _code = booking.invite_for_case(case, by=CITIZEN, at=make.AT)
    service = invitation.lines[0][0]
    wish = Wish((Line(service),), house.office.pk, make.DAY, make.tick("09:00"))
    made = booking.redeem(
        invitation, replace(wish), make.NOBODY, request_key=uuid4(), by=CITIZEN, at=make.AT
    )
    session = make_floor.clerk(house)
    commands.check_in(made.code, house.office.pk, by=DEVICE, at=make.moment("08:55"))
    visit = make_floor.called(house, session, "09:00")
    shown = queries.desk_view(session, at=make.moment("09:00"))
    assert make.sure(shown.present).case == case.pk
    commands.start(visit, by=CLERK, at=make.moment("09:01"))
    commands.finish(visit, by=CLERK, at=make.moment("09:10"))
    commands.finish(visit, by=CLERK, at=make.moment("09:11"))
    return Case.objects.get(pk=case.pk)


def test_a_served_visit_lets_the_case_be_decided(house):
    case = make.case(make.case_kind(service=house.service), at_office=house.office)
    cases.start_checking(case, by=CLERK, at=make.AT)
    ready = cases.invite_to_visit(case, by=CLERK, at=make.AT)
    assert served(house, ready).state == CaseState.DECIDING


def test_a_card_handed_out_at_the_desk_closes_the_case(house):
    kind = make.case_kind(service=house.service, pick_up=house.service)
    case = make.case(kind, at_office=house.office)
    cases.start_checking(case, by=CLERK, at=make.AT)
    cases.decide(case, DecisionSort.GRANTED, "", make.person(), by=CLERK, at=make.AT)
    ready = cases.card_is_here(case, by=CLERK, at=make.AT)
    assert served(house, ready).state == CaseState.CLOSED
