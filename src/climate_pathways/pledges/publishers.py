"""Who published a document, in a reader's language: files name publishers as the documents' own pages do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from climate_pathways.core.wording import mark
from climate_pathways.figures.providers import parts_said
from climate_pathways.pledges.documents import Citation
from climate_pathways.pledges.titles import Title, shown_title

PUBLISHERS = (
    mark("Government of Armenia"),
    mark("Government of Azerbaijan"),
    mark("Government of Belarus"),
    mark("Government of Georgia"),
    mark("Government of Kazakhstan"),
    mark("Government of the Kyrgyz Republic"),
    mark("Government of the Republic of Moldova"),
    mark("Government of the Russian Federation"),
    mark("Government of Tajikistan"),
    mark("Government of Turkmenistan"),
    mark("Government of Ukraine"),
    mark("Government of Uzbekistan"),
    mark("Government of Kazakhstan, legal information system Adilet"),
    mark("Embassy of Uzbekistan in Italy"),
    mark("Verkhovna Rada of Ukraine"),
    mark("text on precedent.ua"),
    mark("text copy kept by the World Resources Institute"),
    mark("UNFCCC, collected by openclimatedata"),
    mark("Reuters, reprinted on upnewsinfo.com"),
    mark("RIA Novosti, reprinted by NANGS"),
    mark("Economic Information Daily, reprinted on yzise.cn"),
    mark("Ecopress, citing the National Legal Portal"),
    mark("CENEF-XXI"),
)
# Named in Russian where it was read.
IN_ENGLISH = {
    "Экопресс, со ссылкой на Национальный правовой портал": "Ecopress, citing the National Legal Portal"
}


def publisher_text(publisher: str, language: str) -> str:
    """Return a publisher as a reader of the language knows it; a newspaper keeps its own name."""
    # Whoever issued a text and whoever keeps the copy that was read stand in one entry, divided so.
    return parts_said(IN_ENGLISH.get(publisher, publisher), PUBLISHERS, language)


@dataclass(frozen=True)
class ShownCitation:
    """A citation in a reader's words; its title may be in another language."""

    id: str
    title: Title
    publisher: str
    published_on: date | None
    url: str


def shown(citation: Citation, language: str) -> ShownCitation:
    return ShownCitation(
        citation.id,
        shown_title(citation, language),
        publisher_text(citation.publisher, language),
        citation.published_on,
        citation.url,
    )


def listed(citations: Iterable[Citation], language: str) -> list[ShownCitation]:
    """Return citations by title, each as a reader of the language meets it."""
    by_title = sorted(citations, key=lambda citation: citation.title)
    return [shown(citation, language) for citation in by_title]
