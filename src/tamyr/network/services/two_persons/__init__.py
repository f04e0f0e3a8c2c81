"""What takes two persons in the network: each kind says who may be the second, and what is done then.

Filled by importing, as the desk is: ``apps.py`` imports this folder.
"""

from tamyr.network.services.two_persons import (
    endings,
    exports,
    imports,
    invitations,
    keys,
    mandates,
    membership,
    showing,
)

__all__ = [
    "endings",
    "exports",
    "imports",
    "invitations",
    "keys",
    "mandates",
    "membership",
    "showing",
]
