"""Addresses that belong to no single face."""

from django.urls import path

from anlauf.web.common import one_moment, views

app_name = "common"
urlpatterns = [
    path("login/", views.log_in, name="log_in"),
    path("logout/", views.log_out, name="log_out"),
    path("password/", views.password, name="password"),
    path("start/", views.start, name="start"),
    path("language/", views.language, name="language"),
    path("components/", views.gallery, name="gallery"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("imprint/", views.imprint, name="imprint"),
    path("one-moment/<str:word>/", one_moment.one_moment, name="one_moment"),
]
