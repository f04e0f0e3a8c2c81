"""What an organisation's record says of consultations: what it recorded, took part in and handed over."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tamyr.consultations.models import Consultation, How, Participation, Stage
from tamyr.consultations.queries.comments import comments_visible_to
from tamyr.consultations.queries.consultations import consultations_visible_to
from tamyr.consultations.queries.texts import address_of, title_of
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.record import Deed, keeps_record


@keeps_record
def deeds_on_consultations(visitor: Visitor, member: Member) -> Iterator[Deed]:
    seen = consultations_visible_to(visitor).values("pk")
    for told in Consultation.objects.filter(pk__in=seen, member=member).prefetch_related("texts"):
        words = _("Told others of a consultation")
        yield Deed(told.recorded_at.date(), words, title_of(told), address_of(told))
    own = Participation.objects.filter(consultation__in=seen, member=member).exclude(how=How.NOT)
    for row in own.select_related("consultation").prefetch_related("consultation__texts"):
        words = _("Took part") if row.is_named else _("Took part, without its name")
        yield Deed(row.said_on, words, title_of(row.consultation), address_of(row.consultation))
    handed = comments_visible_to(visitor).filter(member=member, stage=Stage.HANDED_OVER)
    for comment in handed.select_related("consultation").prefetch_related("consultation__texts"):
        day, about = comment.handed_on, comment.consultation
        assert day is not None
        yield Deed(day, _("Handed a comment over"), title_of(about), address_of(about))
