"""Addresses of looking back."""

from django.urls import path

from anlauf.web.steering import about, office, promise, survey

app_name = "steering"
urlpatterns = [
    path("figures/", promise.promise, name="promise"),
    path("figures/offices.csv", promise.sheet, name="promise_sheet"),
    path("figures/survey/", survey.city, name="survey"),
    path("figures/office/<slug:office>/survey/", survey.office, name="office_survey"),
    path("figures/office/<slug:office>/survey/sign/", survey.sign, name="survey_sign"),
    path("figures/about/", about.about, name="about"),
    path("figures/office/<slug:office>/", office.office, name="office"),
    path("figures/office/<slug:office>/days.csv", office.sheet, name="office_sheet"),
]
