"""The science of Tamyr: published figures in, traceable country results out.

Pure Python: no web, no network, no work at import. Each folder below names its own face, and each
name is fetched when it is first asked for: ``from climate_pathways import fair_shares, standing_of, gaps``.
"""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy
from climate_pathways.core.version import __version__

if TYPE_CHECKING:
    from climate_pathways import assessment, charts, exports, fair_shares, figures, pledges
    from climate_pathways.assessment.assessment import Assessment
    from climate_pathways.assessment.gap import gaps
    from climate_pathways.assessment.making import assessment_inputs
    from climate_pathways.fair_shares.choices import Parameters
    from climate_pathways.figures.standing import Standing, standing_of
    from climate_pathways.pledges.targets import TargetEmissions
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "Assessment",
    "Parameters",
    "Standing",
    "TargetEmissions",
    "__version__",
    "assessment",
    "assessment_inputs",
    "charts",
    "exports",
    "fair_shares",
    "figures",
    "gaps",
    "pledges",
    "standing_of",
]
