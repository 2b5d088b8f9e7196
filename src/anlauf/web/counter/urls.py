"""Addresses of the counter."""

from django.urls import path

from anlauf.web.counter import claim, desk, reception, room, verbs

app_name = "counter"
urlpatterns = [
    path("counter/<slug:office>/", desk.desk, name="desk"),
    path("counter/<slug:office>/log-on/", desk.log_on, name="log_on"),
    path("counter/<slug:office>/log-off/", desk.log_off, name="log_off"),
    path("counter/<slug:office>/screen/", desk.show, name="screen"),
    path("counter/<slug:office>/screen/now/", desk.show_now, name="screen_now"),
    path("counter/<slug:office>/do/<slug:verb>/", verbs.act, name="act"),
    path("counter/<slug:office>/reception/", reception.reception, name="reception"),
    path("counter/<slug:office>/reception/now/", reception.reception_now, name="reception_now"),
    path("counter/<slug:office>/reception/visit/<int:number>/", room.person, name="person"),
    path("counter/<slug:office>/reception/visit/<int:number>/needs/", room.needs, name="needs"),
    path("counter/<slug:office>/reception/visit/<int:number>/first/", room.first, name="first"),
    path("counter/<slug:office>/reception/visit/<int:number>/line/", room.in_line, name="in_line"),
    path("counter/<slug:office>/reception/claim/", claim.judge, name="judge_claim"),
    path("counter/<slug:office>/reception/check-in/", reception.check_in, name="check_in"),
    path("counter/<slug:office>/reception/ticket/", reception.give_ticket, name="give_ticket"),
    path("counter/<slug:office>/reception/ticket/<str:key>/", reception.slip, name="slip"),
]
