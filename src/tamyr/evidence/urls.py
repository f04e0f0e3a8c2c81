from django.urls import URLPattern, URLResolver, include, path, register_converter

from climate_pathways.charts import GAPS, PRINCIPLES, WAY
from climate_pathways.charts.panels import CHARTS
from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence import api
from tamyr.evidence.views import (
    assessment,
    corrections,
    exports,
    judgements,
    matters,
    programmes,
    standing,
    versions,
    what_if,
)

app_name = "evidence"


class CountryConverter:
    """An ISO3 code in small letters, one of the twelve."""

    # Small letters alone, so that a page has one address: ``guess``, the last line, leads there from others.
    regex = "|".join(code.lower() for code in COUNTRIES)

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value.lower()


class ChartConverter:
    """The name of a chart that exists."""

    regex = "|".join(name.replace("_", "-") for name in CHARTS)

    def to_python(self, value: str) -> str:
        return value.replace("-", "_")

    def to_url(self, value: str) -> str:
        return value.replace("_", "-")


class ExportConverter:
    """What an assessment's file ends with."""

    regex = "|".join(form.replace(".", r"\.") for form in exports.FORMS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class VersionConverter:
    """The name of an assessment's version: the date of its figures and a hash."""

    # No word of another page looks like it, as ``versions`` and ``changes`` beside it.
    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{10}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class PictureConverter(ChartConverter):
    """The name of a picture of an assessment."""

    regex = "|".join((WAY, PRINCIPLES, GAPS))


register_converter(CountryConverter, "country")
register_converter(ExportConverter, "export")
register_converter(ChartConverter, "chart")
register_converter(PictureConverter, "picture")
register_converter(VersionConverter, "version")

country_pages: list[URLPattern | URLResolver] = [
    path("", standing.region, name="region"),
    path("countries.csv", standing.region_csv, name="region_csv"),
    path("map.<str:form>", standing.map_file, name="map_file"),
    path("assessments.<export:form>", exports.all_assessments, name="assessments_file"),
    path("assessments.licence.txt", exports.all_licences, name="assessments_licence"),
    path("api/", programmes.described, {"description": api.schema}, name="api"),
    path("sources/", standing.sources, name="sources"),
    path("methods/", standing.methods, name="methods"),
    path("comparison/", assessment.comparison, name="comparison"),
    # Before the line below, which would take ``csv`` for a form of the picture.
    path("comparison.csv", assessment.comparison_csv, name="comparison_csv"),
    path("comparison.<str:form>", assessment.comparison_file, name="comparison_file"),
    path("<country:iso3>/assessment/", assessment.assessment, name="assessment"),
    path("<country:iso3>/assessment/<version:version>/", assessment.assessment, name="assessment_version"),
    path("<country:iso3>/assessment/<picture:chart>.csv", assessment.chart_csv, name="assessment_chart_csv"),
    path(
        "<country:iso3>/assessment/<picture:chart>.<str:form>",
        assessment.chart_file,
        name="assessment_chart_file",
    ),
    path("<country:iso3>/brief.<str:form>", assessment.brief, name="brief"),
    path("<country:iso3>/answer/", assessment.answer_sheet, name="answer_sheet"),
    path("<country:iso3>/answer/<version:version>/", assessment.answer_sheet, name="answer_sheet_version"),
    path("<country:iso3>/what-if/", what_if.what_if, name="what_if"),
    path("<country:iso3>/what-if/own-figures/", what_if.own_figures, name="own_figures"),
    path("<country:iso3>/", standing.country, name="country"),
    path("<country:iso3>/figures.csv", standing.country_csv, name="country_csv"),
    path("<country:iso3>/figures.json", standing.country_json, name="country_json"),
    path("<country:iso3>/card.png", standing.country_card, name="country_card"),
    path("<country:iso3>/assessment.<export:form>", exports.assessment, name="assessment_file"),
    path("<country:iso3>/assessment.licence.txt", exports.licence, name="assessment_licence"),
    path("<country:iso3>/context.csv", exports.context, name="context_csv"),
    path("<country:iso3>/assessment/versions/", versions.versions, name="versions"),
    path("<country:iso3>/assessment/changes/", versions.changes, name="changes"),
    path("<country:iso3>/land-use/", matters.land_use, name="land_use"),
    path("<country:iso3>/land-use.csv", matters.land_use_csv, name="land_use_csv"),
    path("<country:iso3>/land-use/chart.csv", matters.land_use_chart_csv, name="land_use_chart_csv"),
    path("<country:iso3>/land-use/chart.<str:form>", matters.land_use_file, name="land_use_file"),
    path("<country:iso3>/methane/", matters.methane, name="methane"),
    path("<country:iso3>/methane.csv", matters.methane_csv, name="methane_csv"),
    path("<country:iso3>/methane/chart.csv", matters.methane_chart_csv, name="methane_chart_csv"),
    path("<country:iso3>/methane/chart.<str:form>", matters.methane_file, name="methane_file"),
    path("<country:iso3>/judgement/", judgements.judgement, name="judgement"),
    path("<country:iso3>/judgement/propose/", judgements.propose, name="propose_judgement"),
    path("<country:iso3>/judgement/<uuid:key>/voice/", judgements.speak, name="speak_on_judgement"),
    path("<country:iso3>/judgement/<uuid:key>/withdraw/", judgements.withdraw, name="withdraw_judgement"),
    path("<country:iso3>/judgement/<uuid:key>/publish/", judgements.publish, name="publish_judgement"),
    path(
        "<country:iso3>/judgement/<slug:document>/<slug:criterion>/",
        judgements.judgement,
        name="criterion_judgement",
    ),
    path(
        "<country:iso3>/judgement/<slug:document>/<slug:criterion>/propose/",
        judgements.propose,
        name="propose_criterion_judgement",
    ),
    path("<country:iso3>/<chart:chart>.csv", standing.chart_csv, name="chart_csv"),
    path("<country:iso3>/<chart:chart>.<str:form>", standing.chart_file, name="chart_file"),
    # The last of all: it takes whatever no line above has taken.
    path("<str:name>/", standing.guess, name="guess"),
]

urlpatterns = [
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/feed.xml", corrections.feed, name="corrections_feed"),
    path("corrections/table.csv", corrections.table, name="corrections_csv"),
    path("countries/", include(country_pages)),
]
