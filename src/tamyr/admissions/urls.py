"""The acts of this room."""

from django.urls import path

from tamyr.admissions import views

app_name = "admissions"

urlpatterns = [
    path("join/", views.join, name="join"),
    path("join/<slug:secret>/", views.application, name="application"),
    path("join/<slug:secret>/withdraw/", views.withdraw, name="withdraw_application"),
    path("admissions/", views.admissions, name="admissions"),
    path("admissions/<uuid:key>/", views.admission, name="admission"),
    path("admissions/<uuid:key>/open/", views.open_window, name="open_window"),
    path("admissions/<uuid:key>/object/", views.raise_objection, name="raise_objection"),
    path("admissions/<uuid:key>/no-objection/", views.say_no_objection, name="say_no_objection"),
    path("admissions/<uuid:key>/outcome/", views.settle, name="settle"),
    path("admissions/<uuid:key>/hold/", views.hold, name="hold"),
    path("objections/<uuid:key>/withdraw/", views.withdraw_objection, name="withdraw_objection"),
    path("admission-documents/<uuid:key>/", views.document, name="admission_document"),
]
