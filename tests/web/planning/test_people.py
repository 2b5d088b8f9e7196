"""The pages about people: for those who lead them, for themselves, for the works council."""

from datetime import timedelta

import pytest

from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.people.roles import Role
from anlauf.staffing import commands
from anlauf.staffing.models import Absence, Duty, Employee, LeaveRequest, SwapOffer
from anlauf.staffing.states import AbsenceKind, LeaveState, SwapState
from tests import make
from tests.staffing import scene
from tests.staffing.scene import MONDAY, working

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en"}
DAY = MONDAY.isoformat()


@pytest.fixture(autouse=True)
def early():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def office():
    return scene.office()


def as_(client, login: str, role: Role, at=None, number: str = ""):
    """The client, logged in; with a number as that employee."""
    client.force_login(make.person(login, role=role, at=at))
    if number:
        commands.link_login(number, login, by=SYSTEM, at=make.AT)
    return client


@pytest.fixture
def lead(client, office):
    return as_(client, "lead", Role.TEAM_LEAD, office)


def text(answer) -> str:
    return str(answer.content.decode())


def test_a_lead_writes_an_absence_down_and_takes_it_back(lead, office):
    scene.published(office)
    said = {"who": "p1", "kind": "leave", "first": DAY, "last": DAY}
    assert lead.post("/office/altona/people/", said).status_code == 302
    assert working("p1") == []
    number = Absence.objects.get().pk
    lead.post(f"/office/altona/people/absences/{number}/back/")
    assert working("p1") == [MONDAY]


def test_wrong_days_are_said_in_the_form(lead, office):
    said = {"who": "p1", "kind": "away", "first": DAY, "last": make.DAY.isoformat()}
    answer = lead.post("/office/altona/people/", said, headers=ENGLISH)
    assert answer.status_code == 422
    assert "not before the first" in text(answer)


def test_a_request_is_granted_on_the_page(lead, office):
    away = commands.Away("p1", MONDAY, MONDAY, AbsenceKind.LEAVE)
    row = commands.ask_for_leave(away, by=SYSTEM, at=make.AT)
    assert "Leave" in text(lead.get("/office/altona/people/", headers=ENGLISH))
    lead.post(f"/office/altona/people/requests/{row.pk}/yes/")
    assert LeaveRequest.objects.get().state == LeaveState.GRANTED


def test_who_leads_another_office_sees_nobody_here(client, office):
    other = make.office("mitte")
    row = commands.ask_for_leave(
        commands.Away("p1", MONDAY, MONDAY, AbsenceKind.LEAVE), by=SYSTEM, at=make.AT
    )
    as_(client, "stranger", Role.TEAM_LEAD, other)
    assert client.get("/office/altona/people/").status_code == 403
    assert client.post(f"/office/mitte/people/requests/{row.pk}/yes/").status_code == 404
    assert client.get("/office/mitte/people/of/p1/").status_code == 403


def terms(**said: object) -> dict[str, object]:
    usual = {"hours0": "8", "days0": ["0", "1", "2", "3", "4"], "skill-residents": "can"}
    return usual | said


def test_a_planner_changes_terms_and_undoes_it(client, office):
    make.offering(office)
    scene.published(office)
    planner = as_(client, "planner", Role.PLANNER)
    address = "/office/altona/people/of/p1/"
    assert planner.get(address, headers=ENGLISH).status_code == 200
    answer = planner.post(address, terms(days0=["1"], languages=["de", "tr"], saturdays="on"))
    assert answer.status_code == 302
    who = Employee.objects.get(number="p1")
    assert (who.languages, who.saturdays, working("p1")) == (["de", "tr"], True, [])
    change = who.changes.get()
    planner.post(f"{address}undo/{change.pk}/")
    who.refresh_from_db()
    assert (who.languages, who.saturdays, working("p1")) == ([], False, [MONDAY])


def test_two_contracts_on_one_day_are_refused(client, office):
    make.offering(office)
    planner = as_(client, "planner", Role.PLANNER)
    both = terms(hours1="20", days1=["0"])
    answer = planner.post("/office/altona/people/of/p1/", both, headers=ENGLISH)
    assert answer.status_code == 422
    assert "Two contracts" in text(answer)


def test_a_log_in_is_linked_once(client, office):
    planner = as_(client, "planner", Role.PLANNER)
    make.person("anna", at=office)
    planner.post("/office/altona/people/of/p1/login/", {"login": "anna"})
    assert Employee.objects.get(number="p1").person is not None
    planner.post("/office/altona/people/of/p2/login/", {"login": "anna"})
    assert Employee.objects.get(number="p2").person is None


def test_my_wish_and_my_request(client, office):
    me = as_(client, "anna", Role.CLERK, office, "p1")
    me.post(f"/my/wishes/{DAY}/", {"hope": "free"})
    page = text(me.get("/my/wishes/?from=" + DAY, headers=ENGLISH))
    assert 'aria-pressed="true"' in page
    later = (MONDAY + timedelta(days=7)).isoformat()
    me.post("/my/wishes/", {"kind": "leave", "first": later, "last": later})
    row = LeaveRequest.objects.get()
    me.post(f"/my/leave/{row.pk}/withdraw/")
    row.refresh_from_db()
    assert row.state == LeaveState.WITHDRAWN


@pytest.mark.parametrize("on", ["never", "2026-13-01"])
def test_a_wish_for_no_day_is_unknown(client, office, on):
    me = as_(client, "anna", Role.CLERK, office, "p1")
    assert me.post(f"/my/wishes/{on}/", {"hope": "free"}).status_code == 404


def test_a_swap_from_offer_to_approval_by_pages(client, office):
    scene.published(office)
    Employee.objects.get(number="p1").contracts.update(weekly_minutes=300)
    duty = Duty.objects.get(employee__number="p1")
    as_(client, "anna", Role.CLERK, office, "p1").post(f"/my/duties/{duty.pk}/offer/")
    offer = SwapOffer.objects.get()
    assert "offered to colleagues" in text(client.get(f"/my/week/?from={DAY}", headers=ENGLISH))

    colleague = as_(client, "ben", Role.CLERK, office, "p3")
    assert "P1" in text(colleague.get("/my/swaps/", headers=ENGLISH))
    assert colleague.get(f"/my/swaps/{offer.pk}/", headers=ENGLISH).status_code == 200
    colleague.post(f"/my/swaps/{offer.pk}/", {"in_return": ""})

    lead = as_(client, "lead", Role.TEAM_LEAD, office)
    assert "takes it and gives none" in text(lead.get("/office/altona/people/", headers=ENGLISH))
    lead.post(f"/office/altona/people/swaps/{offer.pk}/yes/")
    assert (working("p1"), working("p3")) == ([], [MONDAY])
    lead.post(f"/office/altona/people/swaps/{offer.pk}/undo/")
    assert (working("p1"), SwapOffer.objects.get().state) == ([MONDAY], SwapState.UNDONE)


def test_nobody_ends_the_offers_of_others(client, office):
    scene.published(office)
    duty = Duty.objects.get(employee__number="p1")
    offer = commands.offer_duty("p1", duty.pk, by=SYSTEM, at=make.AT)
    other = as_(client, "ben", Role.CLERK, office, "p3")
    assert other.post(f"/my/swaps/{offer.pk}/end/").status_code == 404


def test_my_week_stands_in_the_bar_of_those_who_are_planned(client, office):
    me = as_(client, "anna", Role.CLERK, office, "p1")
    assert 'href="/my/week/"' in text(me.get("/my/swaps/", headers=ENGLISH))


def test_the_works_council_sees_rules_and_of_few_people_nothing(client, office):
    scene.published(office)
    council = as_(client, "council", Role.WORKS_COUNCIL)
    page = text(council.get("/council/?ahead", headers=ENGLISH))
    assert "§ 5 ArbZG" in page
    assert "too few people" in page
    assert "P1" not in page
    assert council.get("/plans/").status_code == 403


def test_the_spread_names_the_middle_and_the_middle_half(client, office):
    row = scene.proposed(office)
    for number in range(4, 7):
        make.employee(office, f"p{number}", hours=8)
    for number in range(1, 7):
        scene.duty(row, f"p{number}", MONDAY)
    commands.publish_roster(row.pk, {}, by=SYSTEM, at=make.AT)
    council = as_(client, "council", Role.WORKS_COUNCIL)
    page = text(council.get("/council/?ahead", headers=ENGLISH))
    assert "<strong>1</strong> (1–1)" in page
    assert "P1" not in page


def test_an_office_manager_plans_their_own_office_and_no_other(client, office):
    mine = scene.proposed(office)
    scene.duty(mine, "p1", MONDAY)
    other = make.office("mitte")
    wanted = commands.Begun("Mitte", MONDAY, 1, [other.pk])
    foreign = commands.begin(wanted, by=SYSTEM, at=make.AT)
    manager = as_(client, "manager", Role.OFFICE_MANAGER, office)
    listed = text(manager.get("/plans/", headers=ENGLISH))
    assert "December" in listed
    assert f"/plans/{foreign.pk}/" not in listed
    assert f'value="office-{other.pk}"' not in listed
    assert manager.get(f"/plans/{foreign.pk}/").status_code == 404
    for verb in ("solve", "stop", "discard", "publish", "take-back"):
        assert manager.post(f"/plans/{foreign.pk}/{verb}/").status_code == 404
    assert manager.get(f"/plans/{mine.pk}/mitte/{DAY}/").status_code == 404
    assert manager.post(f"/plans/{mine.pk}/publish/").status_code == 302
    assert working("p1") == [MONDAY]
