"""Words for the person at the terminal, in Russian or English as their $LANG says.

Both languages stand in the code here: a first start speaks before Django and the
catalogues are installed, so this module and its callers need the standard library only.
"""

import os
from collections.abc import Mapping


def wants_russian(environ: Mapping[str, str]) -> bool:
    # The order is that of every program: the first one that is set decides.
    chosen = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return chosen.startswith("ru")


def said(english: str, russian: str) -> str:
    return russian if wants_russian(os.environ) else english


def step(number: int, english: str, russian: str) -> None:
    print(f"{number}/7 {said(english, russian)}", flush=True)
