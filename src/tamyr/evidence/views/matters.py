"""Pages on one matter of a country: hot air and land use, and methane."""

from django.http import Http404, HttpRequest, HttpResponse

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.panels import Panel
from climate_pathways.exports import hot_air_rows, methane_rows, panel_rows, with_licences_in
from tamyr.evidence.forms.addresses import read_no_choice
from tamyr.evidence.pages import country as country_pages
from tamyr.evidence.pages import drawings
from tamyr.evidence.pages.kept import PreparedPage
from tamyr.evidence.pages.links import IMAGE_TYPES, located
from tamyr.evidence.queries.standing import Stamp, current_stamp
from tamyr.evidence.views.answers import FramedPage, file, framed, here, kept, public
from tamyr.shared.answers import csv_file
from tamyr.shared.languages import language

# --- hot air and land use -------------------------------------------------------------------


@public
@kept(read_no_choice)
def land_use(request: HttpRequest, stamp: Stamp, _choice: None, iso3: str) -> FramedPage:
    return _page(request, "evidence/land_use.html", country_pages.land_use(stamp, iso3, language()), iso3)


@public
def land_use_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    found = country_pages.hot_air_at(current_stamp(), iso3)
    return csv_file(with_licences_in(language(), hot_air_rows(found)), f"tamyr-{iso3.lower()}-land-use")


@public
def land_use_chart_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    return _chart_csv(country_pages.hot_air_at(current_stamp(), iso3).panel, iso3, "land-use")


@public
def land_use_file(request: HttpRequest, iso3: str, form: str) -> HttpResponse:
    return _picture(country_pages.hot_air_at(current_stamp(), iso3).panel, iso3, "land-use", form)


# --- methane --------------------------------------------------------------------------------


@public
@kept(read_no_choice)
def methane(request: HttpRequest, stamp: Stamp, _choice: None, iso3: str) -> FramedPage:
    return _page(request, "evidence/methane.html", country_pages.methane(stamp, iso3, language()), iso3)


@public
def methane_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    found = country_pages.methane_at(current_stamp(), iso3)
    return csv_file(with_licences_in(language(), methane_rows(found)), f"tamyr-{iso3.lower()}-methane")


@public
def methane_chart_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    return _chart_csv(country_pages.methane_at(current_stamp(), iso3).panel, iso3, "methane")


@public
def methane_file(request: HttpRequest, iso3: str, form: str) -> HttpResponse:
    return _picture(country_pages.methane_at(current_stamp(), iso3).panel, iso3, "methane", form)


# --- both -----------------------------------------------------------------------------------


def _page(request: HttpRequest, template: str, page: PreparedPage, iso3: str) -> FramedPage:
    facts = located(page.head["facts"], here(request))
    return framed(request, template, page, country=COUNTRIES[iso3], facts=facts)


def _chart_csv(panel: Panel | None, iso3: str, matter: str) -> HttpResponse:
    rows = with_licences_in(language(), panel_rows([_drawn(panel)], iso3))
    return csv_file(rows, f"tamyr-{iso3.lower()}-{matter}-chart")


def _picture(panel: Panel | None, iso3: str, matter: str, form: str) -> HttpResponse:
    drawn = drawings.chart_file(_drawn(panel), iso3, language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-{iso3.lower()}-{matter}-{language()}.{form}")


def _drawn(panel: Panel | None) -> Panel:
    if panel is None:
        raise Http404
    return panel
