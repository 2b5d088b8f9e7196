"""Every component has an example, and every example renders."""

import re

import pytest

from anlauf.people.roles import Role
from anlauf.web.common import gallery
from tests import make

RENDERED = dict(gallery.examples())


@pytest.mark.parametrize("name", gallery.names())
def test_the_example_shows_something_unless_it_needs_an_occasion(name):
    assert RENDERED[name].strip() or name == "messages"


@pytest.mark.parametrize("name", gallery.names())
def test_no_component_carries_inline_styles_or_scripts(name):
    assert not re.search(r"<script|\sstyle=|\son[a-z]+=|javascript:", RENDERED[name])


@pytest.mark.parametrize("name", gallery.names())
def test_tags_are_closed(name):
    text = re.sub(r"<(input|br|img|path|rect|circle)\b[^>]*>", "", RENDERED[name])
    opened = re.findall(r"<([a-z0-9]+)\b[^>]*?(?<!/)>", text)
    closed = re.findall(r"</([a-z0-9]+)>", text)
    assert sorted(opened) == sorted(closed)


def test_a_field_ties_its_hint_and_its_error_to_the_input():
    field = RENDERED["field"]
    assert 'aria-describedby="id_email_hint id_email_error"' in field
    assert 'id="id_email_hint"' in field
    assert 'id="id_email_error"' in field


def test_the_error_summary_leads_to_the_questions():
    assert 'href="#id_email"' in RENDERED["form_errors"]


@pytest.mark.django_db
def test_the_gallery_is_for_administrators(client):
    client.force_login(make.person(role=Role.ADMINISTRATOR))
    assert client.get("/components/").status_code == 200
    client.force_login(make.person(role=Role.CLERK, at=make.office()))
    assert client.get("/components/").status_code == 403
