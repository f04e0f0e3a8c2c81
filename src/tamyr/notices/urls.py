"""The acts of this room."""

from django.urls import path

from tamyr.notices import views

app_name = "notices"
urlpatterns = [path("seen/", views.seen, name="seen")]
