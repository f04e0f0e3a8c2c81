"""What is installed beside Tamyr, as a CycloneDX list: names and versions, without where they came from."""

import json
import re
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from climate_pathways.core import written_file
from climate_pathways.core.errors import PathwaysError
from tamyr.config.operations.refusal import Refused

OWN = "tamyr"


def write_components(file: Path) -> int:
    """Write the list as CycloneDX 1.6; return how many distributions are installed.

    Raises ``Refused`` where it cannot be written: a folder that is not there may be a slip in the name.
    """
    told, count = _components()
    try:
        written_file.ensure_writable(file, example="sbom.json")
        written_file.write(file, (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())
    except PathwaysError as error:
        raise Refused(error.in_language("en"), error.in_language("ru")) from None
    return count


def _components() -> tuple[dict[str, Any], int]:
    """Return the list, and how many distributions are on it."""
    found = {_name(installed): installed for installed in distributions()}
    own = found.pop(OWN, None)
    told = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": OWN, "version": own.version if own else "?"}
        },
        "components": [_component(name, found[name]) for name in sorted(found)],
    }
    return told, len(found)


def _component(name: str, installed: Distribution) -> dict[str, Any]:
    address = f"pkg:pypi/{name}@{installed.version}"
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": installed.version,
        "purl": address,
    }
    # What older distributions write as their licence may be a whole text: only expressions are taken.
    if "License-Expression" in installed.metadata:
        told["licenses"] = [{"expression": installed.metadata["License-Expression"]}]
    return told


def _name(installed: Distribution) -> str:
    """Return a name as locks write it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", installed.name).lower()
