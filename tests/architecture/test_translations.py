"""Every sentence of the product can be read in German."""

import ast
import gettext
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo

from scripts import messages

MARK = re.compile(r"%\(\w+\)|<[^>]+>")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_sentence_is_missing_fuzzy_or_forgotten(language: str):
    assert messages.gaps(language) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_what_a_sentence_names_and_marks_is_named_and_marked_in_every_language(language: str):
    catalog = messages.read(language)
    said = [message for message in catalog if message.id and any(_forms(message.string))]
    assert [message.id for message in said if _loses_marks(message, _exact(catalog))] == []


def test_a_lost_name_or_tag_is_noticed():
    """Control: proves the test above can fail."""
    assert _loses_marks(Message("Hello %(name)s", "Guten Tag"))
    assert _loses_marks(Message("Call <b>%(name)s</b>", "Rufen Sie %(name)s"))
    assert not _loses_marks(Message(("One", "%(n)s people"), ("Eine", "%(n)s Personen")))
    assert _loses_marks(Message(("One", "%(n)s people"), ("Eine", "Personen")))


def test_a_form_for_one_number_alone_may_say_it_in_a_word():
    """Arabic has a form for nothing, one for one, one for two, and says no figure in them."""
    exact = _exact(messages.read("ar"))
    assert exact == {0, 1, 2}
    words = ("no time", "one time", "two times", "%(n)s t", "%(n)s t", "%(n)s t")
    free = ("%(n)s time", "%(n)s times")
    assert not _loses_marks(Message(free, words), exact)
    assert _loses_marks(Message(free, (*words[:3], "times", *words[4:])), exact)
    named = ("%(n)s time in %(name)s", "%(n)s times in %(name)s")
    assert _loses_marks(Message(named, words), exact)
    assert _loses_marks(Message("Hello %(name)s", "Guten Tag"), exact)


@pytest.mark.django_db
def test_a_page_is_read_in_german(client, settings, tmp_path):
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, messages.read("de"))
    settings.LOCALE_PATHS = [tmp_path]
    page = client.get("/imprint/", headers={"Accept-Language": "de"}).content.decode()
    assert "Dies ist eine Demonstration" in page
    assert "This is a demonstration" not in page


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


def test_no_sentence_that_code_says_is_overlooked():
    """Inside an f-string, for one, the search for sentences does not look."""
    found = {_english(message.id) for message in messages.template() if message.id}
    code = [path.read_text(encoding="utf-8") for path in messages.PACKAGE.rglob("*.py")]
    assert [said for text in code for said in _said(text) if said not in found] == []


def test_a_sentence_within_an_f_string_is_noticed():
    """Control: proves the test above can fail."""
    begin = "from django.utils.translation import gettext as _, pgettext\n"
    text = begin + "def words(day):\n    return f\"{day}: {_('nothing')} {pgettext('day', 'off')}\""
    assert list(_said(text)) == ["nothing", "off"]


def test_sentences_are_found_under_every_name_a_file_gives_to_translation(tmp_path, monkeypatch):
    (tmp_path / "verbs.py").write_text(
        "from django.utils.translation import gettext as _g, ngettext_lazy as many\n"
        "from django.utils.translation import pgettext_lazy as _p\n"
        "from somewhere import gettext as other\n"
        'A = [_g("one"), many("%(n)s desk", "%(n)s desks", "n"), _p("month", "May"), other("no")]\n'
    )
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    found = {(message.id, message.context) for message in messages.template() if message.id}
    assert found == {
        ("one", None),
        (("%(n)s desk", "%(n)s desks"), None),
        ("May", "month"),
    }


def _loses_marks(message: Message, exact: frozenset[int] = frozenset()) -> bool:
    """Tell whether a form lacks what its English form has, or has what no English form has.

    A form for one number alone, whose place is in `exact`, may lack one thing: the number.
    """
    asked, said = (_forms(words) for words in (message.id, message.string))
    everything = set().union(*map(_marks, asked))
    may_lack = exact if len(said) > 1 else frozenset()
    return any(
        len(_marks(asked[min(index, len(asked) - 1)]) - _marks(form)) > (index in may_lack)
        or not _marks(form) <= everything
        for index, form in enumerate(said)
    )


def _exact(catalog: Catalog) -> frozenset[int]:
    """The places of the forms that each stand for a single number."""
    form_of = gettext.c2py(catalog.plural_expr)
    used = Counter(form_of(number) for number in range(1000))
    return frozenset(form for form, numbers in used.items() if numbers == 1)


def _forms(words: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or ())


def _marks(words: str) -> set[str]:
    return set(MARK.findall(words))


def _said(text: str) -> Iterator[str]:
    """Every sentence that a file of code hands to translation, wherever it stands."""
    tree = ast.parse(text)
    names = {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in messages.TRANSLATION
        for name in node.names
        if "gettext" in name.name
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            words = node.args["pgettext" in names[node.func.id]]
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                yield words.value


def _english(words: str | list[str] | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[0]
