"""Which face answers which address."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    # First, because it is told by the first letters of an address; pages have many patterns.
    path("", include("anlauf.api.urls")),
    path("", include("anlauf.web.common.urls")),
    path("", include("anlauf.web.citizen.urls")),
    path("", include("anlauf.web.matters.urls")),
    path("", include("anlauf.web.agency.urls")),
    path("", include("anlauf.web.casework.urls")),
    path("", include("anlauf.web.counter.urls")),
    path("", include("anlauf.web.display.urls")),
    path("", include("anlauf.web.planning.urls")),
    path("", include("anlauf.web.steering.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("anlauf.demo.urls")))

handler400 = "anlauf.web.common.errors.bad_request"
handler403 = "anlauf.web.common.errors.permission_denied"
handler404 = "anlauf.web.common.errors.page_not_found"
handler500 = "anlauf.web.common.errors.server_error"
