"""Addresses of looking back."""

from django.urls import path

from anlauf.web.steering import about, office, promise

app_name = "steering"
urlpatterns = [
    path("figures/", promise.promise, name="promise"),
    path("figures/offices.csv", promise.sheet, name="promise_sheet"),
    path("figures/about/", about.about, name="about"),
    path("figures/office/<slug:office>/", office.office, name="office"),
    path("figures/office/<slug:office>/days.csv", office.sheet, name="office_sheet"),
]
