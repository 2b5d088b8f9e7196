"""What the floor can tell."""

from anlauf.directory.models import Desk, Office
from anlauf.floor.models import DeskSession, Visit
from anlauf.floor.queries.admission import (
    doors,
    first_from,
    first_walk_in,
    first_walk_ins,
    overdue,
    takes_walk_ins,
    tickets_from,
    walk_in_open,
)
from anlauf.floor.queries.arrival_rules import (
    ArrivalChange,
    DatedArrivalRule,
    arrival_changes,
    arrival_rule_in_force,
    came_from_afar,
    own_arrival_rules,
)
from anlauf.floor.queries.arrivals import (
    DOOR_DIGITS,
    arrival_policies,
    arrival_policy,
    door_code,
    opens_door,
    shown_door_code,
)
from anlauf.floor.queries.attendance import crews, guests
from anlauf.floor.queries.calls_for_help import calls_for_help
from anlauf.floor.queries.desk_line import DeskLine, desk_line, next_for
from anlauf.floor.queries.ending import absent, calls_due, days_to_close, expected
from anlauf.floor.queries.items import served_items
from anlauf.floor.queries.joining import (
    InLine,
    coming,
    coming_count,
    joined_by,
    joined_in_line,
    kept_until,
    offices_with_joined,
    on_the_way,
    places_in_line,
)
from anlauf.floor.queries.learned import (
    USUAL_TURNOVER,
    ServiceTimeRow,
    forget_learned,
    habits_of,
    learned_at,
    planned_at,
    service_times,
)
from anlauf.floor.queries.lending import minutes_between
from anlauf.floor.queries.loads import loads
from anlauf.floor.queries.moved import moved_desks
from anlauf.floor.queries.nearby import nearby
from anlauf.floor.queries.network import offices_with_a_queue, waiting_now, waiting_rooms
from anlauf.floor.queries.outlook import forget_outlooks, is_over, known_outlook, outlook
from anlauf.floor.queries.planned import planned_minutes
from anlauf.floor.queries.presses import latest_moment
from anlauf.floor.queries.queue import in_state, queue
from anlauf.floor.queries.reached import nearly_next, told_to
from anlauf.floor.queries.reception import ticket_of, visit_by_ticket
from anlauf.floor.queries.replaying import Replayed, Waits, days_to_replay, replayed
from anlauf.floor.queries.rules import (
    DatedRule,
    DispatchChange,
    dispatch_changes,
    dispatch_policy,
    dispatch_rules,
    has_rule_for,
    own_rules,
    policies_of,
    policy_by,
    policy_of,
    rule_in_force,
)
from anlauf.floor.queries.scores import wait_score
from anlauf.floor.queries.screens import board, desk_view, recent
from anlauf.floor.queries.seats import (
    desk_now,
    open_sessions,
    seat_of,
    session_of,
    skills_of,
    visit_at_desk,
)
from anlauf.floor.queries.stops import stops, tickets_stopped
from anlauf.floor.queries.today_plan import hours_today, plan_today
from anlauf.floor.queries.visitor import (
    UnknownVisit,
    position,
    visit_by_key,
    visit_by_number,
    visit_key,
)
from anlauf.floor.queries.waits import (
    forget_waits,
    office_waits,
    room_version,
    room_waits,
    wait_for,
)
from anlauf.floor.queries.wall import Wall, look, today, wall
from anlauf.floor.queries.works import work_at, works_done

__all__ = [
    "DOOR_DIGITS",
    "USUAL_TURNOVER",
    "ArrivalChange",
    "DatedArrivalRule",
    "DatedRule",
    "Desk",
    "DeskLine",
    "DeskSession",
    "DispatchChange",
    "InLine",
    "Office",
    "Replayed",
    "ServiceTimeRow",
    "UnknownVisit",
    "Visit",
    "Waits",
    "Wall",
    "absent",
    "arrival_changes",
    "arrival_policies",
    "arrival_policy",
    "arrival_rule_in_force",
    "board",
    "calls_due",
    "calls_for_help",
    "came_from_afar",
    "coming",
    "coming_count",
    "crews",
    "days_to_close",
    "days_to_replay",
    "desk_line",
    "desk_now",
    "desk_view",
    "dispatch_changes",
    "dispatch_policy",
    "dispatch_rules",
    "door_code",
    "doors",
    "expected",
    "first_from",
    "first_walk_in",
    "first_walk_ins",
    "forget_learned",
    "forget_outlooks",
    "forget_waits",
    "guests",
    "habits_of",
    "has_rule_for",
    "hours_today",
    "in_state",
    "is_over",
    "joined_by",
    "joined_in_line",
    "kept_until",
    "known_outlook",
    "latest_moment",
    "learned_at",
    "loads",
    "look",
    "minutes_between",
    "moved_desks",
    "nearby",
    "nearly_next",
    "next_for",
    "office_waits",
    "offices_with_a_queue",
    "offices_with_joined",
    "on_the_way",
    "open_sessions",
    "opens_door",
    "outlook",
    "overdue",
    "own_arrival_rules",
    "own_rules",
    "places_in_line",
    "plan_today",
    "planned_at",
    "planned_minutes",
    "policies_of",
    "policy_by",
    "policy_of",
    "position",
    "queue",
    "recent",
    "replayed",
    "room_version",
    "room_waits",
    "rule_in_force",
    "seat_of",
    "served_items",
    "service_times",
    "session_of",
    "shown_door_code",
    "skills_of",
    "stops",
    "takes_walk_ins",
    "ticket_of",
    "tickets_from",
    "tickets_stopped",
    "today",
    "told_to",
    "visit_at_desk",
    "visit_by_key",
    "visit_by_number",
    "visit_by_ticket",
    "visit_key",
    "wait_for",
    "wait_score",
    "waiting_now",
    "waiting_rooms",
    "walk_in_open",
    "wall",
    "work_at",
    "works_done",
]
