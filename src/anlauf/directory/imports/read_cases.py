"""Reads kinds of cases, and the groups, papers and questions that several of them share."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from anlauf.directory.imports.described import (
    CaseGroup,
    CaseKind,
    CasePaper,
    CaseQuestion,
    CaseWords,
)
from anlauf.directory.imports.table import Table
from anlauf.engine.casework import form
from anlauf.engine.casework.course import SORTS, WAY
from anlauf.engine.casework.form import Meaning, Sort

_CHOOSING = frozenset({Sort.CHOICE, Sort.CHOICES})
_USUAL_LENGTH = 500


def group(table: Table) -> CaseGroup:
    """Who hands in other things than others."""
    found = CaseGroup(table.id(), table.wording("name"))
    table.done()
    return found


def paper(table: Table) -> CasePaper:
    """Something to hand in."""
    found = CasePaper(table.id(), table.wording("name"), table.wording("hint", needed=False))
    table.done()
    return found


def question(table: Table) -> CaseQuestion:
    """One page of a form."""
    sort = Sort(table.word("sort", list(Sort)))
    meaning = table.word("meaning", list(Meaning)) if table.has("meaning") else ""
    found = CaseQuestion(
        key=table.id(),
        sort=sort,
        meaning=Meaning(meaning) if meaning else None,
        text=table.wording("text"),
        hint=table.wording("hint", needed=False),
        options=tuple(_option(each) for each in table.tables("options", "option")),
        needed=table.flag("needed", default=True),
        only_if=table.one("only_if", "case_question") if table.has("only_if") else "",
        only_answers=table.texts("only_answers", needed=table.has("only_if")),
        longest=table.whole("longest", least=1, default=_USUAL_LENGTH),
    )
    if (sort in _CHOOSING) != bool(found.options) and found.meaning != Meaning.GROUP:
        table.wrong("options", _("A choice offers options, and only a choice does."))
    table.done()
    return found


def words(table: Table) -> CaseWords:
    """Ready words for a decision."""
    found = CaseWords(
        key=table.id(),
        sort=table.word("sort", SORTS),
        name=table.wording("name"),
        text=table.wording("text"),
        kinds=table.many("kinds", "case"),
    )
    table.done()
    return found


def kind(table: Table, questions: Mapping[str, CaseQuestion]) -> CaseKind:
    """A kind of case; papers for all stand under `papers`, those of a group under its name."""
    valid_from, valid_to = table.days()
    found = CaseKind(
        key=table.id(),
        service=table.one("service", "service"),
        pick_up=table.one("pick_up", "service") if table.has("pick_up") else "",
        groups=table.many("groups", "case_group"),
        steps=_steps(table),
        papers=_papers(table),
        wanted=table.many("wanted", "case_paper"),
        questions=table.many("questions", "case_question"),
        law_months=table.whole("law_months", least=1, default=0) or None,
        law=table.text("law", default=""),
        four_eyes=table.flag("four_eyes", default=False),
        keep_days=table.whole("keep_days", default=30),
        valid_from=valid_from,
        valid_to=valid_to,
        sourced=not table.assumed,
        most_pages=table.whole("most_pages", least=1, default=50),
        most_megabytes=table.whole("most_megabytes", least=1, default=10),
    )
    _check_order(table, found, [questions[key] for key in found.questions if key in questions])
    table.done()
    return found


def _option(table: Table) -> CaseGroup:
    found = CaseGroup(table.text("key"), table.wording("name"))
    table.report_strangers()
    return found


def _steps(table: Table) -> tuple[tuple[str, int], ...]:
    """The states a kind goes through with their working days, in the order all cases have."""
    found = []
    for each in table.tables("steps", "step"):
        found.append((each.word("state", WAY), each.whole("days", least=1)))
        each.report_strangers()
    places = [WAY.index(state) for state, _days in found]
    if not found or places != sorted(set(places)):
        table.wrong("steps", _("The steps are some of %(way)s, in this order.") % {"way": WAY})
    return tuple(found)


def _papers(table: Table) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Papers in the order they are asked for, each with the groups it is asked of."""
    asked: dict[str, tuple[str, ...]] = dict.fromkeys(table.many("papers", "case_paper"), ())
    for each in table.tables("group_papers", "group_papers"):
        of = each.one("group", "case_group")
        for name in each.many("papers", "case_paper", needed=True):
            asked[name] = (*asked.get(name, ()), of)
        each.report_strangers()
    return tuple(asked.items())


def _check_order(table: Table, found: CaseKind, questions: Sequence[CaseQuestion]) -> None:
    pages = [form.Question(each.key, each.sort, only_if=each.only_if) for each in questions]
    if wrong := form.misordered(pages):
        table.wrong(
            "questions",
            _("“%(key)s” depends on a question that does not come before it.") % {"key": wrong[0]},
        )
    if found.groups and Meaning.GROUP not in {each.meaning for each in questions}:
        table.wrong("questions", _("Nobody is asked which group they belong to."))
