"""What a room does with its own procedure and voices, each within the room's transaction.

The request was read before the row was locked: a stage may have changed since, a mandate ended,
a member left. So every right and the window itself are asked once more under the lock.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from rules.predicates import Predicate

from tamyr.accounts.models.people import acting_at
from tamyr.network.models import Mandate, Member, Visitor
from tamyr.network.models.members import Status
from tamyr.network.models.people import holding_on
from tamyr.network.queries.member_entry import language_name
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.procedures.models import MemberReading, Procedure, Scope, ScopedRow
from tamyr.procedures.queries import own_sha
from tamyr.procedures.rules import organisations_heard
from tamyr.safety.services import record_act
from tamyr.shared.languages import language

AProcedure = TypeVar("AProcedure", bound=Procedure)
Row = TypeVar("Row", bound=models.Model)


class NotNow(Exception):
    """A procedure is at another stage than this act needs; ``procedure`` is how it stands."""

    def __init__(self, procedure: Procedure) -> None:
        super().__init__(f"{procedure.pk} is {procedure.stage}")
        self.procedure = procedure


class MovedMeanwhile(Exception):
    """Somebody else changed the words first: how they stand, if at all, and the mark of a form that is about these."""

    def __init__(self, text: str = "", sha: str = "") -> None:
        super().__init__(text[:40])
        self.text, self.sha = text, sha


def check_own(
    there: models.Model | None, said: Mapping[str, object], base_sha: str | None, **words: str
) -> None:
    """Refuse with ``MovedMeanwhile`` to write over what a colleague said for the same organisation since a form was opened.

    ``base_sha`` is of what the form showed, empty for nothing, None where nobody had a form before them; ``words``
    say what stands in a field whose value is no word for people.
    """
    if there is not None and _is_otherwise(there, said, base_sha):
        raise MovedMeanwhile(
            "\n".join(filter(None, (words.get(name, _in_words(there, name)) for name in said))),
            own_sha(there, said),
        )


def check_own_choice(there: models.Model | None, said: Mapping[str, object], base_sha: str | None) -> None:
    """Refuse as ``check_own`` what was chosen and not typed: nothing of it can be put together with the colleague's."""
    if there is not None and _is_otherwise(there, said, base_sha):
        raise MovedMeanwhile


def _is_otherwise(there: models.Model, said: Mapping[str, object], base_sha: str | None) -> bool:
    if base_sha is None or base_sha == own_sha(there, said):
        return False
    # Whoever sends what stands there already has lost nothing, whatever their form was opened on.
    return any(str(getattr(there, name)) != str(value) for name, value in said.items())


def _in_words(there: models.Model, name: str) -> str:
    shown = getattr(there, f"get_{name}_display", None)
    value = shown() if shown else getattr(there, name)
    if name.endswith("language"):
        return language_name(value, language())
    return date_format(value) if isinstance(value, date) else str(value)


def locked(procedure: AProcedure, *stages: str) -> AProcedure:
    """Lock a procedure's row and return it as it stands, if its stage allows the act."""
    standing: AProcedure = (
        type(procedure)._default_manager.select_for_update(no_key=True).get(pk=procedure.pk)
    )
    if standing.stage not in stages:
        raise NotNow(standing)
    return standing


def asked_again(rule: Predicate, actor: UUID | None, about: object, at: datetime) -> Visitor:
    """Return who acts, as the database has it now; refuse with ``MayNot`` who may not."""
    visitor = visitor_with(actor, at)
    if not rule.test(visitor, about):
        raise MayNot(_("Your mandate or role does not allow this now; it may have ended."))
    return visitor


class AtAnotherStage(NotNow):
    """A row is at another stage than an act needs; ``standing`` is how it stands."""

    def __init__(self, standing: Any) -> None:
        Exception.__init__(self, f"{standing} is {standing.stage}")
        self.standing = standing


def locked_for(
    rule: Predicate, about: Row, *stages: str, actor: UUID | None, at: datetime
) -> tuple[Row, Visitor]:
    """Lock a row and return it as it stands, with who acts, as the database has both now.

    Raises ``AtAnotherStage`` where its stage does not allow the act, ``MayNot`` where the right has ended.
    """
    manager = type(about)._default_manager
    # Of itself alone, whatever a manager joins to it.
    standing: Row = manager.select_for_update(no_key=True, of=("self",)).get(pk=about.pk)
    if stages and standing.stage not in stages:  # type: ignore[attr-defined]
        raise AtAnotherStage(standing)
    # The right is asked of the row as it stands, after the lock
    # was waited for: whose it is may have changed too.
    return standing, asked_again(rule, actor, standing, at)


def locked_after_its_time(procedure: AProcedure, *, at: datetime) -> AProcedure:
    """Lock a procedure whose outcome may be recorded: its time is over, or an objection stopped its clock."""
    standing = locked(procedure, procedure.OPEN, *procedure.CLOCK_STOPPED)
    if not (standing.has_closed_at(at) or standing.stage in standing.CLOCK_STOPPED):
        raise NotNow(standing)
    return standing


def locked_for_a_voice(procedure: AProcedure, *, member: Member, actor: UUID, at: datetime) -> AProcedure:
    """Lock a procedure for an organisation's voice, given by a person who may speak for it.

    Raises ``NotNow`` once it is closed, ``MayNot`` where the mandate has ended or the member is
    not active any more.
    """
    standing = locked(procedure, procedure.OPEN, *procedure.CLOCK_STOPPED)
    if not standing.hears_voices_at(at):
        raise NotNow(standing)
    check_voice(member=member, actor=actor, at=at)
    return standing


def check_voice(*, member: Member, actor: UUID, at: datetime) -> str:
    """Refuse with ``MayNot`` who may not speak for a member, as the database has it now; return the kind of mandate."""
    kind = check_mandate(member=member, actor=actor, at=at)
    # Held until the voice is written, so that the member cannot leave between the two.
    active = Member.objects.select_for_update(no_key=True).filter(pk=member.pk, status=Status.ACTIVE)
    if not active.order_by().values_list("pk"):
        raise MayNot(_("Only active members speak; this one is not active now."))
    return kind


def check_heard(scoped: ScopedRow, *, member: Member, actor: UUID, at: datetime) -> str:
    """Refuse with ``MayNot`` who may not speak for a member on something that is of a part of the network."""
    kind = check_voice(member=member, actor=actor, at=at)
    # Of the whole network everybody is heard: the question is spared where it would always say yes.
    if scoped.scope != Scope.ALL and member not in organisations_heard(visitor_with(actor, at), scoped):
        raise MayNot(_("It is the matter of others: your organisation is not heard on it now."))
    return kind


def check_mandate(*, member: Member, actor: UUID, at: datetime) -> str:
    """Refuse with ``MayNot`` who holds no mandate of a member, as the database has it now; return its kind."""
    holding = Mandate.objects.filter(
        holding_on(at.date()), acting_at(at, "person__"), member=member, person_id=actor
    )
    # Who holds two at once speaks as a delegate, which comes before a deputy in the alphabet too.
    kind: str | None = holding.order_by("kind").values_list("kind", flat=True).first()
    if kind is None:
        raise MayNot(_("You do not act for this member now; your mandate may have ended."))
    return kind


def record_voice(
    *, act: str, about: Procedure, member: Member, actor: UUID, at: datetime, **details: str | int | bool
) -> None:
    """Leave the audit line of a voice: whose it is, and codes, never the words."""
    record_act(act=act, actor=actor, about=about, at=at, details={"member": str(member.pk), **details})


class ReadAlready(Exception):
    """The same person has read this for another member: two readings are two people's."""


def record_reading(made: MemberReading, *, act: str, about: models.Model, actor: UUID, **said: str) -> None:
    """Keep an organisation's reading in the place of its earlier one, with its line; ``said``: its codes."""
    rows = type(made)._default_manager
    # The former one makes room first, or the constraint would refuse the new one of the same member.
    earlier = {made.subject: getattr(made, made.subject), "member": made.member, "replaced_at": None}
    rows.filter(**earlier).update(replaced_at=made.at)
    try:
        # Within a savepoint: on PostgreSQL the whole transaction would be lost with the row that is refused.
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise ReadAlready from None
    details: dict[str, str | int | bool | None] = {"member": str(made.member_id), **said}
    record_act(act=act, actor=actor, about=about, at=made.at, details=details)


def name_members(scoped: ScopedRow, members: Iterable[Member]) -> None:
    """Name the members of a coalition, in the place of those that a draft named before."""
    scoped.named.all().delete()
    for member in dict.fromkeys(members):
        scoped.named.create(member=member)


def end(standing: AProcedure, *, stage: str, actor: UUID | None, at: datetime) -> AProcedure:
    """Record how a procedure that is locked has ended."""
    standing.stage, standing.ended_at = stage, at
    standing.save()
    record_act(act=f"{standing._meta.model_name}.{stage}", actor=actor, about=standing, at=at)
    return standing


# --- standing behind something, by name or counted only -------------------------------------


def stand(
    rows: Any, *, act: str, member: Member, is_named: bool, since: str, actor: UUID, at: datetime
) -> Any:
    """Let a member stand behind what is locked; a hidden one is never named. ``since``: the field that keeps the day.

    Raises ``MovedMeanwhile`` where it would name one that stands there unnamed: that one leaves first.
    """
    check_voice(member=member, actor=actor, at=at)
    # Asked of the member and not of the form, which may be sent ticked for one that hides.
    said = {"is_named": is_named and not member.is_guarded, since: at.date(), "left_on": None}
    # No page offers it: one that was open before would say a name that a colleague left unsaid.
    if said["is_named"] and rows.filter(member=member, left_on=None, is_named=False).exists():
        raise MovedMeanwhile
    row, _is_new = rows.update_or_create(member=member, defaults=said)
    _record_standing(act, rows.instance, row, actor, at)
    return row


def stand_no_more(rows: Any, *, act: str, member: Member, actor: UUID, at: datetime) -> None:
    """Let a member stand behind what is locked no more, at any stage of it."""
    check_mandate(member=member, actor=actor, at=at)
    row = rows.filter(member=member, left_on=None).first()
    if row is None:
        return
    row.left_on = at.date()
    row.save(update_fields=["left_on"])
    _record_standing(act, rows.instance, row, actor, at)


def _record_standing(act: str, about: models.Model, row: Any, actor: UUID, at: datetime) -> None:
    """Leave a line; of a member that is counted only neither which it is nor who acted for it."""
    details: dict[str, str | int | bool | None] = {"member": str(row.member_id)} if row.is_named else {}
    record_act(act=act, actor=actor if row.is_named else None, about=about, at=at, details=details)
