"""Figures read from what is below; nothing operational is kept here."""

from anlauf.engine.figures import Estimate
from anlauf.evaluation.models import Alert, Answer, Scenario
from anlauf.evaluation.queries.access import AccessArea, AccessReport, AccessRow, access_report
from anlauf.evaluation.queries.alerts import (
    Followed,
    alert,
    latest_alert,
    number_of_open_alerts,
    open_alerts,
    past_alerts,
)
from anlauf.evaluation.queries.answering import Line, Question, answer, fingerprint
from anlauf.evaluation.queries.answers import is_still_so, kept_answer, newest, subscribed, told
from anlauf.evaluation.queries.funnel import (
    Funnel,
    FunnelRow,
    Searched,
    funnel,
    searches_by_day,
)
from anlauf.evaluation.queries.history import (
    Effects,
    Known,
    Listed,
    Month,
    effects,
    listed,
    months_of,
    reported,
    reported_figures,
    sheet,
    sheets,
)
from anlauf.evaluation.queries.hours import Hour, Hours, by_hour
from anlauf.evaluation.queries.mobile import MobileArea, mobile_report
from anlauf.evaluation.queries.now import city_now, next_starts_by_area
from anlauf.evaluation.queries.office import OfficeReport, office_report
from anlauf.evaluation.queries.open_files import open_file, open_files
from anlauf.evaluation.queries.promise import Figures, Promise, loaded, promise
from anlauf.evaluation.queries.satisfaction import (
    SATISFACTION,
    Group,
    Said,
    Satisfaction,
    SurveyReport,
    Week,
    satisfaction,
    satisfied,
    survey_report,
    survey_weeks,
)
from anlauf.evaluation.queries.scenarios import (
    drafts_book,
    drafts_changed,
    drafts_key,
    drafts_played,
    replay,
    scenario,
    scenarios,
    scenarios_named,
    waiting_scenarios,
)
from anlauf.evaluation.queries.service import (
    OfficeService,
    ServiceReport,
    ServiceRow,
    ServiceWeek,
    service_report,
    services_counted,
)
from anlauf.evaluation.queries.table import Period, known_days, months
from anlauf.evaluation.queries.town import city_today, kinds_today
from anlauf.evaluation.queries.week import WeekDay, WeekReport, week_report
from anlauf.evaluation.states import AnswerKind
from anlauf.evaluation.values import OfficeNow

__all__ = [
    "SATISFACTION",
    "AccessArea",
    "AccessReport",
    "AccessRow",
    "Alert",
    "Answer",
    "AnswerKind",
    "Effects",
    "Estimate",
    "Figures",
    "Followed",
    "Funnel",
    "FunnelRow",
    "Group",
    "Hour",
    "Hours",
    "Known",
    "Line",
    "Listed",
    "MobileArea",
    "Month",
    "OfficeNow",
    "OfficeReport",
    "OfficeService",
    "Period",
    "Promise",
    "Question",
    "Said",
    "Satisfaction",
    "Scenario",
    "Searched",
    "ServiceReport",
    "ServiceRow",
    "ServiceWeek",
    "SurveyReport",
    "Week",
    "WeekDay",
    "WeekReport",
    "access_report",
    "alert",
    "answer",
    "by_hour",
    "city_now",
    "city_today",
    "drafts_book",
    "drafts_changed",
    "drafts_key",
    "drafts_played",
    "effects",
    "fingerprint",
    "funnel",
    "is_still_so",
    "kept_answer",
    "kinds_today",
    "known_days",
    "latest_alert",
    "listed",
    "loaded",
    "mobile_report",
    "months",
    "months_of",
    "newest",
    "next_starts_by_area",
    "number_of_open_alerts",
    "office_report",
    "open_alerts",
    "open_file",
    "open_files",
    "past_alerts",
    "promise",
    "replay",
    "reported",
    "reported_figures",
    "satisfaction",
    "satisfied",
    "scenario",
    "scenarios",
    "scenarios_named",
    "searches_by_day",
    "service_report",
    "services_counted",
    "sheet",
    "sheets",
    "subscribed",
    "survey_report",
    "survey_weeks",
    "told",
    "waiting_scenarios",
    "week_report",
]
