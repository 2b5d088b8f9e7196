"""What staffing knows about an office's days, and what a change of them would do."""

from anlauf.staffing.queries.history import (
    ChangedSince,
    change,
    changes_of,
    last_change,
    may_be_undone,
    undo_plan,
)
from anlauf.staffing.queries.previews import (
    DAYS_AHEAD,
    Preview,
    differing_supplies,
    lines_of,
    offering_of,
    pending,
    present,
    preview,
    proposals,
    schedule_with,
)
from anlauf.staffing.queries.supply import (
    patterns_by_office,
    staffed_offices,
    supply_between,
    today,
)

__all__ = [
    "DAYS_AHEAD",
    "ChangedSince",
    "Preview",
    "change",
    "changes_of",
    "differing_supplies",
    "last_change",
    "lines_of",
    "may_be_undone",
    "offering_of",
    "patterns_by_office",
    "pending",
    "present",
    "preview",
    "proposals",
    "schedule_with",
    "staffed_offices",
    "supply_between",
    "today",
    "undo_plan",
]
