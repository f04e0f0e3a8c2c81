"""Which comments a visitor may read, the clauses they are drafted from, and what was taken up."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from tamyr.consultations.models import Comment, CommentText, Consultation, Stage, Uptake
from tamyr.consultations.queries.consultations import consultations_visible_to
from tamyr.network.models import Visitor
from tamyr.positions.models import Stage as PositionStage
from tamyr.positions.models import Version
from tamyr.positions.queries.positions import positions_visible_to
from tamyr.positions.queries.texts import Place, places_of
from tamyr.procedures.logic.readings import agreed
from tamyr.procedures.rules import may_follow
from tamyr.safety.models import ExposureLevel


def comments_visible_to(visitor: Visitor) -> QuerySet[Comment]:
    """Return the comments this visitor may read: their own, those shown to the network, and what is everybody's."""
    # What is to be everybody’s is so once it is handed over: a draft is not its member’s word yet.
    seen = Q(exposure=ExposureLevel.PUBLIC, stage=Stage.HANDED_OVER) | Q(member__in=visitor.members)
    if may_follow(visitor):
        seen |= ~Q(exposure=ExposureLevel.SEALED)
    # Never more readers than its consultation: the words of one would tell of the other.
    return Comment.objects.filter(seen, consultation__in=consultations_visible_to(visitor).values("pk"))


def comments_of(consultation: Consultation, visitor: Visitor) -> list[Comment]:
    """Return the comments of a consultation that stand, as far as a visitor may read them."""
    found = comments_visible_to(visitor).filter(consultation=consultation).exclude(stage=Stage.WITHDRAWN)
    return list(_whole(found))


def find_comment(visitor: Visitor, number: int, key: UUID) -> Comment:
    """Return a comment this visitor may read; for any other the answer is that there is none."""
    found = _whole(comments_visible_to(visitor)).filter(consultation__number=number, pk=key).first()
    if found is None:
        raise Http404
    return found


def _whole(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.select_related("consultation__institution", "member").prefetch_related(
        "texts", "quotes__version__position", "uptakes__member", "consultation__texts"
    )


def texts_of(comment: Comment) -> dict[str, CommentText]:
    return {row.language: row for row in comment.texts.all()}


def checked_languages(comment: Comment) -> list[str]:
    return [code for code, row in texts_of(comment).items() if row.checked_at is not None]


# --- clauses --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Clause:
    """A clause of an adopted version, and the name by which a form asks for it."""

    version: Version
    place: Place

    @property
    def name(self) -> str:
        return f"{self.version.pk}.{self.place.code}"


def clauses_named(visitor: Visitor, names: Iterable[str]) -> list[Clause] | None:
    """Return the clauses that a form names, in its order; None where one is in no adopted text that a visitor reads."""
    found: list[Clause] = []
    known: dict[str, dict[str, Clause]] = {}
    # Named twice it is quoted once: the database takes a clause of a version once for a comment.
    for name in dict.fromkeys(names):
        key, _dot, code = name.partition(".")
        if key not in known:
            known[key] = {clause.place.code: clause for clause in _clauses_of(visitor, key)}
        # Of a form that names one that is not there nothing is taken: a comment quotes all or none.
        if code not in known[key]:
            return None
        found.append(known[key][code])
    return found


def _clauses_of(visitor: Visitor, key: str) -> list[Clause]:
    try:
        version_key = UUID(key)
    # The key comes from a form, and may be anything.
    except ValueError:
        return []
    readable = positions_visible_to(visitor).values("pk")
    adopted = Version.objects.filter(pk=version_key, stage=PositionStage.ADOPTED, position__in=readable)
    return [clause for version in adopted.select_related("position") for clause in clauses_in(version)]


def clauses_in(version: Version) -> list[Clause]:
    """Return the clauses of a version that can be quoted: neither its title nor a heading."""
    return [
        Clause(version, place) for place in places_of(version) if not place.is_title and not place.is_heading
    ]


def quoted_by(comment: Comment) -> list[Clause]:
    """Return the clauses that a comment is drafted from, as the version that it quotes has them."""
    quotes = list(comment.quotes.all())
    versions = {quote.version_id: quote.version for quote in quotes}
    places = {
        (key, clause.place.code): clause
        for key, version in versions.items()
        for clause in clauses_in(version)
    }
    # Each is there: of an adopted version no clause changes, which triggers keep.
    return [places[quote.version_id, quote.code] for quote in quotes]


# --- what was taken up ----------------------------------------------------------------------


def readings_of(comment: Comment) -> list[Uptake]:
    """Return the reading of each member that stands."""
    return [uptake for uptake in comment.uptakes.all() if uptake.replaced_at is None]


def settled(uptakes: Iterable[Uptake]) -> str:
    """Return the reading that two members share and that no other reading matches; empty where there is none yet."""
    return agreed(uptake.reading for uptake in uptakes)
