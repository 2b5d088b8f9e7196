"""Reads of cases: by the person, by a work list, by a lead, each in its own file."""

from anlauf.cases.queries.brief import Brief, brief
from anlauf.cases.queries.forms import Form, case_of_form, form_by_key, form_key, form_of
from anlauf.cases.queries.kinds import kind_on, kinds_on, online_kinds, rules_for
from anlauf.cases.queries.of_person import Progress, case_by_key, case_of, progress, status_key
from anlauf.cases.queries.papers import HandedInFile, papers_of
from anlauf.cases.queries.worklist import Row, Wanted, counts, work_list

__all__ = [
    "Brief",
    "Form",
    "HandedInFile",
    "Progress",
    "Row",
    "Wanted",
    "brief",
    "case_by_key",
    "case_of",
    "case_of_form",
    "counts",
    "form_by_key",
    "form_key",
    "form_of",
    "kind_on",
    "kinds_on",
    "online_kinds",
    "papers_of",
    "progress",
    "rules_for",
    "status_key",
    "work_list",
]
