"""Services: how many people each takes, how soon, how long, and one of them at every office."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from anlauf.directory import queries as directory
from anlauf.directory.queries import Service
from anlauf.evaluation import deeper, queries
from anlauf.people.roles import Right
from anlauf.web.common.guards import needs
from anlauf.web.common.requests import Request
from anlauf.web.steering import sheets
from anlauf.web.steering.chosen import chosen, shortcuts
from anlauf.web.steering.picture import bars
from anlauf.web.steering.words import cell, cells

SHOWN = ("lead", "wait_median", "wait_p90", "within_30", "served_median", "served_p90")
COMPARED = ("lead", "wait_median", "within_30", "served_median")


@require_safe
@needs(Right.SEE_CITY)
def services(request: Request) -> HttpResponse:
    """Every service anybody came for, by area."""
    view = chosen(request)
    page = {
        "view": view,
        "shortcuts": list(shortcuts(request, view)),
        "areas": queries.services_counted(view.period),
    }
    return render(request, "steering/services.html", page)


@require_safe
@needs(Right.SEE_CITY)
def service(request: Request, service: str) -> HttpResponse:
    """One service: over time, and every office against the others."""
    row, view = _row(service), chosen(request)
    found = queries.service_report(row, view.period)
    meanings = deeper.every_meaning(view.defined)
    page = {
        "service": row,
        "view": view,
        "shortcuts": list(shortcuts(request, view)),
        "found": found,
        "cells": cells(found.figures, {key: meanings[key] for key in SHOWN}),
        "bars": bars([(_short(week.monday), week.visits, None) for week in found.weeks]),
        "heads": [meanings[key] for key in COMPARED],
        "offices": [
            (one, [(meanings[key], cell(one.figures, meanings[key])) for key in COMPARED])
            for one in found.offices
        ],
    }
    return render(request, "steering/service.html", page)


@require_safe
@needs(Right.SEE_CITY)
def sheet(request: Request, service: str) -> HttpResponse:
    """The weeks as a sheet."""
    row, view = _row(service), chosen(request)
    return sheets.service(row.key, queries.service_report(row, view.period), view)


def _row(key: str) -> Service:
    row = directory.services().filter(key=key).first()
    if row is None:
        raise Http404
    return row


def _short(monday: date) -> str:
    return date_format(monday, "j.n.")
