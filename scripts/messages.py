"""Keeps the translations: `extract` finds sentences, `check` gaps, `compile` makes catalogues.

Babel does the work, so that no gettext tools are needed on the machine.
"""

import ast
import gettext
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django.conf
from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path("src/anlauf")
LOCALES = PACKAGE / "locale"
DJANGO = Path(django.conf.__file__).parent / "locale"
LANGUAGES = ("de", "ar")
PARTS = {
    "ar": (
        *("templates/matters/", "templates/letters/case_", "templates/letters/greeting"),
        *("templates/letters/farewell", "templates/base", "templates/common/footer"),
        *("templates/common/languages", "templates/common/official"),
        "templates/common/not_in_language",
        *("templates/components/field", "templates/components/form_errors"),
        *("templates/components/steps", "templates/errors/refused_page"),
        *("web/matters/", "cases/letters", "cases/papers/refusals", "cases/commands/answers"),
        *("cases/commands/fill_in", "cases/commands/hand_in", "cases/commands/own_data"),
        *("cases/commands/said", "cases/commands/uploads", "core/limits"),
        *("templates/citizen/invit", "templates/citizen/redeem"),
        *("templates/citizen/appointment", "templates/citizen/cancel", "templates/citizen/facts"),
        *("templates/citizen/contact_fields", "templates/citizen/move", "templates/citizen/find"),
        *("templates/citizen/refusal", "templates/citizen/times", "templates/citizen/no_times"),
        *("templates/citizen/hold.html", "templates/citizen/mailbox", "templates/visit/digits"),
        *("templates/citizen/confirm.html", "web/citizen/contact_form", "web/citizen/find_form"),
        *("web/citizen/views/invitation", "web/common/needs"),
        *("booking/commands/invitations", "booking/queries/invitations"),
    )
}
"""What a language is spoken in that not all pages speak; the rest of its catalogue is English."""
TRANSLATION = {"django.utils.translation", "gettext"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}


def main(words: list[str]) -> int:
    """Do one of the three jobs for every language."""
    match words:
        case ["extract"]:
            return _extract()
        case ["check"]:
            return _check()
        case ["compile"]:
            return _compile()
    print("usage: messages.py extract | check | compile", file=sys.stderr)
    return 2


def template(language: str = "") -> Catalog:
    """Collect every sentence of the product, or of the parts that speak a language."""
    catalog = Catalog(project="Anlauf", charset="utf-8")
    parts = PARTS.get(language, ("",))
    for path, line, identity, comments, context in _sentences():
        if not path.relative_to(PACKAGE).as_posix().startswith(parts):
            continue
        catalog.add(
            identity,
            locations=[(path.relative_to(PACKAGE.parent).as_posix(), line)],
            auto_comments=comments,
            context=context,
        )
    return catalog


def gaps(language: str) -> list[str]:
    """List what the catalogue of a language lacks, one sentence each.

    A language of some parts may lack sentences: they are said in English.
    """
    known = read(language)
    wanted = template(language)
    found = [f"missing: {message.id!r}" for message in _real(wanted) if not _in(known, message)]
    found = [] if language in PARTS else found
    for message in _real(known):
        if not _in(wanted, message) and language not in PARTS:
            found.append(f"no longer used: {message.id!r}")
        if message.fuzzy:
            found.append(f"fuzzy: {message.id!r}")
        if not all(_strings(message)) and language not in PARTS:
            found.append(f"untranslated: {message.id!r}")
        found += [f"{error}: {message.id!r}" for error in message.check(known)]
    return found


def read(language: str) -> Catalog:
    """Read the catalogue of a language; a language without a file has an empty one."""
    path = _path(language, "po")
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _extract() -> int:
    for language in LANGUAGES:
        wanted, catalog = template(language), read(language)
        added = sum(not _in(catalog, message) for message in _real(wanted))
        catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        path = _path(language, "po")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)
        empty = sum(not all(_strings(message)) for message in _real(catalog))
        print(f"{path}: {len(catalog)} sentences, {added} new, {empty} to translate")
    return 0


def _check() -> int:
    found = [f"{language}: {gap}" for language in LANGUAGES for gap in gaps(language)]
    print("\n".join(found) or "Every sentence is translated.")
    return 1 if found else 0


def _compile() -> int:
    for language in LANGUAGES:
        path = _path(language, "mo")
        if _path(language, "po").exists():
            with path.open("wb") as file:
                write_mo(file, finished(language))
    return 0


def finished(language: str) -> Catalog:
    """The catalogue as pages read it."""
    return _with_english(language) if language in PARTS else read(language)


def _with_english(language: str) -> Catalog:
    """The catalogue with English where it says nothing, because Django would fall back to German.

    Words that Django says in that language itself, such as the days of the week, stay out.
    """
    catalog = read(language)
    own = gettext.translation("django", DJANGO, [language])
    for message in _real(template()):
        known = catalog.get(message.id, message.context)
        if known is not None and any(_strings(known)):
            continue
        if not isinstance(message.id, str):
            forms = _as_many_forms(message.id, catalog)
            catalog.add(message.id, forms, context=message.context)
        elif own.gettext(message.id) == message.id:
            catalog.add(message.id, message.id, context=message.context)
    return catalog


def _as_many_forms(english: tuple[str, ...] | list[str], catalog: Catalog) -> tuple[str, ...]:
    """A sentence with a number in it, in English, in each form of another language."""
    form_of_one = gettext.c2py(catalog.plural_expr)(1)
    return tuple(english[form != form_of_one] for form in range(catalog.num_plurals))


def _sentences() -> Iterator[tuple[Path, int, str | tuple[str, ...], list[str], str | None]]:
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.*")]):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = _as_python(text, path)
        source = io.BytesIO(text.encode())
        keywords = KEYWORDS | (_other_names(text) if path.suffix == ".py" else {})
        for line, identity, comments, context in extract(
            "python", source, keywords, ["Translators:"], {"encoding": "utf-8"}
        ):
            yield path, line, identity, comments, context


def _other_names(text: str) -> dict[str, Any]:
    """The words of translation under the names a file imports them by."""
    return {
        name.asname: KEYWORDS[name.name]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module in TRANSLATION
        for name in node.names
        if name.asname and name.name in KEYWORDS
    }


def _as_python(text: str, path: Path) -> str:
    # Indentation means nothing in a template, but would be an error in Python.
    return "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())


def _real(catalog: Catalog) -> list[Message]:
    """Leave out the catalogue's own heading, which is stored like a sentence."""
    return [message for message in catalog if message.id]


def _in(catalog: Catalog, message: Message) -> bool:
    return catalog.get(message.id, message.context) is not None


def _strings(message: Message) -> list[str]:
    said = message.string
    return [said] if isinstance(said, str) else [str(form or "") for form in said or ("",)]


def _path(language: str, suffix: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"django.{suffix}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
