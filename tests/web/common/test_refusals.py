"""How a no looks."""

import pytest
from django import forms
from django.test import Client

from anlauf.web.common.refused import refused_into
from tests import make
from tests.web.common.rooms import Full

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rooms(settings):
    settings.ROOT_URLCONF = "tests.web.common.rooms"


def test_a_refusal_becomes_a_page_with_its_sentence_and_status(client):
    answer = client.get("/full/")
    assert answer.status_code == 409
    assert "There is no room for &lt;you&gt;." in answer.content.decode()
    assert '<a class="kern-btn' in answer.content.decode()


def test_a_part_of_a_page_is_refused_with_a_part(client):
    answer = client.get("/full/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_what_does_not_exist_is_a_404_with_a_next_step(client):
    answer = client.get("/gone/")
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


def test_an_unknown_address_is_a_404_in_the_same_look(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "anlauf-footer" in answer.content.decode()


def test_a_fault_is_said_without_its_details():
    answer = Client(raise_request_exception=False).get("/fault/")
    assert answer.status_code == 500
    assert "<h1" in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_too_much_at_once_is_a_413(client, kind):
    if kind == "multipart":
        answer = client.post("/reads/", {"word": "x" * 1_000_000})
    else:
        body, form = "word=" + "x" * 1_000_000, "application/x-www-form-urlencoded"
        answer = client.post("/reads/", body, content_type=form)
    assert answer.status_code == 413
    assert "<h1" in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_with_a_next_step():
    answer = Client(enforce_csrf_checks=True).post("/reads/", {"word": "x"})
    assert answer.status_code == 403
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("address", ["/reads/?word=%ff%fe", "/%ff/", "/gone/?a=%00"])
def test_broken_encodings_are_no_fault_of_ours(client, address):
    assert client.get(address).status_code < 500


def test_a_refusal_in_a_form_is_one_of_its_errors():
    class Question(forms.Form):
        word = forms.CharField()

    form = Question({"word": "x"})
    assert form.is_valid()
    with refused_into(form):
        raise Full(name="you")
    assert form.non_field_errors() == ["There is no room for you."]


def test_every_answer_forbids_what_no_page_needs(client):
    make.city()
    answer = client.get("/login/")
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "'unsafe" not in answer["Content-Security-Policy"]
