"""Addresses of call boards, kiosks, visitors' own pages, and of who looks after the devices."""

from django.urls import path

from anlauf.web.display import (
    board,
    check_in,
    enrol,
    kiosk,
    monitor,
    survey,
    telling,
    visitor,
    walk_in,
)

app_name = "display"
urlpatterns = [
    path("device/", enrol.device, name="device"),
    path("device/here/", enrol.here, name="here"),
    path("devices/", monitor.monitor, name="devices"),
    path("devices/<int:number>/code/", monitor.code, name="device_code"),
    path("devices/<int:number>/rename/", monitor.rename, name="device_rename"),
    path("devices/<int:number>/rename/undo/", monitor.rename_undo, name="device_rename_undo"),
    path("devices/<int:number>/revoke/", monitor.revoke, name="device_revoke"),
    path("devices/<int:number>/restore/", monitor.restore, name="device_restore"),
    path("display/<slug:office>/", board.board, name="board"),
    path("display/<slug:office>/now/", board.board_now, name="board_now"),
    path("kiosk/<slug:office>/", kiosk.start, name="kiosk"),
    path("kiosk/<slug:office>/reach/", kiosk.reach, name="kiosk_reach"),
    path("kiosk/<slug:office>/<slug:language>/", kiosk.door, name="kiosk_door"),
    path(
        "kiosk/<slug:office>/<slug:language>/appointment/",
        check_in.appointment,
        name="kiosk_appointment",
    ),
    path("kiosk/<slug:office>/<slug:language>/services/", walk_in.services, name="kiosk_services"),
    path(
        "kiosk/<slug:office>/<slug:language>/services/<slug:service>/",
        walk_in.service,
        name="kiosk_service",
    ),
    path(
        "kiosk/<slug:office>/<slug:language>/ticket/<str:key>/",
        walk_in.ticket,
        name="kiosk_ticket",
    ),
    path(
        "kiosk/<slug:office>/<slug:language>/ticket/<str:key>/phone/",
        telling.phone,
        name="kiosk_phone",
    ),
    path("kiosk/<slug:office>/<slug:language>/survey/", survey.tablet, name="tablet"),
    path("survey/<slug:office>/", survey.poster, name="poster"),
    path("visit/<str:key>/", visitor.visit, name="visit"),
    path("visit/<str:key>/survey/", survey.own, name="survey"),
    path("visit/<str:key>/now/", visitor.visit_now, name="visit_now"),
    path("visit/<str:key>/here/", visitor.here, name="visit_here"),
    path("visit/<str:key>/tell/", telling.tell, name="tell"),
    path("visit/<str:key>/tell/stop/", telling.stop, name="tell_stop"),
    path("visit/<str:key>/leave/", visitor.leave, name="leave"),
]
