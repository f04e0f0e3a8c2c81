"""The acts of this room."""

from django.urls import path

from tamyr.work import views

app_name = "work"
urlpatterns = [
    path("", views.background, name="background"),
    path("<uuid:key>/again/", views.again, name="again"),
]
