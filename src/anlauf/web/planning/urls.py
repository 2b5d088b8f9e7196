"""Addresses of steering and office management."""

from django.urls import path

from anlauf.web.planning import city, office

app_name = "planning"
urlpatterns = [
    path("city/", city.city, name="city"),
    path("city/now/", city.city_now, name="city_now"),
    path("office/<slug:office>/", office.office, name="office"),
    path("office/<slug:office>/now/", office.office_now, name="office_now"),
]
