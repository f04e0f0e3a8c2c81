"""An assessment → its brief as a file's bytes: content, drawings and typesetting in one call."""

from collections.abc import Mapping

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.charts.drawing import draw_svg
from climate_pathways.core.provenance import Source
from climate_pathways.exports.brief.content import brief, pictures
from climate_pathways.exports.brief.html import write_html
from climate_pathways.exports.brief.pdf import typeset_pdf


def printed(
    assessment: Assessment, sources: Mapping[str, Source], language: str, *, as_html: bool = False
) -> bytes:
    """Return the brief as PDF, or as HTML; byte-identical for the same assessment, language, texts and typesetter.

    Raises ``ValueError`` for a language without a catalogue, ``PathwaysError`` where setting fails.
    """
    content = brief(assessment, sources, language)
    drawings = {name: draw_svg(spec, language) for name, spec in pictures(assessment, language).items()}
    return write_html(content, drawings).encode() if as_html else typeset_pdf(content, drawings)
