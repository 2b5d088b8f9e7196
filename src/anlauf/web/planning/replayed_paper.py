"""What the loop would change, on paper: figures, offices and every assumption, as a tagged PDF."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from anlauf.core.documents import Column, Document, Section, Table, pdf
from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.web.planning import whatif_results as results
from anlauf.web.planning.whatif_results import Line
from anlauf.web.planning.whatif_words import Names

if TYPE_CHECKING:
    from anlauf.web.planning.replayed import Half


def paper(halves: "Sequence[Half]", names: Names, *, address: str, at: datetime) -> bytes:
    """Both past cities; `address` is where they can be looked at again."""
    language = get_language() or "de"
    return pdf(
        Document(
            title=_("What the loop would change"),
            subtitle=_("A past city played again"),
            author=say(directory.city().name, language),
            language=language,
            made=at,
            sections=[part for one in halves for part in _parts(one, names, language)],
            foot=address,
        )
    )


def _parts(half: "Half", names: Names, language: str) -> "Iterator[Section]":
    city = half.row.city or {}
    title = say(city["title"], language)
    if half.lines:
        words = [_played(half), *half.summary, say(city["caution"], language)]
        yield Section(title, words, _figures(title, half.lines))
        for meaning in half.meanings:
            lines = results.office_lines(half.row, meaning, names)
            label = str(meaning.label)
            yield Section(f"{title}: {label}", (), _figures(label, lines, _("Office")))
    columns = [Column(_("What")), Column(_("Value")), Column(_("From"))]
    rows = [
        (say(what, language), say(value, language), f"{kind} {link}".strip())
        for what, value, kind, link in half.choices
    ]
    known = _("What is known, and what was chosen")
    yield Section(f"{title}: {known}", (), Table(known, columns, rows))


def _played(half: "Half") -> str:
    facts = {
        "years": results.replications(half.row),
        "seed": half.row.results["seed"],
        "mark": f"{half.row.results['code']}-{half.row.results['inputs']}",
    }
    return (
        _(
            "%(years)s years, both plans with the same people and the same hours. Seed %(seed)s,"
            " fingerprint %(mark)s. The ranges hold the true change 95 times of 100."
        )
        % facts
    )


def _figures(title: str, lines: Sequence[Line], first: str = "") -> Table:
    change = pgettext("of a figure", "Change")
    titles = (first or _("Figure"), _("Hours that stay"), _("Hours that follow"), change)
    rows = [(line.label, line.today, line.then, _change(line)) for line in lines]
    return Table(title, [Column(one) for one in titles], rows)


def _change(line: Line) -> str:
    if line.verdict == "same" or not line.range:
        return line.range or line.change
    return f"{line.change} ({line.range})"
