"""Addresses of applications; docs/reference/citizen-pages.md tells what each one is for."""

from django.urls import path

from anlauf.web.matters.views import (
    begin,
    certificate,
    check,
    form,
    messages,
    order,
    own_data,
    papers,
    pick_up,
    received,
    resume,
    status,
)

app_name = "matters"
urlpatterns = [
    path("apply/", begin.matters, name="matters"),
    path("apply/order/", order.order, name="order"),
    path("apply/<slug:kind>/", begin.matter, name="matter"),
    path("apply/<slug:kind>/first/", begin.first, name="first"),
    path("application/", resume.resume, name="resume"),
    path("application/<str:key>/", form.go_on, name="go_on"),
    path("application/<str:key>/question/<slug:question>/", form.question, name="question"),
    path("application/<str:key>/office/", form.office, name="office"),
    path("application/<str:key>/papers/", papers.papers, name="papers"),
    path("application/<str:key>/keep/", resume.keep, name="keep"),
    path("application/<str:key>/check/", check.check, name="check"),
    path("certificate/", certificate.certificate, name="certificate"),
    path("case/", resume.resume, name="find"),
    path("case/<str:key>/", status.status, name="status"),
    path("case/<str:key>/received/", received.received, name="received"),
    path("case/<str:key>/papers/", papers.of_case, name="hand_in"),
    path("case/<str:key>/message/", messages.write, name="message"),
    path("case/<str:key>/withdraw/", status.withdraw, name="withdraw"),
    path("case/<str:key>/pick-up/", pick_up.pick_up, name="pick_up"),
    path("case/<str:key>/data/", own_data.own_data, name="own_data"),
    path("case/<str:key>/data/archive/", own_data.archive, name="archive"),
    path("case/<str:key>/data/erase/", own_data.erase, name="erase"),
]
