"""What changes the meaning of a country’s figures, as rows for a spreadsheet: one circumstance per row."""

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.exports.rows import Rows, as_plain_text
from climate_pathways.figures import licences
from climate_pathways.pledges.context import Circumstance

CONTEXT_HEADER = (
    *("place", "theme", "matters_for", "from_year", "says_en", "says_ru"),
    *("source", "publisher", "date", "passage", "printed", "address", "version", "licence"),
)


def context_rows(assessment: Assessment) -> Rows:
    """Return a header and one row per circumstance of an assessment, in both languages, by theme.

    ``date``: on which the document quoted was handed in; empty where the source is none of the country's
    documents. An assessment of before there was context has the header alone.
    """
    return [CONTEXT_HEADER, *(_cells(assessment, entry) for entry in assessment.context)]


def _cells(assessment: Assessment, entry: Circumstance) -> tuple[object, ...]:
    source, publisher, day, passage, address = entry.source_title, entry.source_publisher, "", "", ""
    if entry.document:
        document = assessment.pledges.document(entry.document)
        source, day, address = document.title_en, document.submitted_on.isoformat(), document.url
        passage = f"{entry.place}, line {entry.line}"
    texts = (entry.says_en, entry.says_ru, source, publisher, day, passage, entry.printed)
    return (
        *(assessment.iso3, entry.theme, "+".join(entry.matters_for), entry.from_year or ""),
        # Titles and quotations are the words of others: a spreadsheet must not compute them.
        *(as_plain_text(text) for text in texts),
        # Of the sentences, which are ours; what is quoted stands beside them with its source.
        *(entry.source_url or address, assessment.version, licences.OWN.name),
    )
