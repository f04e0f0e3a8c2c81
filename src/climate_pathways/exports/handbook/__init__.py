"""The handbook of methods: every formula, choice, source and known weakness in a reader's language."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.exports.handbook.compiling import METHODS, handbook, section
    from climate_pathways.exports.handbook.entries import DataGroup, Handbook, Section
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = ["METHODS", "DataGroup", "Handbook", "Section", "handbook", "section"]
