"""Remaining carbon budgets per person, and how long a share of one lasts.

The budget counts CO2 only, from the start of its base year (IPCC (2021), AR6 WGI, table SPM.2;
Forster et al. (2023); Lamboll et al. (2023)). Equal shares per person of what remains are the simplest fair
division of it, e.g. Raupach et al. (2014), Sharing a quota on cumulative carbon emissions,
Nature Climate Change 4.
"""

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Result, Step
from climate_pathways.core.publication import LAMBOLL_2023, Citation, Method, Term
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark

METHOD = "carbon_budget"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "How much CO₂ the world may still emit for a limit of warming, shared equally per person, and how long a "
        "country’s part lasts."
    ),
    formulas=("L = L_0 − ΣF(t)", "l = L / P", "n_i = L · P_i / P / F_i"),
    terms=(
        Term("L_0, L", mark("remaining carbon budget at its start and today, Gt CO₂")),
        Term("l", mark("each person’s part of it, t CO₂")),
        Term("F, F_i", mark("CO₂ a year of the world, with land use, and of the country")),
        Term("P_i, P", mark("inhabitants of the country and of all countries")),
        Term("n_i", mark("years that the country’s part lasts at today’s emissions")),
    ),
    sources=(
        Citation(
            "IPCC",
            2021,
            "Climate Change 2021: The Physical Science Basis, Summary for Policymakers, table SPM.2",
            "Cambridge University Press",
            "https://doi.org/10.1017/9781009157896.001",
        ),
        Citation(
            "Forster et al.",
            2023,
            "Indicators of Global Climate Change 2022",
            "Earth System Science Data 15, 2295–2327",
            "https://doi.org/10.5194/essd-15-2295-2023",
        ),
        LAMBOLL_2023,
        Citation(
            "Raupach et al.",
            2014,
            "Sharing a quota on cumulative carbon emissions",
            "Nature Climate Change 4, 873–879",
            "https://doi.org/10.1038/nclimate2384",
        ),
    ),
    rules=(mark("A year without figures counts as the last one that has them, and the result says so."),),
    weaknesses=(
        mark("It counts CO₂ alone; methane and other gases are in the budget as an assumption."),
        mark(
            "Published budgets for the same limit differ by more than half, and all of them shrink each year."
        ),
        mark("Equal parts per person from today on leave the past out of account."),
    ),
)


def remaining(budget: Series, emissions: Series, *, today: int) -> Result:
    """Return what is left of a budget at the start of ``today``, Gt CO2; may be below zero.

    ``budget``: one value, Gt CO2, dated by the year from whose start it counts; ``emissions``: the
    World's CO2 with land use, Mt CO2 a year; years after its last one count as the last one.
    Raises ``PathwaysError`` for a day before the budget's, or emissions that begin after it.
    """
    start, whole = budget.last_year, float(budget.converted("Gt CO2").values[-1])
    _ensure_covered(start, today, emissions)
    # Units differ by a factor of a thousand: budgets are published in Gt, emissions in Mt.
    known = emissions.converted("Gt CO2")
    used = float(known.between(start, today - 1).values.sum())
    # Figures come late: years that nobody has counted yet have used the budget all the same.
    missing = max(0, today - 1 - max(known.last_year, start - 1))
    used += missing * float(known.values[-1])
    flags = ("last-figures-stand-for-today",) if missing else ()
    return Result(
        value=whole - used,
        unit="Gt CO2",
        year=today,
        since=start,
        method=METHOD,
        sources=tuple(dict.fromkeys((budget.source, *emissions.source.split("+")))),
        steps=(
            Step(
                mark("{whole} Gt CO₂ from {start}, less {used} emitted since"),
                (("whole", whole), ("start", start), ("used", used)),
            ),
        ),
        flags=(*flags, "used-up") if whole <= used else flags,
    )


def _ensure_covered(start: int, today: int, emissions: Series) -> None:
    # Emissions that end just before the budget begins suffice: their last year stands for all since.
    if today < start or emissions.first_year > start or emissions.last_year < start - 1:
        raise PathwaysError(
            mark(
                "The carbon budget counts from {start}; it cannot be read for {today} with emissions of "
                "{first}–{last}."
            ),
            start=start,
            today=today,
            first=emissions.first_year,
            last=emissions.last_year,
        )


def per_person(left: Result, people: float) -> Result:
    """Return t CO2 per person of what is left; ``people`` is how many share it, more than none."""
    # Not “zero or fewer”, which NaN would pass.
    if not people > 0:
        raise PathwaysError(
            mark("A carbon budget is shared by people; their number is {people}."), people=float(people)
        )
    return Result(
        # A budget is in Gt, a person’s part of it in tonnes.
        value=left.value * 1e9 / people,
        unit="t CO2/person",
        year=left.year,
        since=left.since,
        sources=left.sources,
        method=METHOD,
        flags=left.flags,
        steps=(*left.steps, Step(mark("divided by {people} people"), (("people", people),))),
    )


def years_left(left: Result, part: float, emissions: Series) -> Result | None:
    """Return how many years ``part`` of what is left (0 to 1) lasts at today's ``emissions``.

    ``emissions``: CO2 with or without land use, Mt CO2 a year. Zero, flagged ``used-up``, where
    nothing is left; ``None`` for a net sink, which uses nothing up.
    """
    now = float(emissions.converted("Mt CO2").values[-1])
    if now <= 0:
        return None
    return Result(
        # A budget is in Gt, yearly emissions are in Mt.
        value=max(0.0, left.value * 1e3 * part / now),
        unit="year",
        year=left.year,
        since=left.since,
        sources=tuple(dict.fromkeys((*left.sources, *emissions.source.split("+")))),
        method=METHOD,
        flags=left.flags,
        steps=(
            *left.steps,
            Step(mark("{part} of it, divided by {now} Mt CO₂ a year"), (("part", part), ("now", now))),
        ),
    )
