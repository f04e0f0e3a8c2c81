"""Which text says a figure: what earlier releases said keeps its words."""

from climate_pathways.core.naming import REGION
from climate_pathways.core.provenance import Result
from climate_pathways.core.wording import mark
from climate_pathways.figures.level import NATIONAL
from climate_pathways.figures.standing import Standing
from climate_pathways.methods.disagreement import Spread

# Whose sectors were added up to the level by earlier releases.
FORMER_SOURCES = ("climate-watch",)
SAID_BY_OTHERS = {
    "rose": mark("By {source}, emissions rose by {rate} % a year on average from {since} to {year}."),
    "fell": mark("By {source}, emissions fell by {rate} % a year on average from {since} to {year}."),
    "same": mark(
        "By {source}, emissions hardly changed from {since} to {year} ({signed} % a year on average)."
    ),
}


def is_former(standing: Standing) -> bool:
    """Return whether a standing is of an earlier release, whose level was another provider's."""
    emissions = standing.results.get("ghg")
    return emissions is not None and emissions.sources == FORMER_SOURCES


def level_text(standing: Standing, emissions: Result) -> str:
    """Return the text of the level, which names the inventory or whoever else it is by."""
    if is_former(standing):
        return mark(
            "{name} emitted {amount} of greenhouse gases in {year}, not counting land use: "
            "{share} of the world’s emissions."
        )
    if standing.iso3 == REGION:
        return mark(
            "{name} emitted {amount} of greenhouse gases in {year}, the latest year that all have figures for, not counting land use."
        )
    if NATIONAL in emissions.sources:
        return mark(
            "{name} emitted {amount} of greenhouse gases in {year}, not counting land use, by its national inventory in the common tables (CRT) of {sent}."
        )
    return mark(
        "{name} emitted {amount} of greenhouse gases in {year}, not counting land use, by {source}: "
        "no inventory of it in the common tables (CRT) is known to us."
    )


def per_person_text(standing: Standing) -> str:
    """Return the text of emissions per person beside those of the world and the region."""
    if standing.iso3 == REGION:
        return mark("Per person that is {own}; the world’s average is {world}.")
    if is_former(standing):
        return mark("Per person that is {own}; the world’s average is {world}, the region’s {region}.")
    return mark(
        "Without land use that is {own} per person; the world’s average was {world} "
        "(in {world_year}, by Climate Watch), the region’s {region} (in {region_year})."
    )


def change_text(standing: Standing, change: float) -> str:
    """Return the text of a change since a past year, in percent: below one percent it is none."""
    if is_former(standing):
        return _former_change_text(change)
    if abs(change) < 1:
        return mark("Without land use, emissions of {year} were about what they had been in {since}.")
    if change < 0:
        return mark("Without land use, emissions of {year} were {size} below those of {since}.")
    return mark("Without land use, emissions of {year} were {size} above those of {since}.")


def _former_change_text(change: float) -> str:
    if abs(change) < 1:
        return mark("Total emissions are about what they were in {since}.")
    if change < 0:
        return mark("Total emissions are {size} below those of {since}.")
    return mark("Total emissions are {size} above those of {since}.")


def trend_text(standing: Standing, change: Result, trend: Result) -> str:
    """Return the text of the trend, which names the source where it is another one than that of the level."""
    if not is_former(standing) and trend.sources[0] != change.sources[0]:
        return SAID_BY_OTHERS[_course_word(trend.value)]
    return {
        "same": mark("From {since} to {year} they hardly changed ({signed} % a year on average)."),
        "rose": mark("From {since} to {year} they rose by {rate} % a year on average."),
        "fell": mark("From {since} to {year} they fell by {rate} % a year on average."),
    }[_course_word(trend.value)]


def _course_word(rate: float) -> str:
    if abs(rate) < 0.25:
        return "same"
    return "rose" if rate > 0 else "fell"


def land_use_text(standing: Standing, spread: Spread) -> str:
    """Return the text of how far sources differ on land use, which says so where they differ in sign."""
    if is_former(standing) and spread.signs_differ:
        return mark(
            "On land use and forests they disagree even in sign: from {low} ({low_source}) to {high} "
            "({high_source})."
        )
    if is_former(standing):
        return mark("On land use and forests they give from {low} ({low_source}) to {high} ({high_source}).")
    if spread.signs_differ:
        return mark(
            "On land use and forests they disagree even in sign: for {year} from {low} ({low_source}) to {high} "
            "({high_source})."
        )
    return mark(
        "On land use and forests they give for {year} from {low} ({low_source}) to {high} ({high_source})."
    )
