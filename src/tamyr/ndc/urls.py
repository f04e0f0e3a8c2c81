"""The acts of this room."""

from django.urls import path

from tamyr.ndc.views import versions

app_name = "ndc"

urlpatterns = [
    path("", versions.countries, name="countries"),
    path("<country:iso3>/", versions.country, name="country"),
]
