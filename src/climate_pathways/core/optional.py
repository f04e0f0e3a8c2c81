"""Packages that only some uses need: imported when asked for, and named where they are not installed."""

from importlib import import_module
from typing import Any

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark

# The extra of packages/climate-pathways/pyproject.toml that brings each.
EXTRAS = {
    "h5py": "sources",
    "pandas": "notebook",
    "pyam": "pyam",
    "typst": "brief",
    "vl_convert": "charts",
    "xarray": "notebook",
    "yaml": "sources",
}


def optional(package: str) -> Any:
    """Import an optional package; raise ``PathwaysError`` naming it where it is not installed.

    ``package``: one of ``EXTRAS``. The error says how to install it from a checkout.
    """
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        # Something that the package itself needs is missing: that is not ours to explain.
        if error.name != package:
            raise
        raise PathwaysError(
            mark(
                "The package {package} is not installed. Install it from a checkout of Tamyr with: "
                "pip install '{install}'"
            ),
            package=package,
            install=f"./packages/climate-pathways[{EXTRAS[package]}]",
        ) from None
