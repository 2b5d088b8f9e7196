"""What the key in an address opens: a form that is being filled in, or nothing any more."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from anlauf.cases import commands, queries
from anlauf.core.refusal import Unknown
from anlauf.engine import grid
from anlauf.web.common import city
from anlauf.web.common.requests import Request
from anlauf.web.matters.way import Way


class NoSuchMatter(Unknown):
    """The address names something that cannot be applied for here."""

    code = "no_such_matter"
    sentence = _("You cannot apply for this here. Please search for the service.")


def today(request: Request) -> date:
    """The date in the city."""
    return grid.local(request.at, city.home().zone)[0]


def way_of(request: Request, key: str) -> Way:
    """The form a key opens; raises FormEnded when it is over or was handed in."""
    found = queries.form_by_key(key, at=request.at)
    if found is None:
        raise commands.FormEnded(days=queries.policy_at(request.at).form_lasts.days)
    return Way(found, key)
