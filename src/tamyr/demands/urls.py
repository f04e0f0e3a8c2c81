"""The acts of this room."""

from django.urls import path

from tamyr.demands import views

app_name = "demands"

urlpatterns = [
    path("terms/", views.terms, name="terms"),
    path("terms/table.csv", views.table, name="table"),
    path("terms/<country:iso3>/", views.country, name="country"),
]
