"""Addresses of booking for others. No name, code or contact ever stands in one."""

from django.urls import path

from anlauf.web.agency.views import appointment, find, hold, invitations, move, service, start

app_name = "agency"
urlpatterns = [
    path("agency/", start.start, name="start"),
    path("agency/find/", find.find, name="find"),
    path("agency/services/<slug:service>/", service.service, name="service"),
    path("agency/services/<slug:service>/hold/", service.hold, name="take"),
    path("agency/hold/<str:key>/", hold.held, name="hold"),
    path("agency/hold/<str:key>/release/", hold.release, name="release"),
    path("agency/appointments/<int:number>/", appointment.appointment, name="appointment"),
    path("agency/appointments/<int:number>/print/", appointment.confirmation, name="print"),
    path("agency/appointments/<int:number>/cancel/", appointment.cancel, name="cancel"),
    path("agency/appointments/<int:number>/move/", move.move, name="move"),
    path("agency/invitations/", invitations.invitations, name="invitations"),
    path("agency/invitations/new/", invitations.invite, name="invite"),
    path(
        "agency/invitations/<int:number>/withdraw/",
        invitations.withdraw,
        name="withdraw_invitation",
    ),
]
