"""Words for the person at the terminal, in Russian or English as their $LANG says.

Both languages stand in the code here: a first start speaks before Django and the
catalogues are installed, so this module and its callers need the standard library only.
"""

import os
import sys
from collections.abc import Mapping


def wants_russian(environ: Mapping[str, str]) -> bool:
    # The order is that of every program: the first one that is set decides.
    chosen = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return chosen.startswith("ru")


def said(english: str, russian: str) -> str:
    return russian if wants_russian(os.environ) else english


def refuse_arguments(english: str, russian: str) -> None:
    """End unless a command that takes nothing was given nothing; ``--help`` is answered with what it does."""
    given = " ".join(sys.argv[1:])
    if given in ("-h", "--help"):
        print(said(english, russian))
        sys.exit()
    if given:
        sys.exit(
            said(f"This command takes no arguments: “{given}”.", f"У этой команды нет аргументов: «{given}».")
        )


def step(number: int, english: str, russian: str) -> None:
    print(f"{number}/7 {said(english, russian)}", flush=True)
