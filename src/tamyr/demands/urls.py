"""The acts of this room."""

from django.urls import path

from tamyr.demands.views import terms

app_name = "demands"

urlpatterns = [
    path("terms/", terms.terms, name="terms"),
    path("terms/table.csv", terms.table, name="table"),
    path("terms/<country:iso3>/", terms.country, name="country"),
]
