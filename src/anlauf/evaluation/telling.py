"""Figures that were written down, as words and tables: the same on page, paper and workbook."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from anlauf.core import text
from anlauf.core.documents import Column, Document, Section, Table
from anlauf.core.documents.values import Cell
from anlauf.directory import queries as directory
from anlauf.evaluation import counted
from anlauf.evaluation.definitions import Definition
from anlauf.evaluation.queries import Answer, AnswerKind, Line
from anlauf.evaluation.units import digits, factor, unit

MANY = 4  # lines, from which on each is a row
MONTH = 31  # days at most
BESIDE = 6  # figures that fit beside each other on paper


def document(kept: Answer, lines: Sequence[Line]) -> Document:
    """All of it in the language of whoever reads."""
    language = get_language() or "de"
    meanings = _meanings(kept)
    tables = _rows(lines, meanings) if len(lines) >= MANY else [_columns(lines, meanings)]
    return Document(
        title=title(kept),
        subtitle=span(kept.first, kept.last),
        author=text.say(directory.city().name, language),
        language=language,
        made=kept.made_at,
        sections=[
            *_figures(tables, _written(kept)),
            Section(_("What the figures mean"), [_meant(one, language) for one in meanings]),
        ],
        foot=_("Fingerprint: %s") % kept.fingerprint,
    )


def _figures(tables: Sequence[Table], written: str) -> Iterator[Section]:
    for number, table in enumerate(tables, start=1):
        head = _("Figures") if len(tables) == 1 else _("Figures, part %s") % number
        yield Section(head, [written] if number == 1 else [], table)


def title(kept: Answer) -> str:
    """What it is."""
    return {
        AnswerKind.ASKED: _("Figures of the citizen service centres"),
        AnswerKind.WEEKLY: _("Weekly report"),
        AnswerKind.MONTHLY: _("Monthly report"),
    }[AnswerKind(kept.kind)]


def span(first: date, last: date) -> str:
    """From when to when."""
    days = {"first": date_format(first, "DATE_FORMAT"), "last": date_format(last, "DATE_FORMAT")}
    return pgettext("dates", "%(first)s to %(last)s") % days


def _rows(lines: Sequence[Line], meanings: Sequence[Definition]) -> list[Table]:
    """A row per scope and period; few enough figures beside each other."""
    names, language = _names(), get_language() or "de"
    several = len({line.first for line in lines}) > 1
    found = []
    for first in range(0, len(meanings), BESIDE):
        shown = meanings[first : first + BESIDE]
        heads = [Column(_("Office")), *([Column(_("Period"))] if several else [])]
        heads += [Column(_headed(one, language), digits(one.unit)) for one in shown]
        rows = [
            [
                *(names[line.scope, line.key], *([_period(line)] if several else [])),
                *(_value(line, one) for one in shown),
            ]
            for line in lines
        ]
        found.append(Table(", ".join(text.say(one.name, language) for one in shown), heads, rows))
    return found


def _columns(lines: Sequence[Line], meanings: Sequence[Definition]) -> Table:
    """A row per figure; a column per scope, or per period of the only one."""
    names, language = _names(), get_language() or "de"
    scopes = {(line.scope, line.key) for line in lines}
    heads = [names[line.scope, line.key] for line in lines]
    if len(scopes) < len(lines):
        heads = [f"{head}, {_period(line)}" for head, line in zip(heads, lines, strict=True)]
    rows = [[_headed(one, language), *(_value(line, one) for line in lines)] for one in meanings]
    columns = [Column(_("Figure")), *(Column(head, 1) for head in heads)]
    return Table(_("Figures side by side"), columns, rows)


def _period(line: Line) -> str:
    """A whole month by its name, anything else by its days."""
    first, last = date.fromisoformat(line.first), date.fromisoformat(line.last)
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and (last - first).days < MONTH:
        return date_format(first, "F Y")
    return span(first, last)


def _meanings(kept: Answer) -> list[Definition]:
    """The figures it tells of, in the version it was written with."""
    known = counted.everything(date.fromisoformat(kept.question["defined"]))
    return [one for key, one in known.items() if key in kept.question["figures"]]


def _names() -> Mapping[tuple[str, str], str]:
    offices, language = list(directory.offices()), get_language() or "de"
    areas = {row.area.key: text.say(row.area.name, language) for row in offices}
    return {
        ("city", ""): _("Whole city"),
        **{("area", key): name for key, name in areas.items()},
        **{("office", row.key): row.short for row in offices},
    }


def _headed(one: Definition, language: str) -> str:
    behind = unit(one.unit)
    return f"{text.say(one.name, language)} ({behind})" if behind else text.say(one.name, language)


def _value(line: Line, one: Definition) -> Cell:
    found = line.figures.get(one.key)
    if found is None:
        return None
    value = found[0] * factor(one.unit)
    return round(value, 1) if digits(one.unit) else round(value)


def _meant(one: Definition, language: str) -> str:
    words = {
        "name": text.say(one.name, language),
        "meaning": text.say(one.meaning, language),
        "version": one.version,
        "source": one.source,
    }
    return _("%(name)s: %(meaning)s Version %(version)s. Source: %(source)s.") % words


def _written(kept: Answer) -> str:
    day = date_format(kept.made_at.astimezone(directory.zone()).date(), "DATE_FORMAT")
    return _("Written down on %(day)s. A dash stands where nothing is known or too few people.") % {
        "day": day
    }
