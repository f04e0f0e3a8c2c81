"""A country's standing in sentences, and its figures as a reader sees them."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.figures.sentences.quantities import quantity
    from climate_pathways.figures.sentences.standing import Sentence, sentences
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = ["Sentence", "quantity", "sentences"]
