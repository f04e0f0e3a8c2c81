from tamyr.ndc.models.comments import Asked, Comment, PublishedComment, State
from tamyr.ndc.models.submissions import Kind, Section, Signatory, Stage, Submission

__all__ = [
    "Asked",
    "Comment",
    "Kind",
    "PublishedComment",
    "Section",
    "Signatory",
    "Stage",
    "State",
    "Submission",
]
