from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from climate_pathways.exports.rows import panel_rows, result_rows
from tamyr.evidence.forms.addresses import read_country_choice, read_no_choice, read_region_choice
from tamyr.evidence.logic.choices import CountryChoice, RegionChoice
from tamyr.evidence.logic.country import country_called
from tamyr.evidence.logic.methods import methods_words
from tamyr.evidence.logic.references import data_page
from tamyr.evidence.queries import standing as queries
from tamyr.evidence.queries.assessment_pages import answer_for, sections
from tamyr.evidence.views.answers import IMAGE_TYPES, file, kept, public
from tamyr.shared.addresses import origin_of
from tamyr.shared.answers import csv_file
from tamyr.shared.languages import language

# --- pages ----------------------------------------------------------------------------------


@public
@kept(read_region_choice)
def region(request: HttpRequest, stamp: queries.Stamp, choice: RegionChoice) -> HttpResponse:
    page = queries.region_page(stamp, choice, language())
    own = {"main": region_main(stamp, choice, language()), "same_choice": choice.query}
    return render(request, "evidence/region.html", {**page, **own})


@public
@kept(read_country_choice)
def country(request: HttpRequest, stamp: queries.Stamp, choice: CountryChoice, iso3: str) -> HttpResponse:
    page = queries.country_page(stamp, iso3, choice, language())
    facts = queries.dataset(page, origin_of(request) + request.path, language())
    main = country_main(stamp, iso3, choice, language())
    own = {"main": main, "dataset": facts, "same_choice": choice.query}
    return render(request, "evidence/country.html", {**page, **own})


@public
@kept(read_no_choice)
def sources(request: HttpRequest, stamp: queries.Stamp, _choice: None) -> HttpResponse:
    edition = queries.edition_at(stamp)
    words = data_page(edition.source_by_id(), edition.variables, language())
    crumbs = queries.crumbs(_("Data and methods"))
    return render(request, "evidence/sources.html", {"edition": edition, "crumbs": crumbs, **words})


@public
@kept(read_no_choice)
def methods(request: HttpRequest, stamp: queries.Stamp, _choice: None) -> HttpResponse:
    edition = queries.edition_at(stamp)
    words = methods_words(edition.source_by_id(), language())
    own = {"edition": edition, "crumbs": queries.crumbs(_("Methods")), "words": words}
    return render(request, "evidence/methods.html", own)


@public
def guess(request: HttpRequest, name: str) -> HttpResponse:
    """Lead from a country's name, code or capital letters to its page."""
    iso3 = country_called(name)
    if iso3 is None:
        raise Http404(_("There is no country “%(name)s” here.") % {"name": name[:40]})
    return redirect("evidence:country", iso3=iso3, permanent=True)


# What stands between a page's head and foot is the same for every reader of an edition. It has
# thousands of parts, so each process puts it together once.


@lru_cache(maxsize=64)
def region_main(stamp: queries.Stamp, choice: RegionChoice, language: str) -> SafeString:
    return render_to_string("evidence/region_main.html", queries.region_page(stamp, choice, language))


@lru_cache(maxsize=64)
def country_main(stamp: queries.Stamp, iso3: str, choice: CountryChoice, language: str) -> SafeString:
    page = queries.country_page(stamp, iso3, choice, language)
    own = {
        "answer": answer_for(stamp, iso3, language),
        "sections": sections(iso3, "country", language),
    }
    return render_to_string("evidence/country_main.html", {**page, **own})


# --- downloads ------------------------------------------------------------------------------


@public
def region_csv(request: HttpRequest) -> HttpResponse:
    everything = queries.standings(queries.current_stamp())
    return csv_file(result_rows(everything), "tamyr-countries")


@public
def country_csv(request: HttpRequest, iso3: str) -> HttpResponse:
    standing = queries.standings(queries.current_stamp())[iso3]
    return csv_file(panel_rows(standing.panels.values(), iso3), f"tamyr-{iso3.lower()}")


@public
def country_json(request: HttpRequest, iso3: str) -> HttpResponse:
    standing = queries.standings(queries.current_stamp())[iso3]
    return file(standing.as_json().encode(), "application/json", f"tamyr-{iso3.lower()}.json")


@public
def country_card(request: HttpRequest, iso3: str) -> HttpResponse:
    standing = queries.standings(queries.current_stamp())[iso3]
    return file(queries.share_card(standing, language()), "image/png")


@public
def chart_csv(request: HttpRequest, iso3: str, chart: str) -> HttpResponse:
    panel = queries.panel(iso3, chart, read_country_choice(request.GET).since)
    return csv_file(panel_rows([panel], iso3), f"tamyr-{iso3.lower()}-{chart}")


@public
def chart_file(request: HttpRequest, iso3: str, chart: str, form: str) -> HttpResponse:
    since = read_country_choice(request.GET).since
    drawn = queries.chart_file(iso3, chart, since, language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-{iso3.lower()}-{chart}-{language()}.{form}")


@public
def map_file(request: HttpRequest, form: str) -> HttpResponse:
    measure = read_region_choice(request.GET).measure
    drawn = queries.map_file(measure, language(), form)
    return file(drawn, IMAGE_TYPES[form], f"tamyr-map-{measure.slug}-{language()}.{form}")
