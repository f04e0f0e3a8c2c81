"""Published figures and what follows from them alone: a country's standing, inputs of the fair shares."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.figures import snapshot
    from climate_pathways.figures.inputs import FairInputs
    from climate_pathways.figures.inputs import load as load_inputs
    from climate_pathways.figures.licences import FROM_CERP as CERP_LICENCE
    from climate_pathways.figures.licences import OWN as OWN_LICENCE
    from climate_pathways.figures.licences import Licence, licence_address
    from climate_pathways.figures.licences import in_language as licence_in_language
    from climate_pathways.figures.licences import of_results as results_licence
    from climate_pathways.figures.own_source import with_own_source
    from climate_pathways.figures.providers import provider_text
    from climate_pathways.figures.sentences.quantities import quantity
    from climate_pathways.figures.sentences.standing import Sentence
    from climate_pathways.figures.sentences.standing import sentences as standing_sentences
    from climate_pathways.figures.sources.iamc import read as read_pathways
    from climate_pathways.figures.sources.own_emissions import read as read_emissions
    from climate_pathways.figures.sources.text_files import OwnFile
    from climate_pathways.figures.standing import Standing, standing_of
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "CERP_LICENCE",
    "OWN_LICENCE",
    "Licence",
    "FairInputs",
    "OwnFile",
    "Sentence",
    "Standing",
    "licence_address",
    "load_inputs",
    "quantity",
    "read_emissions",
    "read_pathways",
    "licence_in_language",
    "provider_text",
    "results_licence",
    "snapshot",
    "standing_of",
    "standing_sentences",
    "with_own_source",
]
