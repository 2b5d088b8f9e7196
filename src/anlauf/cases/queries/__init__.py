"""Reads of cases: by the person, by a work list, by a lead, each in its own file."""

from anlauf.cases.figures import bounds, policy_at
from anlauf.cases.models import Case, Intake, Kind, PaperRule, Question
from anlauf.cases.queries.backlog import (
    Age,
    BacklogForecast,
    Effort,
    Needed,
    Week,
    backlog_by_age,
    forecasts,
    in_and_out,
    open_effort,
    people_by,
)
from anlauf.cases.queries.brief import STANDING, Brief, brief
from anlauf.cases.queries.certificate import Certificate, certificate_of, certificate_with
from anlauf.cases.queries.competence import Competent
from anlauf.cases.queries.dossier import Decided, Dossier, bundle_at, case_at, dossier, members_of
from anlauf.cases.queries.expected import Basis, Expected, Goal, expected, expected_of
from anlauf.cases.queries.figures import (
    FiguresChange,
    WrittenFigures,
    figure_changes,
    figures_on,
    figures_written,
    usual_figures,
)
from anlauf.cases.queries.forms import (
    Form,
    case_of_form,
    form_by_key,
    form_code,
    form_key,
    form_of,
    papers_asked,
    questions_of,
)
from anlauf.cases.queries.kinds import kind_on, kinds_on, online_kinds, rules_for
from anlauf.cases.queries.messages import messages_of
from anlauf.cases.queries.of_person import (
    Progress,
    case_by_key,
    case_numbered,
    case_of,
    progress,
    status_key,
)
from anlauf.cases.queries.own_data import own_data
from anlauf.cases.queries.papers import HandedInFile, OpenedPaper, opened, papers_of
from anlauf.cases.queries.reads import Read, reads_at
from anlauf.cases.queries.search import Sought, cases_like
from anlauf.cases.queries.worklist import (
    Counts,
    Row,
    Standing,
    Wanted,
    counts,
    overdue_list,
    waiting_list,
    work_list,
)

__all__ = [
    "STANDING",
    "Age",
    "BacklogForecast",
    "Basis",
    "Brief",
    "Case",
    "Certificate",
    "Competent",
    "Counts",
    "Decided",
    "Dossier",
    "Effort",
    "Expected",
    "FiguresChange",
    "Form",
    "Goal",
    "HandedInFile",
    "Intake",
    "Kind",
    "Needed",
    "OpenedPaper",
    "PaperRule",
    "Progress",
    "Question",
    "Read",
    "Row",
    "Sought",
    "Standing",
    "Wanted",
    "Week",
    "WrittenFigures",
    "backlog_by_age",
    "bounds",
    "brief",
    "bundle_at",
    "case_at",
    "case_by_key",
    "case_numbered",
    "case_of",
    "case_of_form",
    "cases_like",
    "certificate_of",
    "certificate_with",
    "counts",
    "dossier",
    "expected",
    "expected_of",
    "figure_changes",
    "figures_on",
    "figures_written",
    "forecasts",
    "form_by_key",
    "form_code",
    "form_key",
    "form_of",
    "in_and_out",
    "kind_on",
    "kinds_on",
    "members_of",
    "messages_of",
    "online_kinds",
    "open_effort",
    "opened",
    "overdue_list",
    "own_data",
    "papers_asked",
    "papers_of",
    "people_by",
    "policy_at",
    "progress",
    "questions_of",
    "reads_at",
    "rules_for",
    "status_key",
    "usual_figures",
    "waiting_list",
    "work_list",
]
