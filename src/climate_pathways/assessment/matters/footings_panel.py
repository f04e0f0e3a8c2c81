"""The picture of a country's levels with and without land use, and its targets on their own footing."""

from collections.abc import Mapping

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.core.panels import LINES, POINTS, Panel, panel_of
from climate_pathways.core.tables import Series
from climate_pathways.figures.level import NATIONAL
from climate_pathways.pledges.account import GROSS, NET
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.inventory import Inventory
from climate_pathways.pledges.own_readings import OwnReading

PANEL, SINCE = "footings", 1990
# With fewer years than these a line would draw what nobody counted.
FEWEST_FOR_A_LINE = 8


def footings_panel(found: Assessment, inventory: Inventory | None, printed: Inventory | None) -> Panel | None:
    """Return the national inventory, else what the newest document prints of one, and the targets ahead.

    Mt CO2e; ``None`` where there is nothing to draw.
    """
    # By these roles the drawing colours its lines and names them (`charts.colours`, `core.naming`).
    national = ("ghg_excl_lulucf_ar5", "ghg_incl_lulucf_ar5", "ghg_lulucf_ar5")
    of_documents = ("printed_gross", "printed_net", "printed_land")
    names, source = (national, NATIONAL) if inventory else (of_documents, "documents")
    known = inventory or printed
    parts: list[tuple[str, Series | None]] = []
    if known:
        columns = zip(names, (known.gross, known.net, known.land), strict=True)
        parts = [(name, _line(found.iso3, source, name, values)) for name, values in columns]
    parts += [
        (role, _line(found.iso3, "documents", role, values)) for role, values in _targets(found).items()
    ]
    is_line = inventory is not None and len(inventory.gross) >= FEWEST_FOR_A_LINE
    return panel_of(PANEL, LINES if is_line else POINTS, parts, since=SINCE)


def own_reading(found: Assessment, pledge: Pledge) -> OwnReading | None:
    """Return a pledge on its document's own footing; ``None`` where it was not read in tonnes."""
    read = found.by_pledge.get(pledge.id)
    return read.own if read else None


def _line(place: str, source: str, name: str, values: Mapping[int, float]) -> Series | None:
    import numpy as np

    years = sorted(values)
    if not years:
        return None
    return Series(
        place=place,
        source=source,
        variable=name,
        unit="Mt CO2e",
        years=np.array(years),
        values=np.array([values[year] for year in years]),
    )


def _targets(found: Assessment) -> dict[str, dict[int, float]]:
    """Return the targets in force and ahead on their own footing, by footing and whether they ask for support."""
    columns: dict[str, dict[int, float]] = {}
    for pledge in found.pledges.ahead(found.as_of):
        own = own_reading(found, pledge)
        # A footing may be unclear as well: such a target is drawn on none.
        span = {NET: own.net, GROSS: own.gross}.get(own.footing) if own else None
        if own is None or span is None:
            continue
        role = f"target_{own.footing}{'_support' if pledge.is_conditional else ''}"
        columns.setdefault(role, {}).setdefault(pledge.year, span.central)
    return columns
