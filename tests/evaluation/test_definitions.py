"""Definitions are versions that never change; the reference page says what the code says."""

from datetime import date, timedelta

import pytest

from anlauf.evaluation import definitions
from anlauf.evaluation.definitions import DEFINITIONS, defined, versions
from scripts import figures


def test_the_reference_page_is_made_from_the_definitions():
    """`python scripts/figures.py` writes it anew."""
    assert figures.PAGE.read_text(encoding="utf-8") == figures.page()


@pytest.mark.parametrize("one", DEFINITIONS, ids=lambda one: f"{one.key}-{one.version}")
def test_every_definition_is_worded_in_both_languages_and_names_its_source(one):
    assert {"de", "en"} <= set(one.name) & set(one.meaning)
    assert one.source


def test_on_every_day_exactly_one_version_of_each_figure_holds():
    for on in (date(2020, 1, 1), date(2026, 6, 1), date(2030, 1, 1)):
        assert set(defined(on)) == {one.key for one in DEFINITIONS}
    for one in DEFINITIONS:
        holding = [other for other in versions(one.key) if other.holds(one.since)]
        assert holding == [one]


def test_a_changed_definition_is_a_new_version_and_old_views_keep_theirs(monkeypatch):
    old = versions("lead")[0]
    changes = old.since + timedelta(days=100)
    ended = definitions.Definition(**{**vars(old), "until": changes - timedelta(days=1)})
    new = definitions.Definition(**{**vars(old), "version": 2, "since": changes})
    others = [one for one in DEFINITIONS if one.key != "lead"]
    monkeypatch.setattr(definitions, "DEFINITIONS", (*others, ended, new))

    assert definitions.defined(changes - timedelta(days=1))["lead"].version == 1
    assert definitions.defined(changes)["lead"].version == 2
    assert [one.version for one in definitions.versions("lead")] == [2, 1]
