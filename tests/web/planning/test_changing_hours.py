"""The pages on which an office's hours are changed, as their forms are sent."""

import re
from datetime import date

import pytest
from django.test import Client

from anlauf.booking.models import Appointment
from anlauf.booking.states import AppointmentState
from anlauf.booking.values import Contact
from anlauf.core import clock
from anlauf.core.actors import SYSTEM
from anlauf.directory.models import Offering, OpeningException, OpeningRule
from anlauf.people.roles import Role
from anlauf.staffing import commands
from anlauf.staffing.models import Change, StaffPattern
from anlauf.staffing.queries import previews
from tests import make

pytestmark = pytest.mark.django_db

FRIDAY = make.later(4)


@pytest.fixture(autouse=True)
def the_morning():
    before = clock.use(clock.StoppedClock(make.AT))
    yield
    clock.use(before)


@pytest.fixture
def offering(monkeypatch: pytest.MonkeyPatch) -> Offering:
    """Open from 8 to 12 on working days with two clerks."""
    monkeypatch.setattr(previews, "DAYS_AHEAD", 13)
    office = make.office("altona", desks=3)
    make.hours(office, "08:00-12:00")
    make.pattern(office, clerks=2)
    made = make.offering(office, minutes=30, further=0)
    commands.publish(office.pk, make.DAY, make.later(13), by=SYSTEM, at=make.AT)
    return made


@pytest.fixture
def manager(client: Client, offering: Offering) -> Client:
    client.force_login(make.person(role=Role.OFFICE_MANAGER, at=offering.office))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def page(client: Client, path: str = "", **sent: object) -> str:
    address = f"/office/altona/{path}"
    answer = client.post(address, sent, follow=True) if sent else client.get(address)
    assert answer.status_code in {200, 409}, answer.status_code
    return answer.content.decode()


def filled(text: str) -> dict[str, str]:
    """The fields of the page's main form as a browser would send them."""
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", text):
        known = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        kind = known.get("type", "text")
        if kind in {"radio", "checkbox"} and " checked" not in tag:
            continue
        if "name" in known:
            sent[known["name"]] = known.get("value", "on" if kind == "checkbox" else "")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        first = re.search(r'value="([^"]*)"', options)
        sent[name] = next(found[1] for found in (chosen, first) if found)
    return sent


def editor(client: Client) -> dict[str, str]:
    return {k: v for k, v in filled(page(client, "hours/")).items() if k != "login"}


def booked(offering: Offering, clock: str, on: date = FRIDAY) -> Appointment:
    contact = Contact(name="Noor", phone=f"040 {make.tick(clock)}{on.day}")
    return make.appointment(make.wish(offering, at=clock, on=on), contact=contact)


def test_the_editor_shows_the_week_and_the_holidays(manager):
    text = page(manager, "hours/")
    assert 'value="08:00"' in text
    assert 'value="12:00"' in text
    assert "Public holidays of the coming year" in text


def test_checking_names_whom_it_concerns_and_saves_nothing(manager, offering):
    appointment = booked(offering, "11:00")
    sent = editor(manager) | {"week0-d4_0_to": "10:00", "check": "1"}
    text = page(manager, "hours/", **sent)
    assert "1 booked appointment is in conflict" in text
    assert OpeningRule.objects.get().spans == [[96, 144]]
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.BOOKED


def test_the_same_is_told_while_somebody_types(manager, offering):
    booked(offering, "11:00")
    sent = editor(manager) | {"week0-d4_0_to": "10:00"}
    text = page(manager, "hours/effects/", **sent)
    assert "1 booked appointment is in conflict" in text
    assert "<html" not in text


def test_other_hours_move_whom_they_concern(manager, offering):
    appointment = booked(offering, "11:00")
    sent = editor(manager) | {"week0-d4_0_to": "10:00", "decide": "1"}
    asked = page(manager, "hours/", **sent)
    assert "1 appointment in conflict" in asked

    result = page(manager, "changes/make/", **filled(asked))

    assert "1 appointment was moved" in result
    appointment.refresh_from_db()
    assert appointment.state == AppointmentState.MOVED
    assert OpeningRule.objects.count() == 2
    assert "Take it back" in result


def test_everybody_can_be_kept_with_one_press(manager, offering):
    rows = [booked(offering, "11:00"), booked(offering, "11:30")]
    sent = editor(manager) | {"week0-d4_0_to": "10:00", "decide": "1"}
    asked = page(manager, "hours/", **sent)
    asked = page(manager, "changes/decide/", **(filled(asked) | {"all": "keep"}))
    result = page(manager, "changes/make/", **filled(asked))
    assert "2 appointments were kept on purpose" in result
    assert {Appointment.objects.get(pk=row.pk).lane for row in rows} == {None}


def test_who_booked_in_between_is_asked_about_before_anything_is_done(manager, offering):
    booked(offering, "11:00")
    sent = editor(manager) | {"week0-d4_0_to": "10:00", "decide": "1"}
    asked = page(manager, "hours/", **sent)
    booked(offering, "11:30")
    again = page(manager, "changes/make/", **filled(asked))
    assert "Please decide once more" in again
    assert "2 appointments in conflict" in again
    assert not Change.objects.exists()


def test_a_change_is_taken_back_with_its_own_preview(manager):
    sent = editor(manager) | {"week0-d4_0_to": "10:00", "decide": "1"}
    page(manager, "changes/make/", **filled(page(manager, "hours/", **sent)))
    change = Change.objects.get()
    asked = page(manager, f"changes/{change.pk}/undo/", x="")
    assert "Take a change back" in asked
    page(manager, "changes/make/", **filled(asked))
    assert OpeningRule.objects.get().spans == [[96, 144]]
    assert "taken back" in page(manager, "changes/")
    assert "This has been taken back" in page(manager, f"changes/{change.pk}/")


def test_closing_a_day_takes_two_presses_after_opening_it(manager, offering):
    gone = booked(offering, "09:00")
    text = page(manager, f"days/{FRIDAY}/")
    assert "1 appointment is booked" in text
    asked = page(manager, f"days/{FRIDAY}/", **filled(text))
    page(manager, "changes/make/", **filled(asked))
    assert OpeningException.objects.get().date == FRIDAY
    gone.refresh_from_db()
    assert gone.state == AppointmentState.MOVED
    assert "Closed at short notice" in page(manager, f"days/{FRIDAY}/")


def test_a_closed_day_goes_back_to_its_usual_hours(manager):
    text = page(manager, f"days/{FRIDAY}/")
    page(manager, "changes/make/", **filled(page(manager, f"days/{FRIDAY}/", **filled(text))))
    asked = page(manager, f"days/{FRIDAY}/", usual="1")
    page(manager, "changes/make/", **filled(asked))
    assert not OpeningException.objects.exists()


def test_a_particular_day_stands_in_the_editor_as_browsers_read_dates(manager):
    text = page(manager, f"days/{FRIDAY}/")
    page(manager, "changes/make/", **filled(page(manager, f"days/{FRIDAY}/", **filled(text))))
    assert editor(manager)["days-0-date"] == FRIDAY.isoformat()


def test_several_days_are_closed_at_once(manager):
    sent = filled(page(manager, f"days/{FRIDAY}/")) | {"until": str(make.later(8))}
    page(manager, "changes/make/", **filled(page(manager, f"days/{FRIDAY}/", **sent)))
    assert OpeningException.objects.count() == 5


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("week0-d4_0_to", "07:00", "The end must be later than the beginning."),
        ("week0-d4_0_to", "10:02", "Please give times in steps of five minutes."),
        ("week0-d4_0_to", "", "Please give both times."),
        ("week0-valid_to", "2020-01-01", ""),
        ("week0-valid_to", "9999-12-31", "Please choose a year from 2000 to 2199."),
    ],
)
def test_what_cannot_be_meant_is_said_beside_the_field(manager, field, value, sentence):
    sent = editor(manager) | {field: value, "decide": "1", "week0-valid_from": "2026-11-23"}
    text = page(manager, "hours/", **sent)
    assert (sentence or "The last day lies before the first.") in text
    assert not Change.objects.exists()


def test_what_is_not_understood_is_listed_with_links_to_its_fields(manager):
    wrong = {"week0-d4_0_to": "07:00", "days-0-kind": "closed", "days-0-date": "2020-02-30"}
    text = page(manager, "hours/", **(editor(manager) | wrong | {"check": "1"}))
    assert '<a class="kern-link kern-link--no-visited-state" href="#id_week0-d4_0_from">' in text
    assert "Friday, 1. from: The end must be later than the beginning." in text
    assert '<a class="kern-link kern-link--no-visited-state" href="#id_days-0-date">' in text
    assert "Particular day 1, Day: " in text
    assert 'id="id_days-0-date"' in text
    assert text.index('id="errors"') < text.index('<form class="hours-editor"')


def test_overlapping_times_of_a_day_are_refused(manager):
    sent = editor(manager) | {"week0-d4_1_from": "11:00", "week0-d4_1_to": "13:00", "check": "1"}
    assert "Two of the times overlap." in page(manager, "hours/", **sent)


def test_another_week_from_a_day_on_ends_the_one_before(manager):
    text = page(manager, "hours/", **(editor(manager) | {"add": "week"}))
    sent = {k: v for k, v in filled(text).items() if k != "check"}
    begin = make.later(7)
    sent |= {"week1-valid_from": str(begin), "week1-d0_0_to": "14:00", "decide": "1"}
    page(manager, "changes/make/", **filled(page(manager, "hours/", **sent)))
    first = OpeningRule.objects.filter(valid_from=None).get()
    assert first.valid_to == make.later(6)
    assert OpeningRule.objects.filter(valid_from=begin).count() == 2


def test_a_special_rule_and_a_particular_day_are_added(manager):
    sent = editor(manager) | {
        "rules-0-weekdays": "5",
        "rules-0-nth": "1",
        "rules-0-effect": "open",
        "rules-0-s0_from": "09:00",
        "rules-0-s0_to": "12:00",
        "days-0-date": str(FRIDAY),
        "days-0-kind": "partial",
        "days-0-s0_from": "08:00",
        "days-0-s0_to": "10:00",
        "days-0-reason_de": "Personalversammlung",
        "decide": "1",
    }
    page(manager, "changes/make/", **filled(page(manager, "hours/", **sent)))
    assert OpeningRule.objects.filter(nth=[1]).get().weekdays == [5]
    assert OpeningException.objects.get().reason == {"de": "Personalversammlung"}
    text = page(manager, "hours/")
    assert "Personalversammlung" in text
    sent = filled(text) | {"days-0-DELETE": "on", "rules-0-weekdays": "5", "rules-0-nth": "1"}
    page(manager, "changes/make/", **filled(page(manager, "hours/", **(sent | {"decide": "1"}))))
    assert not OpeningException.objects.exists()


def test_two_managers_do_not_overwrite_each_other(manager):
    mine = editor(manager)
    yours = editor(manager) | {"week0-d4_0_to": "10:00", "decide": "1"}
    page(manager, "changes/make/", **filled(page(manager, "hours/", **yours)))
    mine |= {"week0-d3_0_to": "10:00", "decide": "1"}
    sent = filled(page(manager, "hours/", **mine))
    answer = manager.post("/office/altona/changes/make/", sent)
    assert answer.status_code == 409
    assert "Somebody else has changed this meanwhile" in answer.content.decode()
    assert Change.objects.count() == 1


def test_whoever_no_letter_reaches_is_decided_about_by_hand(manager, offering):
    make.appointment(make.wish(offering, at="11:00", on=FRIDAY))
    sent = editor(manager) | {"week0-d4_0_to": "10:00", "decide": "1"}
    asked = page(manager, "hours/", **sent)
    assert "cannot be reached by letter" in asked
    again = page(manager, "changes/make/", **filled(asked))
    assert "Please decide once more" in again
    assert not Change.objects.exists()


def test_whoever_no_letter_reaches_is_listed_and_marked_as_told(manager, offering):
    unknown = make.appointment(make.wish(offering, at="11:00", on=FRIDAY))
    sent = editor(manager) | {"week0-d4_0_to": "10:00", "decide": "1"}
    asked = filled(page(manager, "hours/", **sent))
    asked |= {f"choice-{unknown.pk}": "move"}
    made = page(manager, "changes/make/", **asked)
    assert "Please tell them yourself" in made
    assert unknown.code in made
    assert "11:00" in made
    new = Appointment.objects.get(moved_from=unknown)
    assert f"/agency/appointments/{new.pk}/" in made
    assert "1 person is still to be told" in page(manager, "changes/")

    change = Change.objects.get()
    (row,) = change.to_tell.all()
    told = page(manager, f"changes/{change.pk}/told/", who=row.pk)
    assert "told on" in told
    assert "still to be told" not in page(manager, "changes/")
    again = page(manager, f"changes/{change.pk}/untold/", who=row.pk)
    assert "I have told them" in again
    strange = manager.post(f"/office/altona/changes/{change.pk}/told/", {"who": row.pk + 1})
    assert strange.status_code == 404


def test_many_in_conflict_are_folded_by_half_days_and_all_are_sent(manager, offering):
    rows = [booked(offering, clock) for clock in ("09:00", "09:30", "10:00", "10:30", "11:00")]
    rows += [booked(offering, "11:00"), booked(offering, "10:30"), booked(offering, "10:00")]
    rows += [make.appointment(make.wish(offering, at="09:00", on=FRIDAY))]
    sent = editor(manager) | {"week0-d4_0_to": "08:30", "decide": "1"}
    asked = page(manager, "hours/", **sent)
    assert "morning: 9 appointments" in " ".join(asked.split())
    assert "1 undecided" in asked
    assert all(f"choice-{row.pk}" in asked for row in rows)


@pytest.mark.parametrize("language", ["de", "en"])
def test_days_and_weeks_with_dates_come_back_as_they_went(manager, offering, language):
    OpeningException.objects.create(
        office=offering.office, date=FRIDAY, kind="closed", reason={"de": "Umzug"}
    )
    OpeningRule.objects.update(valid_from=make.DAY, valid_to=make.later(300))
    manager.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    text = page(manager, "hours/", **(editor(manager) | {"check": "1"}))
    assert "These are the hours that hold already." in text


def test_the_year_says_what_each_day_is(manager):
    text = page(manager, "hours/year/?year=2026")
    assert "public holiday" in text
    assert f"/office/altona/days/{FRIDAY}/" in text
    assert text.count('class="year-month"') == 12


def test_longer_durations_tell_who_would_be_too_short_and_lengthen_them(manager, offering):
    appointment = booked(offering, "09:00")
    name = f"s{offering.service_id}"
    sent = {"which": name, f"{name}-service": offering.service_id, f"{name}-further": 0}
    asked = page(manager, "durations/", **sent, **{f"{name}-minutes": 45})
    assert "1 booked visit would be too short" in asked
    result = page(manager, "changes/make/", **filled(asked))
    assert "1 booked visit was given more time." in result
    appointment.refresh_from_db()
    assert appointment.ticks == 9


def test_somebody_is_ill_for_a_day(manager, offering):
    for _clerk in range(2):
        booked(offering, "09:00")
    sent = filled(page(manager, "staff/")) | {"on": str(FRIDAY)}
    sent |= {name: "1" for name in sent if name.startswith("clerks")}
    asked = page(manager, "staff/", **sent)
    assert "1 appointment in conflict" in asked
    page(manager, "changes/make/", **filled(asked))
    lines = StaffPattern.objects.filter(weekday=4).order_by("valid_from")
    assert sorted(
        (row.clerks, row.valid_from, row.valid_to) == (1, FRIDAY, FRIDAY) for row in lines
    ) == [
        False,
        False,
        True,
    ]


def test_what_publishing_left_waits_on_the_page_of_the_office(manager, offering):
    appointment = booked(offering, "09:00")
    StaffPattern.objects.filter(weekday=4).delete()
    commands.publish_ahead(13, by=SYSTEM, at=make.AT)
    text = page(manager)
    assert "1 day still has its old plan" in text
    assert appointment.code in text
    asked = page(manager, "changes/catch-up/", x="")
    page(manager, "changes/make/", **filled(asked))
    assert "still has its old plan" not in page(manager)


def test_a_sealed_plan_cannot_be_forged(manager):
    answer = manager.post("/office/altona/changes/make/", {"plan": "forged"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["hours/", f"days/{FRIDAY}/", "changes/", "durations/", "staff/"])
def test_clerks_do_not_come_here(client, offering, path):
    client.force_login(make.person(role=Role.CLERK, at=offering.office))
    assert client.get(f"/office/altona/{path}").status_code == 403


@pytest.mark.parametrize("day", ["2026-13-40", "9999-12-31", "0001-01-01"])
def test_an_impossible_day_is_unknown(manager, day):
    assert manager.get(f"/office/altona/days/{day}/").status_code == 404
