"""Which face answers which address."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("anlauf.web.common.urls")),
    path("", include("anlauf.web.planning.urls")),
]

handler400 = "anlauf.web.common.errors.bad_request"
handler403 = "anlauf.web.common.errors.permission_denied"
handler404 = "anlauf.web.common.errors.page_not_found"
handler500 = "anlauf.web.common.errors.server_error"
