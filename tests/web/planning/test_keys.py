"""Keys of other programs over HTTP: made and shown once, renamed, taken away, given back."""

import re

import pytest
from django.test import Client

from anlauf.core.actors import SYSTEM
from anlauf.core.models import JournalEntry
from anlauf.people import commands, queries
from anlauf.people.models import Program
from anlauf.people.roles import Role
from anlauf.people.scopes import Scope
from tests import make

pytestmark = pytest.mark.django_db
PORTAL = {"name": "Portal", "scopes": ["hand_in"]}


def logged_in(role: Role) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(make.person(role=role))
    return client


@pytest.fixture
def admin() -> Client:
    make.city()
    return logged_in(Role.ADMINISTRATOR)


def read(client: Client) -> str:
    return client.get("/keys/").content.decode()


def test_only_administrators_see_the_keys(admin, client):
    assert client.get("/keys/").status_code == 302
    steering = logged_in(Role.STEERING)
    assert steering.get("/keys/").status_code == 403
    assert steering.post("/keys/", PORTAL).status_code == 403
    for verb in ("rename", "rename/undo", "take", "give-back"):
        assert steering.post(f"/keys/1/{verb}/").status_code == 403
    assert not Program.objects.exists()


def test_a_key_is_made_and_shown_once(admin):
    answer = admin.post("/keys/", PORTAL)
    (key,) = re.findall(r"<code>([\w-]+)</code>", answer.content.decode())
    program = Program.objects.get()
    assert queries.program_by_key(key) == program
    assert program.scopes == ["hand_in"]
    assert "no-store" in answer["Cache-Control"]
    assert key not in read(admin)
    assert "Hands in applications of people, as portals do" in read(admin)
    entry = JournalEntry.objects.get(verb="people.program_admitted")
    assert entry.by_kind == "staff"


@pytest.mark.parametrize(
    "form",
    [{}, {"name": "Portal"}, {"name": " ", "scopes": ["hand_in"]}, PORTAL | {"scopes": ["all"]}],
)
def test_a_form_that_says_too_little_is_asked_again(admin, form):
    answer = admin.post("/keys/", form)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert not Program.objects.exists()


def test_a_key_is_renamed_and_called_as_before(admin):
    admin.post("/keys/", PORTAL)
    number = Program.objects.get().pk
    admin.post(f"/keys/{number}/rename/", {"name": "<b>State</b>"})
    page = read(admin)
    assert "&lt;b&gt;State&lt;/b&gt;" in page
    assert "Call it “Portal” again" in page
    admin.post(f"/keys/{number}/rename/undo/")
    assert Program.objects.get().name == "Portal"


def test_an_empty_name_is_refused_with_a_sentence(admin):
    admin.post("/keys/", PORTAL)
    number = Program.objects.get().pk
    answer = admin.post(f"/keys/{number}/rename/", {"name": "  "}, follow=True)
    assert "Please say whose key this is." in answer.content.decode()
    assert Program.objects.get().name == "Portal"


def test_a_key_is_taken_away_and_given_back(admin, client):
    program, key = commands.admit_program("Portal", [Scope.HAND_IN], by=SYSTEM, at=make.AT)
    shown = {"Authorization": f"Bearer {key}"}
    admin.post(f"/keys/{program.pk}/take/")
    assert "Keys that were taken away" in read(admin)
    assert client.get("/api/v1/times", {"service": "none"}, headers=shown).status_code == 401
    admin.post(f"/keys/{program.pk}/give-back/")
    assert "Keys that were taken away" not in read(admin)
    assert client.get("/api/v1/times", {"service": "none"}, headers=shown).status_code != 401


def test_the_list_says_when_a_key_was_last_used(admin, client):
    program, key = commands.admit_program("Portal", [Scope.HAND_IN], by=SYSTEM, at=make.AT)
    number = "5f0c6a54-2a4e-4a67-9c41-3a1d6c1f0b11"
    assert "never" in read(admin)
    shown = {"Authorization": f"Bearer {key}"}
    client.put(f"/api/v1/submissions/{number}", "{}", "application/json", headers=shown)
    program.refresh_from_db()
    assert program.seen_at is not None
    assert "just now" in read(admin)


def test_a_key_that_is_not_there_is_said_so(admin):
    assert admin.post("/keys/999/take/").status_code == 404
    assert admin.get("/keys/999/take/").status_code == 405


def test_the_way_there_stands_on_the_first_page(admin):
    assert 'href="/keys/"' in admin.get("/start/?choose").content.decode()
