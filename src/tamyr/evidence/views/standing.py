from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.exports import panel_rows, result_rows, with_licences_in
from tamyr.evidence.forms.addresses import read_country_choice, read_no_choice, read_region_choice
from tamyr.evidence.logic.choices import CountryChoice, RegionChoice
from tamyr.evidence.logic.country import country_called
from tamyr.evidence.pages import country as country_pages
from tamyr.evidence.pages import drawings, references
from tamyr.evidence.pages import region as region_pages
from tamyr.evidence.pages.links import IMAGE_TYPES, located
from tamyr.evidence.queries.assessments import assessed_for
from tamyr.evidence.queries.outcomes import outcomes_of
from tamyr.evidence.queries.standing import Stamp, current_stamp, standings
from tamyr.evidence.queries.ways import ways_from
from tamyr.evidence.views.answers import FramedPage, file, framed, here, kept, public
from tamyr.network.queries import visitor_of
from tamyr.shared.answers import csv_file
from tamyr.shared.choices import page_number
from tamyr.shared.languages import language

# --- pages ----------------------------------------------------------------------------------


def names_members(stamp: Stamp, iso3: str, **_: Any) -> bool:
    """Whether the page names organisations: one may have to vanish from it at once."""
    return iso3 in stamp.promised


@public
@kept(read_region_choice)
def region(request: HttpRequest, stamp: Stamp, choice: RegionChoice) -> FramedPage:
    page = region_pages.region(stamp, choice, language())
    return framed(request, "evidence/region.html", page, same_choice=choice.query)


@public
@kept(read_country_choice, unless=names_members)
def country(request: HttpRequest, stamp: Stamp, choice: CountryChoice, iso3: str) -> FramedPage:
    page = country_pages.country(stamp, iso3, choice, language())
    facts = located(page.head["facts"], here(request))
    visitor, has_outcomes = visitor_of(request), names_members(stamp, iso3)
    # Where no list stands the number of its page is an idle word, of which a kept page knows nothing.
    number = page_number(request.GET.get("page", "1")) if has_outcomes else 1
    own = {
        "country": COUNTRIES[iso3],
        "facts": facts,
        "same_choice": choice.query,
        "outcomes": outcomes_of(iso3, visitor, language(), number) if has_outcomes else [],
        "ways": ways_from(visitor, iso3),
    }
    return framed(request, "evidence/country.html", page, **own)


@public
@kept(read_no_choice)
def sources(request: HttpRequest, stamp: Stamp, _choice: None) -> FramedPage:
    return framed(request, "evidence/sources.html", references.sources(stamp, language()))


@public
@kept(read_no_choice)
def methods(request: HttpRequest, stamp: Stamp, _choice: None) -> FramedPage:
    return framed(request, "evidence/methods.html", references.methods(stamp, language()))


@public
def guess(request: HttpRequest, name: str) -> HttpResponse:
    """Lead from a country's name, code or capital letters to its page."""
    iso3 = country_called(name)
    if iso3 is None:
        raise Http404(_("There is no country “%(name)s” here.") % {"name": name[:40]})
    return redirect("evidence:country", iso3=iso3, permanent=True)


# --- downloads ------------------------------------------------------------------------------


@public
def region_csv(request: HttpRequest) -> HttpResponse:
    return csv_file(with_licences_in(language(), result_rows(standings(current_stamp()))), "tamyr-countries")


@public
def country_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    standing = standings(current_stamp())[iso3]
    rows = with_licences_in(language(), panel_rows(standing.panels.values(), iso3))
    return csv_file(rows, f"tamyr-{iso3.lower()}")


@public
def country_json(request: HttpRequest, iso3: str) -> HttpResponse:
    standing = standings(current_stamp())[iso3]
    return file(standing.as_json().encode(), "application/json", f"tamyr-{iso3.lower()}.json")


@public
def country_card(request: HttpRequest, iso3: str) -> HttpResponse:
    standing = standings(current_stamp())[iso3]
    return file(drawings.share_card(standing, language()), "image/png")


@public
def chart_csv(request: HttpRequest, iso3: str, chart: str) -> HttpResponse:
    panel = drawings.panel_at(current_stamp(), iso3, chart, read_country_choice(request.GET).since)
    return csv_file(with_licences_in(language(), panel_rows([panel], iso3)), f"tamyr-{iso3.lower()}-{chart}")


@public
def chart_file(request: HttpRequest, iso3: str, chart: str, form: str) -> HttpResponse:
    panel = drawings.panel_at(current_stamp(), iso3, chart, read_country_choice(request.GET).since)
    drawn = drawings.chart_file(panel, iso3, language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-{iso3.lower()}-{chart}-{language()}.{form}")


@public
def map_file(request: HttpRequest, form: str) -> HttpResponse:
    measure = read_region_choice(request.GET).measure
    stamp = current_stamp()
    drawn = drawings.map_file(standings(stamp), measure, assessed_for(stamp, measure), language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-map-{measure.slug}-{language()}.{form}")
