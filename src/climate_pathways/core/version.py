"""The release. Here and not in the package's root, which is its public face and imports the rest."""

__version__ = "0.1.0"
