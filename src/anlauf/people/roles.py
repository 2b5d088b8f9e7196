"""Roles as code: what each may do. A membership says where."""

from enum import StrEnum


class Right(StrEnum):
    """One thing somebody may do, at an office or in the whole city."""

    SERVE = "serve"  # log on to a desk, call, serve, finish
    RECEIVE = "receive"  # check people in, give tickets, see today's appointments
    BOOK_FOR_OTHERS = "book_for_others"
    BOOK_EVERYTHING = "book_everything"  # also what the city's phone service does not book
    SEE_OFFICE = "see_office"  # the office now, its day
    STEER_DAY = "steer_day"  # stop tickets, change the rule of calling for today
    CHANGE_HOURS = "change_hours"
    PLAN = "plan"
    LEAD_PEOPLE = "lead_people"  # absences, requests and swaps of the office's people
    SEE_RULES = "see_rules"  # the rules of working time and how duties are shared out
    SEE_CITY = "see_city"  # all offices by the same definitions
    TRY_OUT = "try_out"  # play what a change would do to the city
    WORK_CASES = "work_cases"  # open, check and decide the cases of the office
    LEAD_CASES = "lead_cases"  # hand cases over, bundle them, see the backlog
    REVIEW_READS = "review_reads"  # see who looked into which case, and why
    ADMINISTER = "administer"


class Role(StrEnum):
    """Who somebody is at work."""

    CLERK = "clerk"
    TEAM_LEAD = "team_lead"
    OFFICE_MANAGER = "office_manager"
    PLANNER = "planner"
    PHONE_AGENT = "phone_agent"
    STEERING = "steering"
    ADMINISTRATOR = "administrator"
    CASE_WORKER = "case_worker"
    CASE_LEAD = "case_lead"
    DATA_PROTECTION = "data_protection"
    WORKS_COUNCIL = "works_council"


_COUNTER = frozenset({Right.SERVE, Right.RECEIVE, Right.BOOK_FOR_OTHERS, Right.BOOK_EVERYTHING})
_LEAD = _COUNTER | {Right.SEE_OFFICE, Right.STEER_DAY, Right.LEAD_PEOPLE}
_INTO_CASES = frozenset({Right.WORK_CASES, Right.LEAD_CASES, Right.REVIEW_READS})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CLERK: _COUNTER,
    Role.TEAM_LEAD: _LEAD,
    Role.OFFICE_MANAGER: _LEAD | {Right.CHANGE_HOURS, Right.PLAN, Right.TRY_OUT},
    Role.PLANNER: frozenset(
        {Right.SEE_OFFICE, Right.PLAN, Right.LEAD_PEOPLE, Right.SEE_RULES, Right.TRY_OUT}
    ),
    Role.PHONE_AGENT: frozenset({Right.BOOK_FOR_OTHERS}),
    Role.STEERING: frozenset({Right.SEE_OFFICE, Right.SEE_CITY, Right.TRY_OUT}),
    # Who keeps the machine running has no business with what people handed in.
    Role.ADMINISTRATOR: frozenset(Right) - {Right.SERVE} - _INTO_CASES,
    Role.CASE_WORKER: frozenset({Right.WORK_CASES}),
    Role.CASE_LEAD: frozenset({Right.WORK_CASES, Right.LEAD_CASES, Right.SEE_OFFICE}),
    Role.DATA_PROTECTION: frozenset({Right.REVIEW_READS}),
    Role.WORKS_COUNCIL: frozenset({Right.SEE_RULES}),
}

ON_CASES = frozenset(role for role, rights in RIGHTS.items() if Right.WORK_CASES in rights)
AT_THE_COUNTER = frozenset(role for role, rights in RIGHTS.items() if Right.SERVE in rights)
