"""Lines of a terminal: how wide they are, and what stays on one of them."""

from textwrap import wrap

from climate_pathways.core.ties import tied_spaces

WIDTH = 100


def wrapped(text: str, first: str, others: str | None = None) -> list[str]:
    """Return a text in lines, ``first`` before the first one and ``others``, or the same, before the rest."""
    # Sources end with their addresses: one that is broken cannot be followed, at a hyphen or elsewhere.
    return wrap(
        tied_spaces(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if others is None else others,
        break_on_hyphens=False,
        break_long_words=False,
    )
