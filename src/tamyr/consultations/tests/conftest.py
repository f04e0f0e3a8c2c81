import pytest
from tests.scenes import scene, who_stands

from tamyr.consultations.models import Comment, Consultation
from tamyr.consultations.tests.scenes import DraftedComment, ToldConsultation

told_consultation = scene("told_consultation")
drafted_comment = scene("drafted_comment")
aygul, bela, dana, green_lake, mountain_voice = (
    who_stands(name, "told_consultation", "drafted_comment")
    for name in ("aygul", "bela", "dana", "green_lake", "mountain_voice")
)


@pytest.fixture
def open_one(told_consultation: ToldConsultation) -> Consultation:
    return told_consultation.consultation


@pytest.fixture
def draft(drafted_comment: DraftedComment) -> Comment:
    return drafted_comment.comment
