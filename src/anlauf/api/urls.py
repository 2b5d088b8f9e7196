"""Where the versions of the interface answer."""

from django.urls import include, path

from anlauf.api.description import Described
from anlauf.api.problems import speak_problems
from anlauf.api.v1 import (
    appointments,
    catalogue,
    challenge,
    rosters,
    submissions,
    times,
    urgencies,
    waiting_rooms,
    wishes,
)

v1 = Described(
    title="Anlauf",
    version="1",
    urls_namespace="api-v1",
    docs_url=None,
    description="Find a service, a time, and book it. Errors are application/problem+json.",
)
_PARTS = (
    catalogue,
    waiting_rooms,
    urgencies,
    times,
    challenge,
    appointments,
    wishes,
    submissions,
    rosters,
)
for part in _PARTS:
    v1.add_router("", part.router)
speak_problems(v1)

urlpatterns = [
    path("api/v1/", v1.urls),
    path("", include("anlauf.api.munich.urls")),
    path("", include("anlauf.api.qmatic.urls")),
]
