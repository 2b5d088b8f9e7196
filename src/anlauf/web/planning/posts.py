"""Established posts: what the city's budget has for every office, from a day on."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anlauf.core.refusal import Unknown
from anlauf.people.queries import Office, workplaces
from anlauf.people.roles import Right
from anlauf.staffing import commands
from anlauf.staffing import queries as staffing
from anlauf.web.common.guards import needs
from anlauf.web.common.refused import refused_into, told
from anlauf.web.common.requests import Request
from anlauf.web.planning.hours_editor_fields import INPUT, date_field

MOST = 999


class PostsForm(forms.Form):
    """From when on, and a number per office; an empty one stays as it was."""

    def __init__(self, given: object, offices: Iterable[Office]) -> None:
        super().__init__(given)  # type: ignore[arg-type]
        self.fields["since"] = date_field(_("From this day on"), required=True)
        self._offices = {f"office-{row.key}": row for row in offices}
        for name, row in self._offices.items():
            self.fields[name] = forms.DecimalField(
                label=row.short,
                required=False,
                min_value=Decimal(0),
                max_value=MOST,
                decimal_places=2,
                widget=forms.NumberInput({"class": INPUT, "step": "0.25", "inputmode": "decimal"}),
            )

    def wanted(self) -> dict[int, Decimal]:
        """The posts by office, where any were entered."""
        said = self.cleaned_data
        return {
            row.pk: said[name] for name, row in self._offices.items() if said.get(name) is not None
        }

    def rows(self) -> list[tuple[Office, forms.BoundField]]:
        """Every office with its field."""
        return [(row, self[name]) for name, row in self._offices.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.PLAN)
def posts(request: Request) -> HttpResponse:
    """What holds, and the form for what is to hold."""
    form = PostsForm(request.POST or None, workplaces(None))
    if form.is_valid():
        since = form.cleaned_data["since"]
        with refused_into(form):
            commands.set_posts(form.wanted(), since, by=request.actor, at=request.at)
            messages.success(request, _("The posts are saved. You can take them back below."))
            return redirect("planning:posts")
    now = staffing.posts_on(staffing.today(request.at))
    page = {
        "form": form,
        "rows": [(row, field, now.get(row.pk)) for row, field in form.rows()],
        "known": len(now),
        "together": sum(now.values()),
        "written": staffing.posts_written(),
    }
    return render(request, "planning/posts.html", page, status=422 if form.errors else 200)


@require_POST
@needs(Right.PLAN)
def posts_back(request: Request, on: str) -> HttpResponse:
    """Take back what was written for a day."""
    with told(request, _("They are taken back. What held before goes on.")):
        commands.drop_posts(_date(on), by=request.actor, at=request.at)
    return redirect("planning:posts")


def _date(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Unknown from None
