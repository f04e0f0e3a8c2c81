"""Take the science from the checkout, where the site uses it too; a source distribution holds it already."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "climate_pathways"


class Science(BuildHookInterface):  # type: ignore[type-arg]
    """Put the package into whatever is built; an editable installation reads the checkout itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version != "editable" and not (root / PACKAGE).is_dir():
            build_data["force_include"][str(root.parents[1] / "src" / PACKAGE)] = PACKAGE
