"""The acts of this room."""

from django.urls import path

from tamyr.addressees.views import directory, importing, keeping, together

app_name = "addressees"

urlpatterns = [
    path("", directory.institutions, name="institutions"),
    path("table.csv", directory.table, name="table"),
    path("directory.json", directory.document, name="document"),
    path("enter/", keeping.enter, name="enter"),
    path("import/", importing.bring_in, name="bring_in"),
    path("import/apply/", importing.apply, name="apply"),
    path("<int:number>/", directory.institution, name="institution"),
    path("<int:number>/body.json", directory.one_document, name="one_document"),
    path("<int:number>/rename/", keeping.rename, name="rename"),
    path("<int:number>/merge/", together.merge, name="merge"),
    path("<int:merged>/part/", together.part, name="part"),
    path("<int:number>/add/<slug:subject>/", keeping.add, name="add"),
    path("<int:number>/offices/<uuid:key>/holder/", keeping.add_holder, name="add_holder"),
    path("<int:number>/holders/<uuid:key>/take-away/", together.take_away, name="take_away"),
    path("<int:number>/<slug:subject>/<str:key>/", keeping.correct, name="correct"),
    path("<int:number>/<slug:subject>/<str:key>/verify/", keeping.verify, name="verify"),
]
