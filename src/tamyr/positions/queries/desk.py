"""What of positions waits on a desk: a word, a signature, an answer of the facilitator, a translation to check."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk, while_there_are
from tamyr.positions.models import Signature, Stage, Version, Word
from tamyr.positions.models.amendments import Answer
from tamyr.positions.models.versions import RUNNING
from tamyr.positions.queries.positions import running_versions, to_be_signed
from tamyr.positions.queries.texts import begun_of, is_of_earlier, own_end, places_of, title_of
from tamyr.positions.rules import facilitates, may_keep
from tamyr.procedures.queries import calls_for_voices, organisations_of
from tamyr.procedures.rules import may_follow, organisations_heard
from tamyr.shared.languages import language


def address_of(version: Version, part: str = "making") -> str:
    return reverse(f"positions:{part}", args=[version.position.number])


@leads_from_the_desk
def way_to_positions(visitor: Visitor) -> Iterator[Way]:
    if may_follow(visitor):
        yield Way(_("Positions"), reverse("positions:positions"))


@asks_for_voice
@while_there_are(lambda: Version.objects.filter(stage__in=RUNNING))
def position_calls(visitor: Visitor) -> Iterator[Call]:
    """Positions that wait for a member's word, and for whoever facilitates them."""
    if not may_follow(visitor):
        return
    running = running_versions(visitor)
    open_ones = [version for version in running if version.stage == Stage.OPEN]
    yield from calls_for_voices(
        visitor, open_ones, spoken=_need_not_speak(visitor, open_ones), call=_call_for_member
    )
    for version in running:
        if may_keep(visitor, version.position):
            yield from _calls_for_keeper(visitor, version)


def _need_not_speak(visitor: Visitor, versions: Iterable[Version]) -> set[tuple[UUID, UUID]]:
    """Return who need not be asked: those who spoke on these words, and those who are not heard on that position."""
    listed = list(versions)
    begun = {version.pk: begun_of(version)[version.position.authoritative] for version in listed}
    spoken = {
        (word.version_id, word.member_id)
        for word in Word.objects.filter(version__in=listed)
        # Whoever spoke on words that were changed since is asked again.
        if not is_of_earlier(word, begun[word.version_id])
    }
    outside = {
        (version.pk, member.pk)
        for version in listed
        for heard in [organisations_heard(visitor, version.position)]
        for member in organisations_of(visitor)
        if member not in heard
    }
    return spoken | outside


def _call_for_member(version: Version, member: Member) -> Call:
    return Call(
        title=_("Position: %(title)s") % {"title": title_of(version)[0]},
        sentence=_("Read it. If your organisation objects, say to what and why; silence counts as consent."),
        address=address_of(version),
        act=_("Read and answer"),
        due_at=own_end(version, language()),
        member=member,
        may_leave=True,
    )


def _calls_for_keeper(visitor: Visitor, version: Version) -> Iterator[Call]:
    title, address = title_of(version)[0], address_of(version)
    if version.has_closed_at(visitor.at):
        yield Call(
            title, _("The time to object is over: record the outcome."), address, _("Open the position")
        )
        return
    # What waits before the end is for whoever facilitates; the outcome anybody records who oversees it.
    if not facilitates(visitor, version.position):
        return
    waiting = version.amendments.filter(answer=Answer.PROPOSED).count()
    if waiting:
        yield Call(title, _("Amendments wait for an answer."), address, _("Read the amendments"))
    if version.stage == Stage.OPEN and _untranslated(version):
        sentence = _("A translation is missing, out of step or not checked: its clock stands.")
        yield Call(title, sentence, address, _("See the translations"))


def _untranslated(version: Version) -> bool:
    return any(not wording.is_ready for place in places_of(version) for wording in place.wordings.values())


@asks_for_voice
@while_there_are(lambda: Version.objects.filter(stage=Stage.ADOPTED, sign_until__isnull=False))
def signature_calls(visitor: Visitor) -> Iterator[Call]:
    """Adopted positions that an organisation is asked to sign, until the day that was named."""
    if not may_follow(visitor):
        return
    asked = to_be_signed(visitor)
    # Also one that was withdrawn: whoever took its signature back is not asked for it again.
    signed = Signature.objects.filter(version__in=asked, signed_on__isnull=False)
    done = set(signed.values_list("version", "member"))
    for version in asked:
        for member in organisations_heard(visitor, version.position):
            if (version.pk, member.pk) not in done:
                yield Call(
                    title=_("Sign: %(title)s") % {"title": title_of(version)[0]},
                    sentence=_(
                        "Ask inside your organisation, then sign in its name; it may sign without its name."
                    ),
                    address=address_of(version, "signing"),
                    act=_("Read and sign"),
                    due_at=version.sign_until,
                    member=member,
                    may_leave=True,
                )
