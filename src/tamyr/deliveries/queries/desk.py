"""What of letters that go out waits for a person: those of which nobody knows, and those that did not go."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.deliveries.models import Batch, Missive, State
from tamyr.deliveries.models.batches import IS_UNTOLD, UNDECIDED, UNTOLD_FOR
from tamyr.deliveries.queries.batches import undecided
from tamyr.deliveries.rules import may_decide
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.queries.texts import title_of
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, asks_for_voice, while_there_are
from tamyr.network.queries.desk.news import acting_for, coordinators_to_tell
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.procedures.rules import may_follow


@dataclass(frozen=True)
class HeldLetters:
    """Letters of one batch of which this visitor may say what becomes of them."""

    batch: Batch
    letters: tuple[Missive, ...]

    @property
    def title(self) -> str:
        return _("Letter: %(title)s") % {"title": title_of(self.batch.demand)}

    @property
    def sentence(self) -> str:
        if all(letter.state == State.WAITING for letter in self.letters):
            return ngettext(
                "The mail server has not taken %(count)s letter for hours: it is tried on by itself.",
                "The mail server has not taken %(count)s letters for hours: they are tried on by themselves.",
                len(self.letters),
            ) % {"count": len(self.letters)}
        if all(letter.state == State.SENT for letter in self.letters):
            return ngettext(
                "%(count)s letter went out, and nobody who released it may record that any more: record it.",
                "%(count)s letters went out, and nobody who released them may record that any more: record it.",
                len(self.letters),
            ) % {"count": len(self.letters)}
        return ngettext(
            "%(count)s letter did not go out, or perhaps did: say what becomes of it.",
            "%(count)s letters did not go out, or perhaps did: say what becomes of them.",
            len(self.letters),
        ) % {"count": len(self.letters)}

    @property
    def address(self) -> str:
        if len(self.letters) == 1:
            return reverse("deliveries:letter", args=[self.letters[0].pk])
        return reverse("deliveries:batch", args=[self.batch.pk])


def held_for(visitor: Visitor) -> list[HeldLetters]:
    """Return by batch the letters that wait for a decision which is this visitor's to take."""
    if not may_follow(visitor):
        return []
    rows = undecided().filter(batch__demand__in=demands_visible_to(visitor).values("pk"))
    rows = rows.exclude(IS_UNTOLD, sent_at__gt=visitor.at - UNTOLD_FOR)
    by_batch: dict[UUID, list[Missive]] = defaultdict(list)
    for missive in rows.select_related("batch__demand__member"):
        by_batch[missive.batch_id].append(missive)
    found = [HeldLetters(letters[0].batch, tuple(letters)) for letters in by_batch.values()]
    # The query knows who may see a demand; who may act on it only its rule does.
    return [held for held in found if may_decide(visitor, held.batch.demand)]


@asks_for_voice
@while_there_are(lambda: Missive.objects.filter(Q(state__in=(*UNDECIDED, State.WAITING)) | IS_UNTOLD))
def letters_to_decide(visitor: Visitor) -> Iterator[Call]:
    for held in held_for(visitor):
        yield Call(title=held.title, sentence=held.sentence, address=held.address, act=_("Decide"))


def _who_may_decide(happening: Happening, at: datetime) -> Iterator[UUID]:
    """Yield who acts for a member that made the demand or stands behind it, and coordinators; the right is asked at the look."""
    batch = Batch.objects.filter(pk=happening.about).select_related("demand").first()
    if batch is None:
        return
    behind = batch.demand.backers.filter(left_on=None).values_list("member", flat=True)
    for member in {batch.demand.member_id, *behind} - {None}:
        yield from acting_for(member, at.date())
    yield from coordinators_to_tell(at.date())


def _with_undecided(keys: Collection[UUID]) -> Iterable[UUID]:
    return undecided().filter(batch__in=keys).values_list("batch", flat=True)


def _own(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, HeldLetters]:
    return {held.batch.pk: held for held in held_for(visitor) if held.batch.pk in keys}


def _news(_happening: Happening, held: HeldLetters) -> News:
    return News(title=held.title, sentence=held.sentence, address=held.address)


def _with_carried(keys: Collection[UUID]) -> Iterable[UUID]:
    return Missive.objects.filter(batch__in=keys, state=State.BY_HAND).values_list("batch", flat=True)


def _carried(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Batch]:
    """Return the batches of which a visitor says what becomes of their letters."""
    rows = Batch.objects.filter(pk__in=keys, demand__in=demands_visible_to(visitor).values("pk"))
    return {
        batch.pk: batch
        for batch in rows.select_related("demand__member")
        if may_decide(visitor, batch.demand)
    }


def _not_handed(_happening: Happening, batch: Batch) -> News:
    return News(
        title=_("Letter: %(title)s") % {"title": title_of(batch.demand)},
        sentence=_("It was not handed over after all: it waits for somebody who carries it."),
        address=reverse("deliveries:batch", args=[batch.pk]),
    )


announces(
    Kind("letters-held", _who_may_decide, _with_undecided, _own, _news),
    Kind("letters-not-handed", _who_may_decide, _with_carried, _carried, _not_handed),
)
