"""Assessments taken from the cache of this machine where it holds them, and made where it does not."""

from collections.abc import Iterator, Sequence

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.digests import inputs_of
from climate_pathways.assessment.making import AssessmentInputs, assessment_inputs
from climate_pathways.core import cache
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.own_files import OwnFiles


def assessments(
    countries: Sequence[str] = tuple(COUNTRIES),
    *,
    as_of: int,
    parameters: Parameters | None = None,
    own_files: OwnFiles | None = None,
) -> Iterator[Assessment]:
    """Yield each country's assessment, equal to the last byte whether it was kept or is made now.

    ``as_of``: the year that counts as today. Fair shares are computed once, and only where a country
    was not kept. Raises ``PathwaysError`` as ``assessment_inputs`` does.
    """
    given = parameters or Parameters()
    inputs: AssessmentInputs | None = None
    for number, iso3 in enumerate(countries):
        name = inputs_of(iso3, given, as_of=as_of, own_files=own_files)
        kept = cache.read(cache.ASSESSMENTS, name)
        if kept is not None:
            yield Assessment.from_json(kept)
            continue
        if inputs is None:
            # Of those to come as well: their fair shares cost nearly nothing more.
            inputs = assessment_inputs(
                countries[number:], as_of=as_of, parameters=parameters, own_files=own_files
            )
        made = inputs.assess(iso3)
        # Before it is handed out: who asks for one country never comes back, and what follows the `yield`
        # would not run.
        cache.keep(cache.ASSESSMENTS, name, made.as_json().encode())
        yield made


def assessment(
    iso3: str, *, as_of: int, parameters: Parameters | None = None, own_files: OwnFiles | None = None
) -> Assessment:
    """Return one country's assessment. Raises as ``assessments`` does."""
    return next(assessments([iso3], as_of=as_of, parameters=parameters, own_files=own_files))
