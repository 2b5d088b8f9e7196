"""A scenario on paper: what is different and every figure, as a tagged PDF."""

from datetime import datetime

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from anlauf.core.documents import Column, Document, Section, Table, pdf
from anlauf.core.text import say
from anlauf.directory import queries as directory
from anlauf.evaluation.queries import Scenario
from anlauf.web.planning import whatif_results as results
from anlauf.web.planning.whatif_results import Line
from anlauf.web.planning.whatif_words import MEANINGS, Names, said


def paper(row: Scenario, names: Names, *, address: str, at: datetime) -> bytes:
    """The whole scenario; `address` is where it can be looked at again."""
    language = get_language() or "de"
    sections = [Section(_("What is different"), [said(one, names) for one in row.changes])]
    if row.results.get("figures"):
        words = _(
            "%(count)s years of the whole city were played, of today’s and of the changed one."
            " The ranges hold the true change 95 times of 100."
        )
        paragraphs = [words % {"count": results.replications(row)}]
        table = _table(_("The whole city"), _("Figure"), results.city_lines(row))
        sections.append(Section(_("What a year would be like"), paragraphs, table))
        for meaning in MEANINGS:
            lines = results.office_lines(row, meaning, names)
            title = _("By office: %(figure)s") % {"figure": meaning.label}
            sections.append(Section(title, (), _table(str(meaning.label), _("Office"), lines)))
    return pdf(
        Document(
            title=row.name,
            subtitle=_("What if"),
            author=say(directory.city().name, language),
            language=language,
            made=at,
            sections=sections,
            foot=address,
        )
    )


def _table(title: str, first: str, lines: list[Line]) -> Table:
    then, change = pgettext("with the changes", "Then"), pgettext("of a figure", "Change")
    titles = (first, _("Today"), then, change)
    columns = [Column(one) for one in titles]
    rows = [(line.label, line.today, line.then, _change(line)) for line in lines]
    return Table(title, columns, rows)


def _change(line: Line) -> str:
    if line.verdict == "same" or not line.range:
        return line.range or line.change
    return f"{line.change} ({line.range})"
