"""Every error of Munich's citizen API that can occur here, with its code and status."""

import base64
import json
from datetime import timedelta
from pathlib import Path

import altcha
import pytest
from django.db import OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlauf.api.munich import captcha, catalogue
from anlauf.api.munich.errors import FAULTS
from anlauf.booking.models import Appointment
from anlauf.booking.values import USUAL
from anlauf.core import clock, limits
from tests import make
from tests.api.munich import BASE, FrontEnd, codes, from_letter

pytestmark = pytest.mark.django_db

PAGE = "https://www.example.org/termin.html"
EIGHT = int(make.moment("08:00").timestamp())
NINE = int(make.moment("09:00").timestamp())
NO_KEY = "0" * 64


@pytest.fixture
def front(client, settings) -> FrontEnd:
    settings.FRONT_END = PAGE
    return FrontEnd(client)


@pytest.fixture
def held(front, offering):
    """Eight o'clock, reserved for somebody whose name is known."""
    process = front.reserve(offering.office_id, offering.service_id, EIGHT).json()
    return front.introduce(process).json()


def says(answer, code: str, status: int) -> bool:
    (error,) = answer.json()["errors"]
    assert error["errorMessage"]
    assert error["errorType"] in {"error", "warning", "info"}
    assert (error["errorCode"], error["statusCode"]) == (code, answer.status_code)
    return bool((code, status) == (error["errorCode"], answer.status_code))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"officeIds": "x"}, "invalidOfficeId"),
        ({"officeIds": "0"}, "invalidOfficeId"),
        ({"serviceIds": ""}, "invalidServiceId"),
        ({"serviceCounts": "0"}, "invalidServiceCount"),
        ({"serviceCounts": "26"}, "invalidServiceCount"),
        ({"serviceCounts": "1,1"}, "MISMATCHED_ARRAYS"),
        ({"startDate": "23.11.2026"}, "invalidStartDate"),
        ({"endDate": "2026-02-30"}, "invalidEndDate"),
        ({"endDate": "2026-11-22"}, "invalidEndDate"),
        ({"endDate": "2028-01-01"}, "invalidEndDate"),
        ({"slotsStartDate": "soon"}, "invalidSlotsStartDate"),
        ({"slotsEndDate": "later"}, "invalidSlotsEndDate"),
        ({"slotsStartDate": "2026-12-02"}, "slotsStartDateAfterEndDate"),
        ({"serviceIds": "999999"}, "invalidLocationAndServiceCombination"),
        ({"officeIds": "999999"}, "invalidLocationAndServiceCombination"),
        ({"serviceCounts": "9"}, "tooManySlotsPerAppointment"),
    ],
)
def test_a_calendar_that_cannot_be_shown(front, offering, said, code):
    answer = front.calendar([offering.office_id], [offering.service_id], **said)
    assert says(answer, code, 400)


@pytest.mark.parametrize(
    ("said", "code", "status"),
    [
        ({"officeId": None}, "invalidOfficeId", 400),
        ({"serviceId": ["x"]}, "invalidServiceId", 400),
        ({"serviceCount": [0]}, "invalidServiceCount", 400),
        ({"serviceCount": [1, 1]}, "MISMATCHED_ARRAYS", 400),
        ({"timestamp": 1}, "invalidTimestamp", 400),
        ({"timestamp": 10**18}, "invalidTimestamp", 400),
        ({"timestamp": EIGHT + 60}, "appointmentNotAvailable", 404),
        ({"timestamp": EIGHT + 86400}, "appointmentNotAvailable", 404),
        ({"timestamp": EIGHT + 400 * 86400}, "appointmentNotAvailable", 404),
        ({"officeId": 999999}, "invalidLocationAndServiceCombination", 400),
        ({"serviceId": [999999]}, "invalidLocationAndServiceCombination", 400),
        ({"serviceCount": [6]}, "tooManyServicesPerAppointment", 400),
    ],
)
def test_a_time_that_cannot_be_reserved(front, offering, said, code, status):
    answer = front.reserve(offering.office_id, offering.service_id, EIGHT, **said)
    assert says(answer, code, status)


def test_a_visit_longer_than_any_day(front, offering):
    long = make.offering(offering.office, minutes=600, further=600, most=5)
    answer = front.reserve(offering.office_id, long.service_id, EIGHT, serviceCount=[5])
    assert says(answer, "tooManySlotsPerAppointment", 400)


def test_all_that_is_wrong_is_named_at_once(front, offering):
    answer = front.reserve("x", "y", 1)
    assert codes(answer) == [
        "invalidOfficeId",
        "invalidServiceId",
        "invalidTimestamp",
    ]


def test_a_time_somebody_else_has(front, offering, held):
    answer = front.reserve(offering.office_id, offering.service_id, EIGHT)
    assert says(answer, "appointmentNotAvailable", 404)


@pytest.mark.parametrize(
    ("said", "code", "status"),
    [
        ({"processId": "x"}, "invalidProcessId", 400),
        ({"processId": 10**30}, "invalidProcessId", 400),
        ({"authKey": "abc"}, "invalidAuthKey", 400),
        ({"authKey": 5}, "invalidAuthKey", 400),
        ({"authKey": "ab12"}, "authKeyMismatch", 406),
        ({"authKey": NO_KEY}, "authKeyMismatch", 406),
        ({"processId": 999999}, "appointmentNotFound", 404),
    ],
)
@pytest.mark.parametrize("verb", ["update", "preconfirm", "confirm", "cancel"])
def test_a_key_that_opens_nothing(front, held, verb, said, code, status):
    who = {"familyName": "Ada", "email": "ada@example.org"}
    assert says(front.act(verb, held, **(who | said)), code, status)


def test_a_key_that_shows_nothing(front, held):
    assert says(front.show(held | {"authKey": NO_KEY}), "authKeyMismatch", 406)
    assert says(front.show(held | {"authKey": "key"}), "invalidAuthKey", 400)
    assert says(front.show(held | {"processId": 0}), "invalidProcessId", 400)
    assert says(front.show(held | {"processId": 999999}), "appointmentNotFound", 404)


@pytest.mark.parametrize(
    ("said", "code", "status"),
    [
        ({"familyName": "  "}, "invalidFamilyName", 400),
        ({"familyName": "a" * 121}, "invalidFamilyName", 400),
        ({"email": "ada"}, "invalidEmail", 400),
        ({"email": ""}, "emailIsRequired", 406),
        ({"telephone": "forty"}, "invalidTelephone", 400),
        ({"customTextfield": "a" * 251}, "invalidCustomTextfield", 400),
        ({"customTextfield2": "a" * 251}, "invalidCustomTextfield2", 400),
    ],
)
def test_somebody_who_cannot_be_written_down(front, held, said, code, status):
    who = {"familyName": "Ada", "email": "ada@example.org"}
    assert says(front.act("update", held, **(who | said)), code, status)


def test_nobody_to_send_the_letter_to(front, offering):
    process = front.reserve(offering.office_id, offering.service_id, EIGHT).json()
    assert says(front.act("preconfirm", process), "emailIsRequired", 406)


def test_a_form_that_took_too_long(front, held):
    clock.use(clock.StoppedClock(make.AT + USUAL.hold))
    assert says(front.introduce(held), "processNotReservedAnymore", 409)
    assert says(front.act("preconfirm", held), "processNotReservedAnymore", 409)
    assert says(front.show(held), "appointmentNotFound", 404)


def test_a_letter_opened_too_late(front, held):
    front.act("preconfirm", held)
    clock.use(clock.StoppedClock(make.AT + USUAL.confirmation))
    assert says(front.act("confirm", from_letter()), "preconfirmationExpired", 400)


def test_a_booked_appointment_takes_no_other_name(front, offering):
    booked = front.booked(offering.office_id, offering.service_id, EIGHT)
    assert says(front.introduce(booked), "processNotReservedAnymore", 409)
    assert says(front.act("preconfirm", booked), "processNotReservedAnymore", 409)
    assert says(front.act("confirm", booked), "processNotPreconfirmedAnymore", 409)


def test_more_appointments_than_a_household_has(front, offering):
    for start in (EIGHT, NINE):
        front.booked(offering.office_id, offering.service_id, start)
    third = front.reserve(offering.office_id, offering.service_id, EIGHT + 1800).json()
    front.introduce(third)
    assert says(front.act("preconfirm", third), "tooManyAppointmentsWithSameMail", 406)
    # Control: moving one of the two, by way of a third, is allowed.
    assert front.act("confirm", third).json()["status"] == "confirmed"


def test_an_appointment_that_is_over(front, offering):
    booked = front.booked(offering.office_id, offering.service_id, EIGHT)
    clock.use(clock.StoppedClock(make.moment("09:00")))
    assert says(front.act("cancel", booked), "appointmentCanNotBeCanceled", 406)


def test_a_time_that_ended_by_itself_is_not_there_to_cancel(front, held):
    Appointment.objects.update(state="expired")
    assert says(front.act("cancel", held), "appointmentNotFound", 404)


def test_a_cancelled_appointment_is_not_confirmed(front, held):
    front.act("cancel", held)
    assert says(front.act("confirm", held), "appointmentNotFound", 404)


def test_nobody_is_logged_in(front):
    assert says(front.get("my-appointments"), "unauthorized", 401)
    within = front.client.get("/buergeransicht/authenticated/api/citizen/my-appointments/")
    assert says(within, "unauthorized", 401)


def test_an_address_nobody_knows(front):
    assert says(front.get("scopes"), "notFound", 404)


def test_a_wrong_method(front):
    assert says(front.post("offices-and-services", {}), "requestMethodNotAllowed", 405)
    assert says(front.get("reserve-appointment"), "requestMethodNotAllowed", 405)


def test_a_body_nobody_can_read(front, offering):
    for body in ("", "[]", "{", "[" * 5000, b"\xff"):
        answer = front.client.post(f"{BASE}/reserve-appointment/", body, "application/json")
        assert says(answer, "invalidRequest", 400)


def test_a_body_that_is_too_long(front):
    answer = front.post("reserve-appointment", {"officeId": "1" * 300_000})
    assert says(answer, "requestEntityTooLarge", 413)


@pytest.fixture
def crowd(front, offering):
    """Somebody behind a network that has held more times of late than a household needs."""
    front.client.defaults["REMOTE_ADDR"] = "192.0.2.9"
    for _time in range(USUAL.calm_holds_a_minute):
        limits.count("holds:192.0.2.9", limits.HOLDS.per, at=make.AT)
    return front


def solved(front) -> str:
    """What the widget sends when it has worked on a task."""
    task = front.get("captcha-challenge").json()
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(task))
    assert solution
    said = {"challenge": task, "solution": solution.to_dict()}
    return base64.b64encode(json.dumps(said).encode()).decode()


def test_in_a_crowd_a_proof_is_asked_for_and_counts(crowd, offering):
    assert crowd.get("captcha-details").json()["captchaEnabled"]
    assert crowd.catalogue()["offices"][0]["scope"]["captchaActivatedRequired"]

    payload = solved(crowd)
    passed = crowd.post("captcha-verify", {"payload": payload}).json()
    assert (passed["meta"]["success"], passed["data"]["valid"]) == (True, True)
    middle = base64.urlsafe_b64decode(passed["token"].split(".")[1] + "==")
    assert json.loads(middle)["exp"] > make.AT.timestamp()
    where = (offering.office_id, offering.service_id, EIGHT)
    held = crowd.reserve(*where, captchaToken=passed["token"])
    assert held.json()["status"] == "reserved"

    again = crowd.post("captcha-verify", {"payload": payload}).json()
    assert (again["meta"]["success"], again["data"]["valid"]) == (False, False)


def test_without_a_good_proof_nobody_takes_a_time_in_a_crowd(crowd, offering):
    where = (offering.office_id, offering.service_id, EIGHT)
    assert says(crowd.reserve(*where), "captchaMissing", 400)
    for wrong in ("x", "a.b.c", "ä.ö.ü"):
        assert says(crowd.reserve(*where, captchaToken=wrong), "captchaInvalid", 400)
    elsewhere = captcha.token("192.0.2.10", at=make.AT)
    assert says(crowd.reserve(*where, captchaToken=elsewhere), "captchaInvalid", 400)
    old = captcha.token("192.0.2.9", at=make.AT - timedelta(hours=1))
    assert says(crowd.reserve(*where, captchaToken=old), "captchaExpired", 400)


def test_a_token_is_good_for_a_few_times_only(crowd, offering):
    token = captcha.token("192.0.2.9", at=make.AT)
    for quarter in range(5):
        start = EIGHT + quarter * 900
        held = crowd.reserve(offering.office_id, offering.service_id, start, captchaToken=token)
        assert held.status_code == 200
    last = crowd.reserve(offering.office_id, offering.service_id, NINE + 1800, captchaToken=token)
    assert says(last, "captchaExpired", 400)


def test_where_it_is_calm_no_proof_is_asked_for(front, offering):
    told = front.get("captcha-details").json()
    assert not told["captchaEnabled"]
    assert told["captchaChallenge"].endswith(f"{BASE}/captcha-challenge/")
    assert not front.catalogue()["offices"][0]["scope"]["captchaActivatedRequired"]


def test_too_many_requests_from_one_network(front):
    ask = {"REMOTE_ADDR": "192.0.2.7"}
    for _time in range(limits.STEPS.most):
        front.client.get(f"{BASE}/appointment/", **ask)
    answer = front.client.get(f"{BASE}/appointment/", **ask)
    assert says(answer, "rateLimitExceeded", 429)
    assert answer.headers["X-RateLimit-Remaining"] == "0"


def test_a_database_that_is_away(front, monkeypatch):
    def away(**_said):
        raise OperationalError

    monkeypatch.setattr(catalogue, "catalogue", away)
    assert says(front.get("offices-and-services"), "serviceUnavailable", 503)


def test_no_code_is_left_without_a_test():
    told = Path(__file__).read_text()
    assert [code for code in FAULTS if f'"{code}"' not in told] == []


WORDS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=30),
    st.sampled_from([EIGHT, str(EIGHT), NO_KEY, "ab12", "1,2", "2026-11-23", "2026-12-31"]),
    st.lists(st.integers(-2, 30), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
FIELDS = (
    *("timestamp", "officeId", "serviceId", "serviceCount", "processId", "authKey"),
    *("familyName", "email", "telephone", "customTextfield", "captchaToken"),
)
ASKED = (
    *("startDate", "endDate", "slotsStartDate", "slotsEndDate"),
    *("officeIds", "serviceIds", "serviceCounts", "processId", "authKey"),
)


FUZZ = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check(answer) -> None:
    """The answer is one of this interface's own, and never the server's fault."""
    assert answer.status_code < 500, answer.content
    said = answer.json()
    assert answer.status_code == 200 or said["errors"], said


@FUZZ
@given(
    st.sampled_from(["reserve", "update", "preconfirm", "confirm", "cancel"]),
    st.dictionaries(st.sampled_from(FIELDS), WORDS),
    st.booleans(),
)
def test_no_body_surprises_us(front, held, verb, fields, with_a_good_key):
    if with_a_good_key:
        fields |= {key: held[key] for key in ("processId", "authKey")}
    check(front.post(f"{verb}-appointment", fields))


@FUZZ
@given(
    st.sampled_from(["available-calendar", "appointment", "offices-and-services"]),
    st.dictionaries(st.sampled_from(ASKED), WORDS.map(str)),
)
def test_no_address_surprises_us(front, offering, path, query):
    check(front.get(path, **query))
