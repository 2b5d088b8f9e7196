"""Addresses of looking back."""

from django.urls import path

from anlauf.web.steering import (
    about,
    alerts,
    answers,
    earlier,
    history,
    office,
    open_data,
    promise,
    service,
    survey,
    week,
)

app_name = "steering"
urlpatterns = [
    path("figures/", promise.promise, name="promise"),
    path("figures/offices.csv", promise.sheet, name="promise_sheet"),
    path("figures/services/", service.services, name="services"),
    path("figures/service/<slug:service>/", service.service, name="service"),
    path("figures/service/<slug:service>/weeks.csv", service.sheet, name="service_sheet"),
    path("figures/week/", week.week, name="week"),
    path("figures/week/hours.csv", week.sheet, name="week_sheet"),
    path("figures/survey/", survey.city, name="survey"),
    path("figures/office/<slug:office>/survey/", survey.office, name="office_survey"),
    path("figures/office/<slug:office>/survey/sign/", survey.sign, name="survey_sign"),
    path("figures/about/", about.about, name="about"),
    path("figures/office/<slug:office>/", office.office, name="office"),
    path("figures/office/<slug:office>/days.csv", office.sheet, name="office_sheet"),
    path("figures/history/", history.history, name="history"),
    path("figures/history/template.csv", history.template, name="history_template"),
    path("figures/history/<int:number>/", history.sheet, name="history_sheet"),
    path("figures/history/<int:number>/<slug:what>/", history.act, name="history_act"),
    path("figures/earlier/", earlier.city, name="earlier"),
    path("figures/office/<slug:office>/earlier/", earlier.office, name="office_earlier"),
    path("figures/alerts/", alerts.alerts, name="alerts"),
    path("figures/alerts/mailbox/", alerts.mailbox, name="alert_mailbox"),
    path("figures/alerts/<int:number>/take/", alerts.take, name="alert_take"),
    path("figures/alerts/<int:number>/back/", alerts.give_back, name="alert_back"),
    path("open-data/", open_data.listed, name="open_data"),
    path("open-data/<path:name>", open_data.file, name="open_file"),
    path("figures/reports/", answers.reports, name="reports"),
    path("figures/ask/", answers.ask, name="ask"),
    path("figures/answers/<slug:mark>/", answers.answer, name="answer"),
    path("figures/answers/<slug:mark>.csv", answers.sheet, name="answer_sheet"),
    path("figures/answers/<slug:mark>.pdf", answers.paper, name="answer_paper"),
    path("figures/answers/<slug:mark>.xlsx", answers.workbook, name="answer_workbook"),
]
