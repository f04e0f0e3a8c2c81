"""The level of a country: the one series that says how much it emits, on each footing.

Every page, sentence, file and answer takes "today" from here, so that there is one value of it. The
national inventory comes first. Where a country has sent none, or one of a few years only, PRIMAP-hist
stands in for what the inventory cannot say, and the result says so.
"""

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import REGION
from climate_pathways.core.provenance import Step
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.methods import total

NATIONAL, STAND_IN = "unfccc-crt", "primap-histcr-2.6.1"
GROSS, LAND_USE, NET = "ghg_excl_lulucf_ar5", "ghg_lulucf_ar5", "ghg_incl_lulucf_ar5"
SUBMISSION = "inventory_submission"
# PRIMAP-hist 2.6.1 is here without land use: for land use an edition before it stands in.
LAND_STAND_IN = ("primap-histcr", "ghg_lulucf")
# Fewer years than these are no course: neither a trend nor a highest year follows from them.
FEWEST_YEARS = 20
NO_INVENTORY, FEW_YEARS = "no-inventory", "inventory-of-few-years"


def gross(figures: Snapshot, place: str) -> Series | None:
    """Return yearly emissions without land use, Mt CO2e (AR5 potentials); its last value is today's.

    ``place``: a country, or ``REGION`` for the sum over the years that all twelve have.
    """
    if place == REGION:
        return _summed([gross(figures, iso3) for iso3 in COUNTRIES], GROSS)
    return figures.series(place, NATIONAL, GROSS) or figures.series(place, STAND_IN, GROSS)


def land_use(figures: Snapshot, place: str) -> Series | None:
    """Return net emissions of land use, Mt CO2e: the inventory's, else as PRIMAP-hist has it reported."""
    if place == REGION:
        return _summed([land_use(figures, iso3) for iso3 in COUNTRIES], LAND_USE)
    return figures.series(place, NATIONAL, LAND_USE) or figures.series(place, *LAND_STAND_IN)


def net(figures: Snapshot, place: str) -> Series | None:
    """Return yearly emissions with land use, Mt CO2e, by one inventory; nothing where there is none."""
    # No stand-in for either: the rest of one source with the land use of another would be nobody's level.
    without, land = (figures.series(place, NATIONAL, name) for name in (GROSS, LAND_USE))
    return total.add([without, land], place=place, variable=NET) if without and land else None


def course(figures: Snapshot, place: str) -> Series | None:
    """Return emissions without land use year by year: the level, else the series that stands in for it."""
    if place == REGION:
        return _summed([course(figures, iso3) for iso3 in COUNTRIES], GROSS)
    level = gross(figures, place)
    if level is not None and len(level) >= FEWEST_YEARS:
        return level
    return figures.series(place, STAND_IN, GROSS) or level


def submission(figures: Snapshot, place: str) -> int | None:
    """Return the year in which the country sent its inventory, where it has sent one."""
    sent = figures.series(place, NATIONAL, SUBMISSION)
    return int(sent.values[-1]) if sent is not None else None


def flags(figures: Snapshot, place: str) -> tuple[str, ...]:
    """Return what a reader must know of the source of the level."""
    level = gross(figures, place)
    if place == REGION or level is None:
        return ()
    if level.source != NATIONAL:
        return (NO_INVENTORY,)
    return () if len(level) >= FEWEST_YEARS else (FEW_YEARS,)


def origin(figures: Snapshot, place: str) -> Step:
    """Return who says the level, of which vintage and with which potentials."""
    if place == REGION:
        return Step(
            mark(
                "sum of the twelve countries in the latest year that all have: national inventories, "
                "and PRIMAP-hist 2.6.1 where there is none; AR5 warming potentials"
            )
        )
    sent = submission(figures, place)
    if sent is None:
        return Step(
            mark(
                "PRIMAP-hist 2.6.1, country-reported data first, since no national inventory in the common tables (CRT) is known to us; AR5 warming potentials"
            )
        )
    return Step(
        mark("national inventory in the common tables (CRT) of {sent}; AR5 warming potentials"),
        (("sent", sent),),
    )


def _summed(parts: list[Series | None], variable: str) -> Series | None:
    present = [part for part in parts if part is not None]
    # A sum without some of the countries would look like the region’s and be too small.
    if len(present) < len(COUNTRIES):
        return None
    whole = total.add(present, place=REGION, variable=variable)
    return whole if len(whole) else None
