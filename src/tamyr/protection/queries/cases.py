"""Letters and their answers, for those who answer and for whoever holds the receipt."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, asks_for_voice, while_there_are
from tamyr.network.queries.held import SOMEBODY
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.protection.models import Case, Responder, SealedCopy, SealedItem, SealingKey
from tamyr.protection.models.cases import WARNED_BEFORE, State
from tamyr.protection.queries.keys import responders_today
from tamyr.protection.rules import may_read_letters


def hash_of(secret: str) -> str:
    """Return the keyed hash under which a receipt, or a form, is known: without the key nothing can be tried out."""
    return salted_hmac("tamyr.protection.case", secret, algorithm="sha256").hexdigest()


def cases_visible_to(visitor: Visitor) -> QuerySet[Case]:
    """Return the letters of which a visitor may know: those who answer all of them, everybody else none."""
    # What has run out is gone at that moment for everybody, and not only when the hourly task deletes it.
    seen = Case.objects.filter(kept_until__gt=visitor.at).select_related("taken_by__person")
    return seen if may_read_letters(visitor) else seen.none()


def items_visible_to(visitor: Visitor) -> QuerySet[SealedItem]:
    return SealedItem.objects.filter(case__in=cases_visible_to(visitor).values("pk"))


def own_form_of(item: SealedItem, key: SealingKey | None) -> SealedItem | SealedCopy:
    """Return an item in the form that one's key opens: a colleague may have sealed it anew to it."""
    copy = item.copies.filter(key=key).first() if key else None
    # The copy comes first: it was made because the letter itself does not open to this key.
    return copy or item


def case_of_writer(token: str, at: datetime) -> Case | None:
    """Return the case whose writer holds the receipt of this token."""
    return Case.objects.filter(token_hash=hash_of(token), kept_until__gt=at).first() if token else None


def answers_to_writer(case: Case) -> QuerySet[SealedItem]:
    """Return the answers: what the writer themselves wrote nobody shows them again."""
    return case.items.filter(is_answer=True)


def cases_that_wait(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return those of cases whose last letter is the writer's, but for closed ones."""
    # By who wrote last and not by the state: a letter that somebody took may still wait for its first answer.
    latest = SealedItem.objects.filter(case=OuterRef("pk")).order_by("-written_at")
    is_answered = Subquery(latest.values("is_answer")[:1])
    return cases.exclude(state=State.CLOSED).annotate(is_answered=is_answered).filter(is_answered=False)


@asks_for_voice
@while_there_are(lambda: Responder.objects.filter(ended_at=None, person=SOMEBODY))
def letters_that_wait(visitor: Visitor) -> Iterator[Call]:
    """Letters without an answer, and those that run out soon, on the desks of those who answer."""
    if not may_read_letters(visitor):
        return
    own = SealingKey.objects.filter(responder__person=visitor.person, responder__ended_at=None)
    ends = list(own.values_list("ended_at", flat=True))
    # Whoever never had one was told when they were named.
    if ends and None not in ends:
        yield Call(
            title=_("Letters are not sealed to you"),
            sentence=_("You have no key in use. Make one, so that you can open what comes."),
            address=reverse("protection:key"),
            act=_("Make a key"),
            due_at=None,
        )
    cases = cases_visible_to(visitor)
    if count := cases_that_wait(cases).count():
        title = ngettext("%(count)d letter waits for you", "%(count)d letters wait for you", count)
        yield _call(title % {"count": count}, _("Read it and answer, or take it over."), None)
    for case in cases.filter(kept_until__lte=visitor.at + WARNED_BEFORE[0]):
        yield _runs_out(case, visitor.at)


def _runs_out(case: Case, at: datetime) -> Call:
    days = case.warned_days(at)
    title = ngettext(
        "Letter %(number)s is deleted within %(days)d day",
        "Letter %(number)s is deleted within %(days)d days",
        days,
    )
    return _call(title % {"number": case.number, "days": days}, how_to_keep(case), case.kept_until)


def how_to_keep(case: Case) -> str:
    """Say what would keep a letter longer."""
    if case.is_kept_longer_by_a_word:
        return _("If the writer writes again, it is kept longer. Two of you can hold it.")
    return _("Two of you can hold it longer; another letter of the writer no longer does.")


def _call(title: str, sentence: str, due_at: datetime | None) -> Call:
    return Call(
        title=title,
        sentence=sentence,
        address=reverse("protection:letters"),
        act=_("Open the letters"),
        due_at=due_at,
    )


# --- what is announced ----------------------------------------------------------------------


def _those_who_answer(_happening: Happening, _at: datetime) -> Iterable[UUID]:
    return responders_today().values_list("person_id", flat=True)


def _letters_known(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Case]:
    return cases_visible_to(visitor).in_bulk(keys)


def _letter_came(_happening: Happening, case: Case) -> News:
    return News(
        title=_("Something new in letter %(number)s") % {"number": case.number},
        sentence=_("Open it with your key."),
        address=reverse("protection:letter", args=[case.pk]),
    )


def _letters_that_run_out(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Case]:
    return cases_visible_to(visitor).filter(kept_until__lte=visitor.at + WARNED_BEFORE[0]).in_bulk(keys)


def _letter_runs_out(_happening: Happening, case: Case) -> News:
    return News(
        title=_("Letter %(number)s is deleted soon") % {"number": case.number},
        sentence=how_to_keep(case),
        address=reverse("protection:letter", args=[case.pk]),
    )


def _letter_let_go(_happening: Happening, case: Case) -> News:
    return News(
        title=_("The writer of letter %(number)s does not want it held") % {"number": case.number},
        sentence=_("It is deleted in its own time again."),
        address=reverse("protection:letter", args=[case.pk]),
    )


announces(
    Kind(
        "letter-came",
        _those_who_answer,
        lambda keys: Case.objects.filter(pk__in=keys).values_list("pk", flat=True),
        _letters_known,
        _letter_came,
    ),
    Kind(
        "letter-runs-out",
        _those_who_answer,
        lambda keys: Case.objects.filter(pk__in=keys).values_list("pk", flat=True),
        _letters_that_run_out,
        _letter_runs_out,
    ),
    Kind(
        "letter-let-go",
        _those_who_answer,
        lambda keys: Case.objects.filter(pk__in=keys).values_list("pk", flat=True),
        _letters_known,
        _letter_let_go,
    ),
)
