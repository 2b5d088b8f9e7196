"""What the database checks bears a sentence for a name, so that its error can be read."""

import re

import pytest
from django.apps import apps
from django.db.models import Model

OURS = [model for model in apps.get_models() if model.__module__.startswith("anlauf.")]
SENTENCE = re.compile(r"^[a-z]+(_[a-z0-9]+){2,}$")
WORDS = re.compile(r"^[a-z]+(_[a-z0-9]+)+$")
MADE_BY_DJANGO = re.compile(r"_[0-9a-f]{8}(_|$)|_[0-9a-f]{6}_idx$")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_constraints_and_indexes_are_named_in_words(model: type[Model]):
    constraints = [rule.name for rule in model._meta.constraints]
    indexes = [rule.name for rule in model._meta.indexes]
    assert [name for name in constraints if not SENTENCE.match(name)] == []
    assert [name for name in indexes if not WORDS.match(name)] == []
    assert [name for name in [*constraints, *indexes] if MADE_BY_DJANGO.search(name)] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_model_does_things_while_it_is_stored(model: type[Model]):
    assert {"save", "delete", "__init__"}.isdisjoint(vars(model))


def test_every_app_is_known_by_its_short_name():
    ours = [app for app in apps.get_app_configs() if app.name.startswith("anlauf.")]
    assert [app.label for app in ours] == [app.name.removeprefix("anlauf.") for app in ours]
