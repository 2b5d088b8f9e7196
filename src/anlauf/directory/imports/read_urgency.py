"""Reads the published reasons that open the urgent lane."""

from django.utils.translation import gettext as _

from anlauf.directory.imports.described import Urgency
from anlauf.directory.imports.table import Table

_HEAVIEST = 100


def rule(table: Table) -> Urgency:
    """A rule; without `within_days` it asks for no date, without an area it holds in all."""
    valid_from, valid_to = table.days()
    dated = table.whole("within_days", least=1, default=0)
    found = Urgency(
        key=table.id(),
        name=table.wording("name"),
        explanation=table.wording("explanation"),
        proof=table.wording("proof"),
        area=table.one("area", "area") if table.has("area") else "",
        services=table.many("services", "service"),
        within_days=dated or None,
        weight=table.whole("weight", least=1, default=1),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    if found.weight > _HEAVIEST:
        table.wrong("weight", _("A weight is at most %(most)s.") % {"most": _HEAVIEST})
    table.done()
    return found
