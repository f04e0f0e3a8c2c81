"""A country's assessment on one matter: hot air and land use, and methane."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.assessment.matters.hot_air import HotAir, hot_air_of
    from climate_pathways.assessment.matters.methane import Methane, methane_of
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = ["HotAir", "Methane", "hot_air_of", "methane_of"]
