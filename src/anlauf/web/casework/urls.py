"""Addresses of casework. A case is only found below its office."""

from django.urls import path

from anlauf.web.casework import (
    acts,
    backlog,
    certificate,
    decide,
    finding,
    handing,
    listing,
    page,
    papers,
    steps,
    together,
)

app_name = "casework"
_CASE = "casework/<slug:office>/case/<str:code>/"
urlpatterns = [
    path("casework/", listing.door, name="door"),
    path("casework/<slug:office>/", listing.work_list, name="list"),
    path("casework/<slug:office>/take/", listing.take, name="take"),
    path("casework/<slug:office>/search/", finding.search, name="search"),
    path("casework/<slug:office>/reads/", finding.reads, name="reads"),
    path("casework/<slug:office>/hand-over/", handing.hand_over, name="hand_over"),
    path("casework/<slug:office>/backlog/", backlog.backlog, name="backlog"),
    path("casework/<slug:office>/bundle/<int:number>/", together.bundle, name="bundle"),
    path(_CASE, page.case, name="case"),
    path(f"{_CASE}step/<slug:verb>/", steps.take_step, name="step"),
    path(f"{_CASE}certificate/", certificate.certificate, name="certificate"),
    path(f"{_CASE}papers/", papers.ask, name="ask"),
    path(f"{_CASE}papers/<int:demand>/", acts.weigh, name="weigh"),
    path(f"{_CASE}paper/<uuid:uid>/", papers.look, name="look"),
    path(f"{_CASE}others/", acts.write_to, name="write_to"),
    path(f"{_CASE}others/answered/", acts.answered, name="answered"),
    path(f"{_CASE}message/", acts.write, name="write"),
    path(f"{_CASE}message/read/", acts.read, name="read"),
    path(f"{_CASE}note/", acts.note, name="note"),
    path(f"{_CASE}dates/", acts.state_dates, name="state_dates"),
    path(f"{_CASE}worker/", acts.assign, name="assign"),
    path(f"{_CASE}bundle/", acts.bundle, name="bundle_with"),
    path(f"{_CASE}bundle/leave/", acts.unbundle, name="unbundle"),
    path(f"{_CASE}decision/", decide.decide, name="decide"),
    path(f"{_CASE}decision/<slug:verb>/", decide.second, name="second"),
]
