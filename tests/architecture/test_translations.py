"""Every sentence of the product can be read in German."""

import pytest

from scripts import messages


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_sentence_is_missing_fuzzy_or_forgotten(language: str):
    assert messages.gaps(language) == []


def test_sentences_are_found_in_code_and_in_templates(tmp_path, monkeypatch):
    (tmp_path / "templates").mkdir()
    (tmp_path / "verbs.py").write_text(
        "from django.utils.translation import gettext_lazy as _, ngettext\n"
        'A = _("one")\nB = ngettext("%(n)s desk", "%(n)s desks", 2)\n'
    )
    (tmp_path / "templates" / "page.html").write_text(
        '{% load i18n %}\n<p>\n    {% translate "two\'s" %}\n'
        '  {% translate "May" context "month" %}</p>\n'
        "{% blocktranslate count n=n trimmed %}\n  one {{ n }}\n{% plural %}\n  many {{ n }}\n"
        "{% endblocktranslate %}\n"
    )
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    found = {(message.id, message.context) for message in messages.template() if message.id}
    assert found == {
        ("one", None),
        (("%(n)s desk", "%(n)s desks"), None),
        ("two's", None),
        ("May", "month"),
        (("one %(n)s", "many %(n)s"), None),
    }
