"""Remaining carbon budgets per person, and how long a share of one lasts.

The budget counts CO2 only, from the start of its base year (IPCC AR6 WGI, table SPM.2; Forster
et al. 2023; Lamboll et al. 2023). Equal shares per person of what remains are the simplest fair
division of it, e.g. Raupach et al. (2014), Sharing a quota on cumulative carbon emissions,
Nature Climate Change 4.
"""

from climate_pathways.errors import PathwaysError
from climate_pathways.provenance import Result, Step
from climate_pathways.tables import Series
from climate_pathways.wording import mark

METHOD = "carbon_budget"


def remaining(budget: Series, emissions: Series, *, today: int) -> Result:
    """Return what is left of a budget at the start of ``today``, Gt CO2; may be below zero.

    ``budget``: one value, Gt CO2, dated by the year from whose start it counts; ``emissions``: the
    World's CO2 with land use, Mt CO2 a year; years after its last one count as the last one.
    Raises ``PathwaysError`` for a day before the budget's, or emissions that begin after it.
    """
    start, whole = budget.last_year, float(budget.converted("Gt CO2").values[-1])
    if today < start or emissions.first_year > start or emissions.last_year < start - 1:
        raise PathwaysError(
            mark("The carbon budget counts from {start}; it cannot be read for {today} with emissions of {first}–{last}."),
            start=start, today=today, first=emissions.first_year, last=emissions.last_year,
        )  # fmt: skip
    known = emissions.converted("Gt CO2")
    used = float(known.between(start, today - 1).values.sum())
    missing = max(0, today - 1 - max(known.last_year, start - 1))
    used += missing * float(known.values[-1])
    flags = ("last-figures-stand-for-today",) if missing else ()
    return Result(
        value=whole - used, unit="Gt CO2", year=today, since=start, method=METHOD,
        sources=tuple(dict.fromkeys((budget.source, *emissions.source.split("+")))),
        steps=(Step(mark("{whole} Gt CO₂ from {start}, less {used} emitted since"), (("whole", whole), ("start", start), ("used", used))),),
        flags=(*flags, "used-up") if whole <= used else flags,
    )  # fmt: skip


def per_person(left: Result, people: float) -> Result:
    """Return t CO2 per person of what is left; ``people`` is how many share it, more than none."""
    if not people > 0:
        raise PathwaysError(
            mark("A carbon budget is shared by people; their number is {people:g}."), people=people
        )
    return Result(
        value=left.value * 1e9 / people, unit="t CO2/person", year=left.year, since=left.since,
        sources=left.sources, method=METHOD, flags=left.flags,
        steps=(*left.steps, Step(mark("divided by {people} people"), (("people", people),))),
    )  # fmt: skip


def years_left(left: Result, part: float, emissions: Series) -> Result | None:
    """Return how many years ``part`` of what is left (0 to 1) lasts at today's ``emissions``.

    ``emissions``: CO2 with or without land use, Mt CO2 a year. Zero, flagged ``used-up``, where
    nothing is left; ``None`` for a net sink, which uses nothing up.
    """
    now = float(emissions.converted("Mt CO2").values[-1])
    if now <= 0:
        return None
    return Result(
        value=max(0.0, left.value * 1e3 * part / now), unit="year", year=left.year, since=left.since,
        sources=tuple(dict.fromkeys((*left.sources, *emissions.source.split("+")))), method=METHOD, flags=left.flags,
        steps=(*left.steps, Step(mark("{part} of it, divided by {now} Mt CO₂ a year"), (("part", part), ("now", now)))),
    )  # fmt: skip
