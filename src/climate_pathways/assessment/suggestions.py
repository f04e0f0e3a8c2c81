"""Measurable demands that follow from an assessment's numbers; people turn them into demands.

Each suggestion names the number it asks for and where what it rests on stands. A rule writes them:
what is politically wise is for people to say.
"""

from itertools import islice

from climate_pathways.assessment import document_demands, share_demands, target_demands
from climate_pathways.assessment.grounds import Grounds, Suggestion
from climate_pathways.core.publication import Method
from climate_pathways.core.wording import mark

METHOD = "suggestions"
MOST = 7
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Measurable demands that follow from the numbers and from what the documents do not hold; people turn them into "
        "demands or leave them."
    ),
    rules=(
        mark(
            "A target that can be met without any cut is asked to lie below the latest level of its own inventory."
        ),
        mark(
            "A target that is enough in fewer than 66 percent of the combinations of assumptions is asked down to the "
            "median fair share, turned back to the footing of "
            "its document: divided by the factor from inventory to series, with the land use of the target."
        ),
        mark(
            "Where the median is no lower than the target, it is asked down to what would be enough in 66 percent of the "
            "combinations."
        ),
        mark(
            "A target for the next round’s year, and an inventory of a recent year, are asked for where there is none."
        ),
        mark(
            "What a target means, an amount, or the prices of the GDP it hangs on are asked for where its document does not "
            "print them."
        ),
        mark(
            "A target that depends on support is asked for without conditions where it is the lower one of the two for the "
            "latest year."
        ),
        mark(
            "Neutrality by 2050 and one year in all documents are asked for; a law and an adopted plan where none was found."
        ),
        mark(
            "The end of coal power and a share of renewables are asked for where coal gives at least {coal} %\u00a0of electricity "
            "and no document in force has such an aim."
        ),
        mark(
            "A target for methane, land use told apart, and the voice of civil society are asked for where the checklist of "
            "the NDC does not answer “yes”."
        ),
        mark("In this order, at most {most} are shown. What could not be read is not asked for."),
    ),
    facts=(("coal", document_demands.COAL_MATTERS), ("most", MOST)),
    weaknesses=(
        mark("A rule knows no politics: what can be won, and when, is not in the numbers."),
        mark("Where war or occupation lowered emissions, “below today” asks that they stay low after it."),
    ),
)
# The largest things first: tonnes, then what leads there, then what has to be said.
RULES = (
    target_demands.of_today,
    share_demands.of_fair_share,
    document_demands.of_next_year,
    document_demands.of_inventory,
    target_demands.of_wording,
    target_demands.of_conditions,
    document_demands.of_neutrality,
    document_demands.of_methane,
    document_demands.of_coal,
    document_demands.of_law_and_plan,
    document_demands.of_land_use,
    document_demands.of_renewables,
    document_demands.of_participation,
)


def suggestions(grounds: Grounds) -> tuple[Suggestion, ...]:
    """Return what could be asked of a state, the largest things first."""
    return tuple(islice((found for rule in RULES for found in rule(grounds)), MOST))
