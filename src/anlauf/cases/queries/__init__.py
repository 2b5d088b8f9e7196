"""Reads of cases: by the person, by a work list, by a lead, each in its own file."""

from anlauf.cases.queries.brief import Brief, brief
from anlauf.cases.queries.kinds import kind_on, kinds_on
from anlauf.cases.queries.of_person import Progress, case_by_key, case_of, progress, status_key
from anlauf.cases.queries.worklist import Row, Wanted, counts, work_list

__all__ = [
    "Brief",
    "Progress",
    "Row",
    "Wanted",
    "brief",
    "case_by_key",
    "case_of",
    "counts",
    "kind_on",
    "kinds_on",
    "progress",
    "status_key",
    "work_list",
]
