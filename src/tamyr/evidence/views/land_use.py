"""Hot air and land use: what the collapse gave to a country's promise, what recalculation and forests move."""

from django.http import Http404, HttpRequest, HttpResponse

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.panels import Panel
from climate_pathways.exports import hot_air_rows, panel_rows
from tamyr.evidence.forms.addresses import read_no_choice
from tamyr.evidence.pages import country as country_pages
from tamyr.evidence.pages import drawings
from tamyr.evidence.pages.links import located
from tamyr.evidence.queries.standing import Stamp, current_stamp
from tamyr.evidence.views.answers import IMAGE_TYPES, FramedPage, file, framed, here, kept, public
from tamyr.shared.answers import csv_file
from tamyr.shared.languages import language


@public
@kept(read_no_choice)
def land_use(request: HttpRequest, stamp: Stamp, _choice: None, iso3: str) -> FramedPage:
    page = country_pages.land_use(stamp, iso3, language())
    facts = located(page.head["facts"], here(request))
    return framed(request, "evidence/land_use.html", page, country=COUNTRIES[iso3], facts=facts)


@public
def table(request: HttpRequest, iso3: str) -> HttpResponse:
    found = country_pages.hot_air_at(current_stamp(), iso3)
    return csv_file(hot_air_rows(found), f"tamyr-{iso3.lower()}-land-use")


@public
def chart_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    return csv_file(panel_rows([_panel(iso3)], iso3), f"tamyr-{iso3.lower()}-land-use-chart")


@public
def chart_file(request: HttpRequest, iso3: str, form: str) -> HttpResponse:
    drawn = drawings.chart_file(_panel(iso3), iso3, language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-{iso3.lower()}-land-use-{language()}.{form}")


def _panel(iso3: str) -> Panel:
    panel = country_pages.hot_air_at(current_stamp(), iso3).panel
    if panel is None:
        raise Http404
    return panel
