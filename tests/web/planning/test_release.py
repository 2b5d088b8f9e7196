"""The page on which a rule of release is read, tried out, saved and taken back."""

import re

import pytest
from django.test import Client

from anlauf.booking import queries
from anlauf.booking.models import ReleaseRule
from anlauf.core import clock
from anlauf.directory.models import Office
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "/office/altona/release/"


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def office() -> Office:
    made = make.office("altona")
    make.office_day(made, supply=[2] * 24)
    make.office_day(made, supply=[2] * 24, on=make.later(14))
    return made


@pytest.fixture
def manager(office: Office, client: Client) -> Client:
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=office))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def page(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def typed(*parts: tuple[int, list[tuple[str, str, str, str]]], **more: str) -> dict[str, str]:
    """What a browser sends: percentages, and lines of share, days, time, minutes."""
    sent = {"parts": str(len(parts)), "horizon": "", "notice": ""}
    for number, (percent, lines) in enumerate(parts):
        sent[f"p{number}-percent"] = str(percent)
        sent[f"p{number}-lines"] = str(len(lines))
        for place, line in enumerate(lines):
            names = ("share", "days", "at", "minutes")
            sent |= {
                f"p{number}o{place}-{name}": value for name, value in zip(names, line, strict=True)
            }
    return sent | more


def base(shown: str) -> str:
    found = re.search(r'name="base" value="([^"]*)"', shown)
    assert found
    return found.group(1)


HALF_AND_HALF = (
    (50, [("online", "14", "07:00", "")]),
    (50, [("internal", "14", "00:00", ""), ("walk_in", "", "", "60")]),
)


def test_without_a_rule_the_page_says_that_all_is_open(manager):
    assert "There is no rule." in page(manager)


def test_an_areas_rule_is_told_in_words_and_numbers(manager):
    make.release_rule(
        make.tranche(70, make.opening(days=35, at="07:00")),
        make.tranche(30, make.opening("internal", 60, "00:00"), make.soon("walk_in", 60)),
        area=make.area(),
        horizon_days=35,
    )
    shown = page(manager)
    assert "This office follows the rule for all offices of its kind." in shown
    assert "Everybody online: from 35 days before at 07:00" in shown
    assert "Without appointment: from 60 minutes before" in shown
    assert "Nothing is booked more than 35 days ahead." in shown
    assert shown.count('class="release-bar"') >= 3


def test_what_is_sent_is_shown_first_and_saved_when_confirmed(manager, office):
    sent = typed(*HALF_AND_HALF, base=base(page(manager)))
    preview = manager.post(ADDRESS, sent).content.decode()
    assert "What the changed rule would do" in preview
    assert "(-2" in preview or "(−2" in preview  # half of today's hours are no longer online
    assert not ReleaseRule.objects.exists()

    assert manager.post(ADDRESS, sent | {"save": "1"}).status_code == 302
    rule = make.sure(queries.rule_of_office(office.pk, on=make.DAY))
    assert [tranche.percent for tranche in rule.said.tranches] == [50, 50]
    assert "This office has a rule of its own." in page(manager)


def test_what_was_typed_comes_back_as_it_was(manager):
    manager.post(ADDRESS, typed(*HALF_AND_HALF, save="1", base=base(page(manager))))
    shown = page(manager)
    assert 'name="p1o1-minutes" value="60"' in shown
    assert 'value="07:00"' in shown


def test_parts_that_are_not_all_are_refused_in_a_sentence(manager):
    sent = typed((60, [("online", "14", "07:00", "")]), base=base(page(manager)))
    answer = manager.post(ADDRESS, sent)
    assert answer.status_code == 422
    assert "The parts add up to 60 percent." in answer.content.decode()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("online", "", "", ""), "either days before or minutes before"),
        (("online", "3", "07:00", "60"), "either days before or minutes before"),
        (("online", "3", "07:02", ""), "in steps of five minutes"),
        (("online", "-1", "07:00", ""), "greater than or equal to 0"),
        (("press", "1", "07:00", ""), "press is not one of the available choices"),
        (("online", "1", "seven", ""), "Enter a valid time"),
    ],
)
def test_a_line_that_cannot_be_meant_is_named_beside_it(manager, line, words):
    sent = typed((100, [line]), base=base(page(manager)))
    assert words in manager.post(ADDRESS, sent).content.decode()
    assert not ReleaseRule.objects.exists()


def test_another_line_and_another_part_are_there_when_asked_for(manager):
    sent = typed(*HALF_AND_HALF, base=base(page(manager)))
    assert 'name="p0o1-share"' in manager.post(ADDRESS, sent | {"more": "p0"}).content.decode()
    assert 'name="p2-percent"' in manager.post(ADDRESS, sent | {"more": "part"}).content.decode()


def test_a_rule_somebody_else_has_changed_meanwhile_is_not_overwritten(manager, office):
    sent = typed(*HALF_AND_HALF, base=base(page(manager)), save="1")
    make.release_rule(make.tranche(100, make.opening()), office=office)
    assert (
        "Somebody else has changed this meanwhile." in manager.post(ADDRESS, sent).content.decode()
    )
    assert make.sure(queries.rule_of_office(office.pk, on=make.DAY)).said.tranches[0].percent == 100


def test_one_press_goes_back_to_the_rule_before_and_one_gives_it_up(manager, office):
    manager.post(ADDRESS, typed(*HALF_AND_HALF, save="1", base=base(page(manager))))
    all_online = typed((100, [("online", "20", "07:00", "")]), save="1", base=base(page(manager)))
    manager.post(ADDRESS, all_online)
    assert manager.post(f"{ADDRESS}undo/").status_code == 302
    rule = make.sure(queries.rule_of_office(office.pk, on=make.DAY))
    assert [tranche.percent for tranche in rule.said.tranches] == [50, 50]
    manager.post(f"{ADDRESS}remove/")
    assert queries.rule_of_office(office.pk, on=make.DAY) is None
    assert "The rule was given up." in page(manager)


def test_where_nothing_was_changed_undoing_says_so(manager):
    answer = manager.post(f"{ADDRESS}undo/", follow=True)
    assert "There is no earlier rule to go back to." in answer.content.decode()


def test_whoever_does_not_plan_here_is_kept_out(office, client):
    client.force_login(make.person(role=Role.CLERK, at=office))
    assert client.get(ADDRESS).status_code == 403
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=make.office("other")))
    assert client.post(f"{ADDRESS}remove/").status_code == 403


def test_nonsense_in_the_address_of_the_form_breaks_nothing(manager):
    sent = {"parts": "99999999", "p0-lines": "x", "base": base(page(manager)), "more": "p77"}
    assert manager.post(ADDRESS, sent).status_code == 200
