"""What a method says of itself: idea, formula, signs, published sources, known weaknesses.

Each method declares it beside its code, so that whoever changes one sees the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SUBSCRIPT, SUPERSCRIPT, PLAIN = "sub", "sup", ""
# One letter, or what stands in braces: of `t_10` the 0 would stand on the line.
_SCRIPTS = re.compile(r"([_^])(?:\{([^}]*)\}|(\w))")


@dataclass(frozen=True)
class Citation:
    """One publication. ``where``: journal and volume, or publisher; ``url``: its DOI, where it has one."""

    authors: str
    year: int
    title: str
    where: str
    url: str = ""

    @property
    def short(self) -> str:
        """Return authors and year, as a text refers to it."""
        return f"{self.authors} ({self.year})"

    @property
    def text(self) -> str:
        """Return the reference without its address."""
        return f"{self.short}: {self.title}. {self.where}."


@dataclass(frozen=True)
class Term:
    """A sign of a formula and what it stands for; ``meaning`` is marked for translation."""

    sign: str
    meaning: str


@dataclass(frozen=True)
class Method:
    """One method as it is published.

    ``says``: its idea in a sentence or two; ``formulas``: with ``_x`` or ``_{xy}`` for what stands
    below the line and ``^`` for what stands above it; ``rules``: how we apply it; ``sources``: none
    where the rule is our own; ``facts``: fill the ``{named}`` places of the texts, from the constants
    of the code. Texts are marked for translation.
    """

    id: str
    says: str
    formulas: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    rules: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    weaknesses: tuple[str, ...] = ()
    facts: tuple[tuple[str, int | float], ...] = ()


@dataclass(frozen=True)
class Part:
    """A piece of a formula: on the line, or ``sub`` or ``sup``."""

    place: str
    text: str


def formula_parts(formula: str) -> Iterator[Part]:
    """Yield the pieces of a formula in reading order."""
    end = 0
    for script in _SCRIPTS.finditer(formula):
        if script.start() > end:
            yield Part(PLAIN, formula[end : script.start()])
        place = SUBSCRIPT if script.group(1) == "_" else SUPERSCRIPT
        yield Part(place, script.group(2) or script.group(3))
        end = script.end()
    if end < len(formula):
        yield Part(PLAIN, formula[end:])


def plain_formula(formula: str) -> str:
    """Return a formula for a terminal: ``E_i(t)``, ``x^2``, ``z^(1/3)``."""
    return "".join(_plain(part) for part in formula_parts(formula))


def _plain(part: Part) -> str:
    if part.place == PLAIN:
        return part.text
    text = part.text if re.fullmatch(r"\w+", part.text) else f"({part.text})"
    return ("_" if part.place == SUBSCRIPT else "^") + text


BERG_2020 = Citation(
    "van den Berg et al.",
    2020,
    "Implications of various effort-sharing approaches for national carbon budgets and emission pathways",
    "Climatic Change 162, 1805–1822",
    "https://doi.org/10.1007/s10584-019-02368-y",
)
DOOLEY_2021 = Citation(
    "Dooley et al.",
    2021,
    "Ethical choices behind quantifications of fair contributions under the Paris Agreement",
    "Nature Climate Change 11, 300–305",
    "https://doi.org/10.1038/s41558-021-01015-8",
)
RAJAMANI_2021 = Citation(
    "Rajamani et al.",
    2021,
    "National ‘fair shares’ in reducing greenhouse gas emissions within the principled framework of international "
    "environmental law",
    "Climate Policy 21, 983–1004",
    "https://doi.org/10.1080/14693062.2021.1970504",
)
ROBIOU_2017 = Citation(
    "Robiou du Pont et al.",
    2017,
    "Equitable mitigation to achieve the Paris Agreement goals",
    "Nature Climate Change 7, 38–43",
    "https://doi.org/10.1038/nclimate3186",
)
BAER_2008 = Citation(
    "Baer, Athanasiou, Kartha & Kemp-Benedict",
    2008,
    "The Greenhouse Development Rights Framework: the right to development in a climate constrained world",
    "2nd edition, Heinrich Böll Foundation, Berlin",
)
GIDDEN_2019 = Citation(
    "Gidden et al.",
    2019,
    "Global emissions pathways under different socioeconomic scenarios for use in CMIP6",
    "Geoscientific Model Development 12, 1443–1475",
    "https://doi.org/10.5194/gmd-12-1443-2019",
)
IPCC_2022_SPM2 = Citation(
    "IPCC",
    2022,
    "Climate Change 2022: Mitigation of Climate Change, Summary for Policymakers, table SPM.2",
    "Cambridge University Press",
    "https://doi.org/10.1017/9781009157926.001",
)
LAMBOLL_2023 = Citation(
    "Lamboll et al.",
    2023,
    "Assessing the size and uncertainty of remaining carbon budgets",
    "Nature Climate Change 13, 1360–1367",
    "https://doi.org/10.1038/s41558-023-01848-5",
)
