"""What an organisation's record says of positions: its words, amendments and signatures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.record import Deed, keeps_record
from tamyr.positions.models import Amendment, Signature, Stance, Version, Word
from tamyr.positions.queries.desk import address_of
from tamyr.positions.queries.positions import followed_by
from tamyr.positions.queries.texts import title_of


@keeps_record
def words_on_positions(visitor: Visitor, member: Member) -> Iterator[Deed]:
    seen = followed_by(visitor).values("pk")
    own = {"version__position__in": seen, "member": member}
    titles: dict[Version, str] = {}

    def title(version: Version) -> str:
        if version not in titles:
            titles[version] = title_of(version)[0]
        return titles[version]

    for word in Word.objects.filter(**own).select_related("version__position"):
        yield Deed(word.given_at.date(), _stance(word), title(word.version), address_of(word.version))
    for amendment in Amendment.objects.filter(**own).select_related("version__position"):
        day, version = amendment.proposed_at.date(), amendment.version
        yield Deed(day, _("Proposed an amendment"), title(version), address_of(version))
    for signature in Signature.objects.filter(**own).select_related("version__position"):
        yield from _signed(signature, title(signature.version))


def _stance(word: Word) -> str:
    if word.stance == Stance.OBJECTION:
        return _("Objected")
    return _("Stood aside") if word.stance == Stance.ASIDE else _("Said that it does not object")


def _signed(signature: Signature, title: str) -> Iterator[Deed]:
    address = address_of(signature.version, "signing")
    # Only an organisation’s own people read its record: they may know that it signed without its name.
    if signature.signed_on:
        words = _("Signed, without its name") if signature.is_sealed else _("Signed")
        yield Deed(signature.signed_on, words, title, address)
    if signature.withdrawn_on:
        yield Deed(signature.withdrawn_on, _("Withdrew its signature"), title, address)
