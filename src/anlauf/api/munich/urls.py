"""Where Munich's citizen API answers; the slashes at the end are part of its addresses."""

from django.urls import path, re_path

from anlauf.api.munich import appointments, captcha, login, search

app_name = "munich"

_BASE = "buergeransicht/api/citizen/"

urlpatterns = [
    path(f"{_BASE}offices-and-services/", search.offices_and_services),
    path(f"{_BASE}available-calendar/", search.available_calendar),
    path(f"{_BASE}reserve-appointment/", appointments.reserve),
    path(f"{_BASE}appointment/", appointments.show),
    path(f"{_BASE}update-appointment/", appointments.update),
    path(f"{_BASE}preconfirm-appointment/", appointments.preconfirm),
    path(f"{_BASE}confirm-appointment/", appointments.confirm),
    path(f"{_BASE}cancel-appointment/", appointments.cancel),
    path(f"{_BASE}my-appointments/", login.nobody),
    path(f"{_BASE}captcha-details/", captcha.details),
    path(f"{_BASE}captcha-challenge/", captcha.challenge),
    path(f"{_BASE}captcha-verify/", captcha.verify),
    path(_BASE, login.nowhere, name="root"),
    re_path(r"^buergeransicht/authenticated/api/citizen/", login.nobody),
    re_path(rf"^{_BASE}", login.nowhere),
]
