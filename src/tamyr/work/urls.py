"""The acts of this room. What stands here under no language is in ``everywhere``."""

from django.urls import path

from tamyr.work import views

app_name = "work"
urlpatterns = [
    path("", views.background, name="background"),
    path("<uuid:key>/again/", views.again, name="again"),
]

everywhere = [path("healthz", views.healthz, name="healthz")]
