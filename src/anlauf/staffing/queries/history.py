"""What has been changed, by whom, and whether it can be taken back."""

from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Refused, Unknown
from anlauf.staffing import plans
from anlauf.staffing.models import Change
from anlauf.staffing.plans import Plan
from anlauf.staffing.queries.previews import present
from anlauf.staffing.states import ChangeKind

MOST = 100
_ELSEWHERE = frozenset({ChangeKind.SUPPLY, ChangeKind.ROSTER, ChangeKind.TOUR})  # taken back there


class ChangedSince(Refused):
    """Taking one change back would undo a later one as well."""

    code = "changed_since"
    sentence = _(
        "This cannot be taken back any more, because the same has been changed again since."
        " Please change it by hand."
    )


def changes_of(office: int) -> list[Change]:
    """The changes of an office, newest first."""
    rows = Change.objects.filter(office=office).select_related("undone_by", "undoes")
    return list(rows.order_by("-pk")[:MOST])


def change(office: int, number: int) -> Change:
    """One change of this office; raises Unknown."""
    row = Change.objects.filter(office=office, pk=number).select_related("undone_by").first()
    if row is None:
        raise Unknown
    return row


def last_change(office: int) -> int:
    """The number of the newest change of an office, 0 before the first."""
    newest = Change.objects.filter(office=office).order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0


def may_be_undone(row: Change) -> bool:
    """Tell whether things still are as this change left them, and nobody has taken it back."""
    if hasattr(row, "undone_by") or row.kind in _ELSEWHERE:
        return False
    return bool(present(_plan(row)) == row.after)


def undo_plan(row: Change) -> Plan:
    """The plan that makes things as they were before the change."""
    if not may_be_undone(row):
        raise ChangedSince
    base = plans.digest(row.after)
    return Plan(row.office_id, ChangeKind(row.kind), row.before, base, undoes=row.pk)


def _plan(row: Change) -> Plan:
    return Plan(row.office_id, ChangeKind(row.kind), row.after)
