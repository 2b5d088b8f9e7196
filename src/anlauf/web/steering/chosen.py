"""What somebody wants to see, read from the address; the address alone brings the view back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

from anlauf.evaluation import definitions, queries
from anlauf.evaluation.definitions import Definition
from anlauf.evaluation.queries import Period
from anlauf.web.common.requests import Request
from anlauf.web.steering.forms import PeriodForm, asked
from anlauf.web.templatetags.anlauf import local_date

USUAL_DAYS = 60  # Hamburg's official lead time looks back so far
FIRST_FIGURE = "wait_median"
MONTHS = 12  # to choose from at one tap


@dataclass(frozen=True)
class Chosen:
    """A period, a figure, and the day whose definitions hold."""

    period: Period
    figure: str
    defined: date
    form: PeriodForm

    @property
    def meanings(self) -> dict[str, Definition]:
        """What each figure means in this view."""
        return definitions.defined(self.defined)

    @property
    def query(self) -> str:
        """What an address must say to bring back exactly this view."""
        return urlencode(self._said() | {"figure": self.figure})

    @property
    def period_query(self) -> str:
        """The same for a page that shows all figures."""
        return urlencode(self._said())

    def _said(self) -> dict[str, str]:
        first, last = self.period.first.isoformat(), self.period.last.isoformat()
        return {"since": first, "until": last, "defined": self.defined.isoformat()}


@dataclass(frozen=True)
class Shortcut:
    """A period people often ask for; months stand in a row of their own."""

    name: str | Text
    query: str
    month: bool = False


def chosen(request: Request) -> Chosen:
    """Read the address; what it does not say is as usual, what is wrong in it is said."""
    today = local_date(request.at)
    usual = Period(today - timedelta(days=USUAL_DAYS), today - timedelta(days=1))
    form = asked(request.GET, usual.first, usual.last)
    said = form.cleaned_data if form.is_valid() else {}
    period = Period(said["since"], said["until"]) if said and form.is_valid() else usual
    defined = _day(request.GET.get("defined", "")) or today
    figure = request.GET.get("figure", "")
    known = definitions.defined(defined)
    return Chosen(period, figure if figure in known else FIRST_FIGURE, defined, form)


def shortcuts(request: Request, view: Chosen) -> Iterator[Shortcut]:
    """The last weeks, this month and the one before, a year; then every month of the last year."""
    today = local_date(request.at)
    this_month = today.replace(day=1)
    last_of_month = this_month - timedelta(days=1)
    periods: list[tuple[str | Text, date, date]] = [
        (_("Last 60 days"), today - timedelta(days=USUAL_DAYS), today - timedelta(days=1)),
        (_("This month"), this_month, today),
        (_("Last month"), last_of_month.replace(day=1), last_of_month),
        (_("Last 12 months"), today - timedelta(days=365), today - timedelta(days=1)),
    ]
    for name, since, until in periods:
        yield Shortcut(name, _query(view, since, until))
    known = queries.known_days()
    months = queries.months(Period(known.first.replace(day=1), last_of_month)) if known else []
    for place, month in enumerate(months[-MONTHS:]):
        with_year = place == 0 or month.first.month == 1
        name = date_format(month.first, "M Y" if with_year else "M")
        yield Shortcut(name, _query(view, month.first, month.last), month=True)


def _query(view: Chosen, since: date, until: date) -> str:
    said = {"since": since.isoformat(), "until": until.isoformat(), "figure": view.figure}
    return urlencode(said)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
