"""The science of Tamyr: published figures in, traceable country results out.

Pure Python: no web, no network, no work at import.
"""

from climate_pathways.core.version import __version__ as __version__
