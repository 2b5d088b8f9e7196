"""The citizen's addresses; docs/reference/citizen-pages.md tells what each one is for."""

from django.urls import path

from anlauf.web.citizen.views import (
    appointment,
    confirm,
    find,
    hold,
    invitation,
    move,
    offices,
    services,
    times,
    urgent,
    visit,
)

app_name = "citizen"
urlpatterns = [
    path("", services.start, name="start"),
    path("services/", services.services, name="services"),
    path("services/<slug:service>/", services.service, name="service"),
    path("offices/", offices.offices, name="offices"),
    path("offices/<slug:office>/", offices.office, name="office"),
    path("book/<slug:service>/", times.questions, name="questions"),
    path("book/<slug:service>/visit/", visit.visit, name="visit"),
    path("book/<slug:service>/times/", times.times, name="times"),
    path("book/<slug:service>/hold/", times.hold, name="take"),
    path("book/<slug:service>/urgent/", urgent.urgent, name="urgent"),
    path("book/<slug:service>/urgent/hold/", urgent.hold, name="take_urgent"),
    path("urgent/", urgent.reasons, name="reasons"),
    path("invitation/", invitation.invitation, name="invitation"),
    path("invitation/<str:word>/", invitation.times, name="invited"),
    path("invitation/<str:word>/book/", invitation.redeem, name="redeem"),
    path("hold/<str:key>/", hold.held, name="hold"),
    path("hold/<str:key>/address/", hold.address, name="address"),
    path("hold/<str:key>/without-mail/", hold.without_mail, name="without_mail"),
    path("hold/<str:key>/release/", hold.release, name="release"),
    path("confirm/<str:key>/", confirm.confirm, name="confirm"),
    path("appointment/", find.find, name="find"),
    path("appointment/found/<str:word>/", find.found, name="found"),
    path("appointment/<str:key>/", appointment.appointment, name="appointment"),
    path("appointment/<str:key>/calendar.ics", appointment.calendar_file, name="calendar"),
    path("appointment/<str:key>/cancel/", appointment.cancel, name="cancel"),
    path("appointment/<str:key>/accept/", appointment.accept, name="accept"),
    path("appointment/<str:key>/move/", move.move, name="move"),
    path("appointment/<str:key>/move/confirm/", move.confirm, name="move_confirm"),
]
