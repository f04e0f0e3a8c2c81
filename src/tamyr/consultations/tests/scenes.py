"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass

from tests.databases import world
from tests.people import give_mandate, make_aygul, make_dana, make_green_lake, make_member, make_person

from tamyr.accounts.models import Person
from tamyr.consultations.models import Comment, Consultation
from tamyr.consultations.services.taking_part import take_part
from tamyr.consultations.tests.calling import DAY, NOON, begun, told, written
from tamyr.network.models import Member


@dataclass(frozen=True)
class ToldConsultation:
    """A consultation that Aygul told of and in which Bela’s member takes part; pages find it open as well."""

    aygul: Person
    bela: Person
    green_lake: Member
    mountain_voice: Member
    consultation: Consultation


@dataclass(frozen=True)
class DraftedComment:
    """A comment that Aygul wrote, and Dana of the same member may check."""

    aygul: Person
    dana: Person
    green_lake: Member
    comment: Comment


@world("told_consultation")
def fill_told_consultation() -> ToldConsultation:
    green_lake = make_green_lake()
    aygul = make_aygul(green_lake)
    mountain_voice = make_member("Example Mountain Voice", "Пример Голос гор", "GEO")
    bela = make_person("bela", "Bela Example")
    give_mandate(bela, mountain_voice)
    made = told(aygul, green_lake)
    take_part(consultation=made, member=mountain_voice, how="speak", is_named=True, actor=bela.pk, at=NOON)
    return ToldConsultation(aygul, bela, green_lake, mountain_voice, made)


@world("drafted_comment")
def fill_drafted_comment() -> DraftedComment:
    green_lake = make_green_lake()
    aygul, dana = make_aygul(green_lake), make_dana(green_lake)
    comment = begun(told(aygul, green_lake, limit=40, ends=NOON + 30 * DAY), aygul, green_lake)
    written(comment, aygul)
    return DraftedComment(aygul, dana, green_lake, comment)
