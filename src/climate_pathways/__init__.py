"""The science of Tamyr: published figures in, traceable country results out.

Pure Python: no web, no network, no work at import.
"""

__version__ = "0.1.0"
