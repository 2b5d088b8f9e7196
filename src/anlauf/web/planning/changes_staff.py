"""How many clerks an office expects: always, or on one day on which some are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anlauf.directory import queries as directory
from anlauf.people.queries import Office
from anlauf.people.roles import Right
from anlauf.staffing import lines as patterns
from anlauf.staffing import plans
from anlauf.staffing import queries as staffing
from anlauf.staffing.lines import Line
from anlauf.web.common.guards import at_office
from anlauf.web.common.requests import Request
from anlauf.web.planning import changes
from anlauf.web.planning.hours_editor_fields import INPUT, WEEKDAYS, date_field

MOST_CLERKS = 99


@dataclass(frozen=True)
class Row:
    """A pattern as the page shows it."""

    weekday: str
    line: Line
    skills: tuple[Mapping[str, str], ...]
    field: forms.BoundField


class StaffForm(forms.Form):
    """A number of clerks for each pattern of the office."""

    def __init__(self, known: Sequence[Line], *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.known = known
        self.fields["on"] = date_field(_("Only on this day"))
        for number, line in enumerate(known):
            label = _("Clerks on %(weekday)s, %(span)s") % {
                "weekday": WEEKDAYS[line.weekday],
                "span": line.span,
            }
            widget = forms.NumberInput(attrs={"class": INPUT, "aria-label": label})
            self.fields[f"clerks{number}"] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST_CLERKS, initial=line.clerks, widget=widget
            )

    def rows(self) -> list[Row]:
        """Each pattern with its field."""
        skills = {key for line in self.known for key in line.skills}
        names = directory.skill_names(skills)
        return [
            Row(
                str(WEEKDAYS[line.weekday]),
                line,
                tuple(names[key] for key in line.skills if key in names),
                self[f"clerks{number}"],
            )
            for number, line in enumerate(self.known)
        ]

    def lines(self) -> list[Line]:
        """The patterns with the numbers typed in."""
        on: date | None = self.cleaned_data["on"]
        found: list[Line] = []
        for number, line in enumerate(self.known):
            clerks = self.cleaned_data[f"clerks{number}"]
            if clerks == line.clerks:
                found.append(line)
            elif on is None:
                found += patterns.otherwise(line, clerks)
            else:
                found += patterns.otherwise_on(line, clerks, on)
        return found


@require_http_methods(["GET", "HEAD", "POST"])
@at_office(Right.CHANGE_HOURS)
def staff(request: Request, office: Office) -> HttpResponse:
    """The patterns of the season; those that are over are kept and not shown."""
    today = staffing.today(request.at)
    everything = staffing.lines_of(office.pk)
    over = [line for line in everything if line.valid_to < today]
    known = [line for line in everything if line.valid_to >= today]
    base = plans.digest({"lines": patterns.written(everything)})
    form = StaffForm(known, request.POST) if request.method == "POST" else StaffForm(known)
    if form.is_bound and request.POST.get("base") != base:
        return render(
            request, "planning/staff.html", _context(office, StaffForm(known), base, True)
        )
    if form.is_bound and form.is_valid():
        plan = plans.staff(office.pk, [*over, *form.lines()], base=base)
        return changes.asked(request, office, plan)
    return render(request, "planning/staff.html", _context(office, form, base, False))


def _context(office: Office, form: StaffForm, base: str, outdated: bool) -> dict[str, object]:
    return {"office": office, "form": form, "base": base, "outdated": outdated}
