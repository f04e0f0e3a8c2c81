"""The acts of this room."""

from django.urls import path

from tamyr.safety import views

app_name = "safety"
urlpatterns = [path("", views.what_we_keep, name="what_we_keep")]
