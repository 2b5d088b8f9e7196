"""Open Forms searches, books, reads and cancels here as in a Qmatic calendar."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anlauf.booking.models import Appointment, OfficeDay
from anlauf.booking.values import USUAL
from anlauf.core import clock, limits
from anlauf.core.actors import SYSTEM
from anlauf.core.models import Letter
from anlauf.directory.states import Competence
from anlauf.people import commands as people
from anlauf.people.scopes import Scope
from tests import make

pytestmark = pytest.mark.django_db

BASE = "/qmatic/calendar-backend/public/api"
ADA = {"firstName": "Ada", "lastName": "Lovelace", "email": "ada@example.org"}
BOB = {"firstName": "Bob", "lastName": "Bell", "email": "bob@example.org"}
NAMELESS = {"firstName": "", "lastName": "", "email": ""}


class Calendar:
    """Asks as the client of Open Forms does."""

    def __init__(self, client, key: str = "") -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def get(self, path: str):
        return self.client.get(f"{BASE}/{path}", headers=self.headers)

    def delete(self, path: str):
        return self.client.delete(f"{BASE}/{path}", headers=self.headers)

    def book(self, at: str = "08:00", *, persons: int = 1, **said):
        body = {
            "title": "Open Forms: Passport",
            "customers": [ADA] * persons,
            "services": [{"publicId": "passport"}],
            "notes": "",
        }
        path = f"{BASE}/v2/branches/altona/dates/{make.DAY}/times/{at}/book"
        return self.client.post(path, body | said, "application/json", headers=self.headers)


@pytest.fixture
def calendar(client, offering) -> Calendar:
    return Calendar(client)


@pytest.fixture
def trusted(client, offering) -> Calendar:
    """A program whose key vouches for those it books for."""
    _program, key = people.admit_program("Open Forms", [Scope.BOOK], by=SYSTEM, at=make.AT)
    return Calendar(client, key)


def test_the_whole_way_of_open_forms(trusted, offering):
    (service,) = trusted.get("v1/services").json()["serviceList"]
    assert service["publicEnabled"]
    assert service["active"]
    (group,) = trusted.get("v1/services/groups;servicePublicId=passport").json()
    assert group["serviceGroups"][0]["services"][0]["publicId"] == service["publicId"]
    (branch,) = trusted.get("v1/services/passport/branches").json()["branchList"]
    assert branch["addressZip"]
    assert trusted.get("v1/branches").json()["branchList"] == [branch]
    detail = trusted.get(f"v1/branches/{branch['publicId']}").json()["branch"]
    assert detail["timeZone"] == "Europe/Berlin"
    (of_branch,) = trusted.get("v2/branches/altona/services/groups;servicePublicId=passport").json()
    assert of_branch["services"] == [service]

    (day,) = trusted.get("v2/branches/altona/dates;servicePublicId=passport").json()["dates"]
    assert datetime.fromisoformat(day) == datetime.combine(make.DAY, time())
    times = trusted.get(f"v2/branches/altona/dates/{make.DAY}/times;servicePublicId=passport")
    assert times.json()["times"][:3] == ["08:00", "08:15", "08:30"]

    number = trusted.book(times.json()["times"][0]).json()["publicId"]
    told = trusted.get(f"v1/appointments/{number}").json()["appointment"]
    assert told["services"][0]["name"] == service["name"]
    assert told["branch"]["addressCity"] == "Hamburg"
    assert datetime.fromisoformat(told["start"]) == make.moment("08:00")
    assert datetime.fromisoformat(told["end"]) == make.moment("08:15")
    assert told["confirmed"]
    assert trusted.delete(f"v1/appointments/{number}").status_code == 204
    assert trusted.delete(f"v1/appointments/{number}").status_code == 404
    assert Appointment.objects.get().state == "cancelled"


def test_those_who_come_along_take_their_time(trusted):
    alone = "v2/branches/altona/dates/2026-11-23/times;servicePublicId=passport"
    assert len(trusted.get(f"{alone};numberOfCustomers=1").json()["times"]) < len(
        trusted.get(alone).json()["times"]
    )
    told = trusted.book(persons=2).json()
    assert told["numberOfCustomers"] == 2
    assert datetime.fromisoformat(told["end"]) == make.moment("08:25")
    assert Appointment.objects.get().services.get().count == 2


def test_without_a_key_the_letter_proves_the_mailbox_first(calendar):
    told = calendar.book().json()
    assert not told["confirmed"]
    assert Letter.objects.get().kind == "confirm_mail"
    assert calendar.get(f"v1/appointments/{told['publicId']}").status_code == 200
    assert calendar.delete(f"v1/appointments/{told['publicId']}").status_code == 204


def test_the_code_is_told_to_nobody_but_the_mailbox(calendar, trusted):
    told = calendar.book().json()
    make.confirmed(Appointment.objects.get())
    shown = calendar.get(f"v1/appointments/{told['publicId']}").json()["appointment"]
    assert shown["confirmed"]
    assert told["title"] == shown["title"] == ""
    vouched = trusted.book("09:00", customers=[BOB]).json()
    assert vouched["title"] == Appointment.objects.get(email=BOB["email"]).code


def test_a_public_id_ends_with_the_links(trusted):
    number = trusted.book().json()["publicId"]
    (row,) = Appointment.objects.all()
    clock.use(clock.StoppedClock(row.starts_at + USUAL.links_last))
    assert trusted.get(f"v1/appointments/{number}").status_code == 410
    assert trusted.delete(f"v1/appointments/{number}").status_code == 410


@pytest.fixture
def roomy(offering):
    """Three clerks, so that the same time can be had again."""
    OfficeDay.objects.all().delete()
    make.office_day(offering.office, supply=(3,) * 24)


@pytest.mark.parametrize("seconds", [0, 599])
@pytest.mark.parametrize("start", [make.AT, make.AT + timedelta(minutes=9, seconds=59)])
def test_a_retry_after_a_lost_answer_books_nothing_twice(trusted, roomy, start, seconds):
    clock.use(clock.StoppedClock(start))
    first = trusted.book("09:00").json()["publicId"]
    clock.use(clock.StoppedClock(start + timedelta(seconds=seconds)))
    assert trusted.book("09:00").json()["publicId"] == first
    assert Appointment.objects.count() == 1


def test_whoever_cancelled_or_waited_books_the_same_anew(trusted, roomy):
    first = trusted.book("09:00").json()["publicId"]
    trusted.delete(f"v1/appointments/{first}")
    second = trusted.book("09:00").json()["publicId"]
    clock.use(clock.StoppedClock(make.AT + timedelta(minutes=10)))
    third = trusted.book("09:00").json()["publicId"]
    assert len({first, second, third}) == 3


def test_two_people_who_want_the_same_get_one_each(trusted, calendar, roomy):
    said = [{}, {"customers": [BOB]}, {"customers": [NAMELESS]}, {"customers": [NAMELESS]}]
    numbers = {trusted.book("09:00", **one).json()["publicId"] for one in said[1:]}
    numbers.add(calendar.book("08:00", customers=[BOB]).json()["publicId"])
    assert len(numbers) == 4


def test_what_depends_on_residence_is_for_programs_that_vouch(calendar, trusted, offering):
    bound = make.service("bound", competence=Competence.DISTRICT)
    make.offering(offering.office, bound)
    offering.office.districts.add(make.district("nord"), make.district("altona"))
    groups = "v1/services/groups;servicePublicId=passport"

    def names(asker):
        lists = [asker.get("v1/branches"), asker.get("v1/services/passport/branches")]
        found = {one.json()["branchList"][0]["name"] for one in lists}
        found.add(asker.get("v1/branches/altona").json()["branch"]["name"])
        found.add(asker.get(groups).json()[0]["branchName"])
        return found

    assert names(calendar) == {"Kundenzentrum altona"}
    assert names(trusted) == {"Kundenzentrum altona (for Altona, Nord)"}
    keys = [
        [one["publicId"] for one in asker.get("v1/services").json()["serviceList"]]
        for asker in (calendar, trusted)
    ]
    assert keys == [["passport"], ["bound", "passport"]]
    said = {"services": [{"publicId": "bound"}]}
    assert calendar.book(**said).status_code == 404
    assert calendar.get("v2/branches/altona/dates;servicePublicId=bound").status_code == 404
    assert trusted.book(**said).json()["services"][0]["publicId"] == "bound"


def test_a_key_that_is_none_is_not_taken_for_nobody(client, offering):
    assert Calendar(client, "wrong").get("v1/services").status_code == 401


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"customers": []}, "customers must be a list"),
        ({"customers": ["Ada"]}, "customers must hold objects"),
        ({"services": {}}, "services must be a list"),
        ({"customers": [{"email": "nowhere"}]}, "e-mail address is not complete"),
        ({"persons": 9}, "too much for one appointment"),
    ],
)
def test_a_wrong_request_is_answered_as_the_client_reads_it(trusted, said, reason):
    answer = trusted.book(**said)
    assert answer.status_code == 500
    assert reason in answer.headers["error_message"]
    assert not Appointment.objects.exists()


def test_a_taken_time_says_so_in_the_header(trusted):
    trusted.book()
    answer = trusted.book(customers=[BOB])
    assert (answer.status_code, answer.headers["error_code"]) == (500, "time_taken")
    assert answer.headers["error_message"].isascii()


@pytest.mark.parametrize(
    "path",
    [
        "v1/branches/nowhere",
        "v1/services/nothing/branches",
        "v2/branches/altona/dates;servicePublicId=nothing",
        "v1/appointments/1",
        f"v1/appointments/1-{'0' * 64}",
        "v1/branches/%00",
    ],
)
def test_what_does_not_exist_is_not_found(calendar, path):
    assert calendar.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "v2/branches/altona/dates",
        "v2/branches/altona/dates;servicePublicId=passport;numberOfCustomers=many",
        "v2/branches/altona/dates/2026-02-30/times;servicePublicId=passport",
    ],
)
def test_a_search_nobody_understands_says_why(calendar, path):
    answer = calendar.get(path)
    assert (answer.status_code, answer.headers["error_code"]) == (500, "wrong_request")


def test_another_appointments_key_opens_nothing(trusted):
    first, second = (trusted.book(at).json()["publicId"] for at in ("08:00", "09:00"))
    mixed = f"{first.partition('-')[0]}-{second.partition('-')[2]}"
    assert trusted.get(f"v1/appointments/{mixed}").status_code == 404


def test_a_clock_that_does_not_exist_is_no_taken_time(trusted):
    answer = trusted.book("99:99")
    assert answer.headers["error_code"] == "wrong_request"


def test_names_are_in_the_citys_language_or_the_one_asked_for(client, offering):
    def name(**headers: str) -> str:
        said = client.get(f"{BASE}/v1/services", headers=headers).json()
        return str(said["serviceList"][0]["name"])

    assert name() == offering.service.name["de"]
    assert name(Accept_Language="en") == offering.service.name["en"]


def test_letters_are_in_the_language_of_the_request(trusted, offering):
    trusted.book()
    assert Letter.objects.get().language == "de"


def test_a_wrong_method_is_not_allowed(calendar):
    assert calendar.delete("v1/services").status_code == 405


def test_too_many_requests_from_one_network(calendar, offering):
    ask = {"REMOTE_ADDR": "192.0.2.7"}
    for _time in range(limits.STEPS.most + 1):
        answer = calendar.client.get(f"{BASE}/v1/appointments/1", **ask)
    assert answer.status_code == 429


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from(["customers", "services", "title", "notes"]),
        st.one_of(
            st.none(),
            st.text(max_size=5),
            st.lists(
                st.dictionaries(
                    st.sampled_from(["publicId", "email", "lastName", "phone"]),
                    st.one_of(st.none(), st.text(max_size=9), st.integers(), st.just("passport")),
                ),
                max_size=3,
            ),
        ),
    )
)
def test_no_500_without_its_reason(trusted, said):
    answer = trusted.book(**said)
    assert answer.status_code != 500 or answer.headers["error_message"]
