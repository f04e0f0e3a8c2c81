"""One number of an assessment as a row, and the names of its chapters, levels and units.

Names are the same in every language.
"""

from dataclasses import dataclass

STANDING, SERIES, DOCUMENTS = "standing", "series", "documents"
PLEDGES, VERSIONS, NEUTRALITY = "pledges", "versions", "neutrality"
FACTS, AIMS, CRITERIA = "facts", "aims", "criteria"
SHARES, GAPS, RATING = "fair-shares", "gaps", "rating"
ASKED, FLAGS = "suggestions", "flags"
# In the order that files and comparisons have: a chapter that is missing here would stop a comparison.
CHAPTERS = (
    STANDING,
    SERIES,
    DOCUMENTS,
    PLEDGES,
    FACTS,
    AIMS,
    VERSIONS,
    CRITERIA,
    NEUTRALITY,
    SHARES,
    GAPS,
    RATING,
    ASKED,
    FLAGS,
)
# What a country promised, without anything that is asked of it.
PROMISED = (DOCUMENTS, PLEDGES, FACTS, AIMS, VERSIONS)
LOWEST, CENTRAL, HIGHEST = "lowest", "central", "highest"
TARGET, TARGET_WITH_LAND_USE = "target", "target_with_land_use"
MT, YEARS_UNIT = "Mt CO2e", "year"
YEARS_LEFT = "years_left"
REPORTED, FAIR_SHARES = "reported", "fair-shares"


@dataclass(frozen=True)
class Row:
    """One number of an assessment, or one word where ``unit`` is empty.

    ``pledge``: the target or document it is about; ``principle``: the equity principle; ``level``:
    a quantile from 0 to 1, a word such as ``central`` for the ways to read a pledge, an inventory, or
    the identifier of a printed number; ``passage``: where a document prints it.
    """

    chapter: str
    item: str
    value: float | str
    unit: str
    year: int | None = None
    pledge: str = ""
    principle: str = ""
    level: str = ""
    source: str = ""
    method: str = ""
    passage: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """Return what the row is about: the same in another version, whatever its value.

        A key figure is always of the latest year there is, and years left are counted from today: those
        years are no part of this.
        """
        is_of_today = self.chapter == STANDING or self.item == YEARS_LEFT
        year = "" if is_of_today else str(self.year or "")
        return self.chapter, self.item, self.pledge, self.principle, self.level, year
