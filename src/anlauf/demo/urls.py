"""The demo's own pages."""

from django.urls import path

from anlauf.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.mailbox, name="mailbox"),
    path("demo/letter/<int:number>/", views.letter, name="letter"),
]
