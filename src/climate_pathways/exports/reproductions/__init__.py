"""Published results that we compute again: what was published, what ours gives, what we accept."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.exports.reproductions.check import Check, Reproduction
    from climate_pathways.exports.reproductions.published import REPRODUCTIONS
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = ["REPRODUCTIONS", "Check", "Reproduction"]
