"""The acts of this room."""

from django.urls import path

from tamyr.calendars import views

app_name = "calendars"

urlpatterns = [
    path("", views.addresses, name="addresses"),
    path("new/", views.new, name="new"),
    path("<uuid:key>/", views.address, name="address"),
    path("<uuid:key>/renew/", views.renew, name="renew"),
    path("<uuid:key>/end/", views.end, name="end"),
    path("at/<str:secret>/deadlines.ics", views.deadlines, name="deadlines"),
    path("at/<str:secret>/waiting.xml", views.waiting, name="waiting"),
]
