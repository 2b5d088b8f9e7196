"""What staffing knows about an office's days, and what a change of them would do."""

from anlauf.staffing.models import Duty, Employee, Roster, ToTell
from anlauf.staffing.queries.fairness import Share, duties_shared, published
from anlauf.staffing.queries.history import (
    ChangedSince,
    change,
    changes_of,
    last_change,
    may_be_undone,
    undo_plan,
)
from anlauf.staffing.queries.options import Option, options, price_of
from anlauf.staffing.queries.overview import Overview, duties_at, duties_of, duties_on, overview
from anlauf.staffing.queries.people import (
    employee_numbered,
    employee_of,
    employee_with_feed,
    people_at,
)
from anlauf.staffing.queries.periods import employees_of, judged, period, plan_of, verdict
from anlauf.staffing.queries.planned import (
    if_published,
    if_taken_back,
    meets,
    roster,
    rosters,
    shifts,
    waiting_rosters,
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
    preview_rosters,
    proposals,
    schedule_with,
)
from anlauf.staffing.queries.stand_ins import StandIn, stand_ins
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
    "Duty",
    "Employee",
    "Option",
    "Overview",
    "Preview",
    "Roster",
    "Share",
    "StandIn",
    "ToTell",
    "Untold",
    "change",
    "changes_of",
    "differing_supplies",
    "duties_at",
    "duties_of",
    "duties_on",
    "duties_shared",
    "employee_numbered",
    "employee_of",
    "employee_with_feed",
    "employees_of",
    "if_published",
    "if_taken_back",
    "judged",
    "last_change",
    "lines_of",
    "may_be_undone",
    "meets",
    "offering_of",
    "one_to_tell",
    "options",
    "overview",
    "patterns_by_office",
    "pending",
    "people_at",
    "period",
    "plan_of",
    "present",
    "preview",
    "preview_rosters",
    "price_of",
    "proposals",
    "published",
    "roster",
    "rosters",
    "schedule_with",
    "shifts",
    "staffed_offices",
    "stand_ins",
    "still_to_tell",
    "supply_between",
    "to_tell",
    "today",
    "undo_plan",
    "verdict",
    "waiting_rosters",
]
