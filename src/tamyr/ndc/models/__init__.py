from tamyr.ndc.models.comments import Comment, CommentRequest, PublishedComment, State
from tamyr.ndc.models.submissions import Kind, Section, Signatory, Stage, Submission

__all__ = [
    "CommentRequest",
    "Comment",
    "Kind",
    "PublishedComment",
    "Section",
    "Signatory",
    "Stage",
    "State",
    "Submission",
]
