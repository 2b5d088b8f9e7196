"""Where the calendar answers; parameters between semicolons belong to its paths."""

from django.urls import re_path

from anlauf.api.qmatic import appointments, lists, times

_BASE = r"^qmatic/calendar-backend/public/api"
_V1, _V2 = rf"{_BASE}/v1", rf"{_BASE}/v2"
_KEY = "[a-z0-9_-]{1,80}"
_BRANCH = rf"branches/(?P<branch>{_KEY})"
_ASKED = r"(?P<asked>(?:;[^/;]*)*)"
_DAY = r"dates/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"

urlpatterns = [
    re_path(rf"{_V1}/services$", lists.services),
    re_path(rf"{_V1}/services/groups{_ASKED}$", lists.groups),
    re_path(rf"{_V1}/services/(?P<service>{_KEY})/branches$", lists.branches_of_service),
    re_path(rf"{_V1}/branches$", lists.branches),
    re_path(rf"{_V1}/{_BRANCH}$", lists.branch),
    re_path(rf"{_V1}/{_BRANCH}/services$", lists.services_of_branch),
    re_path(rf"{_V2}/{_BRANCH}/services/groups{_ASKED}$", lists.groups_of_branch),
    re_path(rf"{_V2}/{_BRANCH}/dates{_ASKED}$", times.dates),
    re_path(rf"{_V2}/{_BRANCH}/{_DAY}/times{_ASKED}$", times.times),
    re_path(
        rf"{_V2}/{_BRANCH}/{_DAY}/times/(?P<clock>[0-9]{{2}}:[0-9]{{2}})/book$",
        appointments.book,
    ),
    re_path(rf"{_V1}/appointments/(?P<public_id>[^/;]+)$", appointments.show_or_cancel),
]
