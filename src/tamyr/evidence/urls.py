from django.urls import URLPattern, URLResolver, include, path, register_converter

from climate_pathways.chart_words import CHARTS
from climate_pathways.countries import COUNTRIES
from tamyr.evidence import api
from tamyr.evidence.views import exports, judgements, programmes, standing, versions

app_name = "evidence"


class CountryConverter:
    """An ISO3 code in small letters, one of the twelve."""

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


register_converter(CountryConverter, "country")
register_converter(ExportConverter, "export")
register_converter(ChartConverter, "chart")

# For programmes: no language stands before it.
everywhere: list[URLPattern | URLResolver] = [
    path(f"api/{api.VERSION}/", include((api.urls, "evidence-api"))),
]

urlpatterns = [
    path("", standing.region, name="region"),
    path("countries.csv", standing.region_csv, name="region_csv"),
    path("map.<str:form>", standing.map_file, name="map_file"),
    path("assessments.<export:form>", exports.all_assessments, name="assessments_file"),
    path("api/", programmes.described, name="api"),
    path("sources/", standing.sources, name="sources"),
    path("<country:iso3>/", standing.country, name="country"),
    path("<country:iso3>/figures.csv", standing.country_csv, name="country_csv"),
    path("<country:iso3>/figures.json", standing.country_json, name="country_json"),
    path("<country:iso3>/card.png", standing.country_card, name="country_card"),
    path("<country:iso3>/assessment.<export:form>", exports.assessment, name="assessment_file"),
    path("<country:iso3>/assessment/versions/", versions.versions, name="versions"),
    path("<country:iso3>/assessment/changes/", versions.changes, name="changes"),
    path("<country:iso3>/judgement/", judgements.judgement, name="judgement"),
    path("<country:iso3>/judgement/propose/", judgements.propose, name="propose_judgement"),
    path("<country:iso3>/judgement/<uuid:key>/voice/", judgements.speak, name="speak_on_judgement"),
    path("<country:iso3>/judgement/<uuid:key>/withdraw/", judgements.withdraw, name="withdraw_judgement"),
    path("<country:iso3>/judgement/<uuid:key>/publish/", judgements.publish, name="publish_judgement"),
    path("<country:iso3>/<chart:chart>.csv", standing.chart_csv, name="chart_csv"),
    path("<country:iso3>/<chart:chart>.<str:form>", standing.chart_file, name="chart_file"),
    path("<str:name>/", standing.guess, name="guess"),
]
