"""What staffing knows about an office's days, and what a change of them would do."""

from anlauf.staffing.models import ToTell
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
from anlauf.staffing.queries.telling import Untold, one_to_tell, still_to_tell, to_tell

__all__ = [
    "DAYS_AHEAD",
    "ChangedSince",
    "Preview",
    "ToTell",
    "Untold",
    "change",
    "changes_of",
    "differing_supplies",
    "last_change",
    "lines_of",
    "may_be_undone",
    "offering_of",
    "one_to_tell",
    "patterns_by_office",
    "pending",
    "present",
    "preview",
    "proposals",
    "schedule_with",
    "staffed_offices",
    "still_to_tell",
    "supply_between",
    "to_tell",
    "today",
    "undo_plan",
]
