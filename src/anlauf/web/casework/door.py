"""The way to a case leads through its office: whoever has no right there finds nothing.

The office stands in the address and the guard asks for the right there; the case is then looked
for among the cases of that office only.
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from anlauf.cases import queries
from anlauf.cases.queries import Case
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.web.common.guards import Door, at_office
from anlauf.web.common.requests import Request

P = ParamSpec("P")
CaseView = Callable[Concatenate[Request, Case, P], HttpResponseBase]


def works_on_case(view: CaseView[P]) -> Door:
    """Somebody who works on the cases of the office in the address; the view is handed the case."""

    def found(
        request: Request, office: Office, /, code: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        return view(request, queries.case_at(office.pk, code), *args, **kwargs)

    update_wrapper(found, view)
    return at_office(Right.WORK_CASES)(found)


def leads(request: Request, office: int) -> bool:
    """Tell whether they lead the casework of this office, for the way between its pages."""
    return request.access.may(Right.LEAD_CASES, office=office)


def to_case(case: Case, anchor: str = "") -> HttpResponse:
    """Back to the page of the case."""
    response = redirect("casework:case", case.office.key, case.code)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response
