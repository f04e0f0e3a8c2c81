"""The country brief: its content as plain data, as a PDF, as a page that needs nothing beside it; and one sheet."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.exports.brief.content import Brief, brief, pictures
    from climate_pathways.exports.brief.file import printed
    from climate_pathways.exports.brief.html import write_html
    from climate_pathways.exports.brief.pdf import typeset_pdf
    from climate_pathways.exports.brief.sheet import Sheet, answer_sheet
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "Brief",
    "Sheet",
    "answer_sheet",
    "brief",
    "pictures",
    "printed",
    "typeset_pdf",
    "write_html",
]
