import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from tamyr.safety.logic.chain import START, Link
from tamyr.safety.logic.chain import faults as chain_faults_of
from tamyr.safety.logic.inventory import KEPT, Entry, ModelFields, faults, read_registry
from tamyr.safety.models import (
    AuditHead,
    AuditLine,
    EncryptedTextField,
    Letter,
    Proposal,
    Stage,
    is_sealed,
)
from tamyr.safety.rules import (
    ProposalWords,
    is_undecided,
    is_usable,
    kind_of,
    may_refuse,
    may_withdraw,
    why_not_approve,
    why_not_use,
)

OURS = "tamyr."
# Fields of a fixed form hold no words of anybody.
CLOSED_TEXTS = (models.SlugField, models.UUIDField)


def registry() -> dict[str, Entry]:
    """Return what all rooms say of their fields."""
    entries: dict[str, Entry] = {}
    for config in apps.get_app_configs():
        file = Path(config.path) / "fields.toml"
        if config.name.startswith(OURS) and file.exists():
            own = read_registry(file, config.label)
            entries |= {_label(name, config.label): entry for name, entry in own.items()}
    return entries


def _label(name: str, room: str) -> str:
    """Return app.model: a table named app.model in a room's file is another maker's."""
    inner = name.removeprefix(f"{room}.")
    return inner if "." in inner else name


def inventory_faults() -> list[str]:
    return sorted(
        faults(registry(), [fields_of(model) for model in apps.get_models(include_auto_created=True)])
    )


def fields_of(model: type[models.Model]) -> ModelFields:
    own = [field for field in model._meta.local_fields if not field.auto_created or field.primary_key]
    texts = [f for f in own if isinstance(f, models.CharField | models.TextField | models.JSONField)]
    return ModelFields(
        label=model._meta.label_lower,
        fields=tuple(field.name for field in own),
        texts=frozenset(f.name for f in texts if not f.choices and not isinstance(f, CLOSED_TEXTS)),
        encrypted=frozenset(field.name for field in own if isinstance(field, EncryptedTextField)),
        is_ours=model.__module__.startswith(OURS),
        retained={field.name: field.retained for field in own if isinstance(field, EncryptedTextField)},
    )


def chain_faults(witnessed: Iterable[tuple[int, str]] = ()) -> Iterator[str]:
    """Name every break of the audit chain; none means that it is whole."""
    # The head bears witness too: with the last lines cut off, what is left would still be a whole chain.
    for fault in chain_faults_of(_links(), witnessed=[*witnessed, *_own_head()]):
        yield _(fault.words) % fault.lines


def chain_head() -> tuple[int, str]:
    """Return the number and the hash of the last line: what a witness writes down."""
    head = AuditHead.objects.first()
    return (head.n, head.hash) if head else (0, START)


class RecordedAct(NamedTuple):
    """What was done, and about which row: its kind and its key, empty where it was about none."""

    act: str
    kind: str
    key: str


def acts_since(head: tuple[int, str], *, most: int) -> list[RecordedAct] | None:
    """Return what was done after a line of the chain.

    Nothing where that is not known: the line is no line of this chain, a later one is missing or no longer legible,
    or there are more than ``most``.
    """
    (n, known), later = head, AuditLine.objects.filter(n__gte=max(head[0], 1)).order_by("n")
    lines = list(later[: most + 2])
    if n:
        if not lines or (lines[0].n, lines[0].hash) != head:
            return None
        del lines[0]
    elif known != START:
        return None
    bodies = [_body_of(line) for line in lines]
    is_whole = [line.n for line in lines] == list(range(n + 1, n + 1 + len(lines)))
    if len(lines) > most or not is_whole or not all(bodies):
        return None
    told = map(json.loads, bodies)
    return [RecordedAct(line["act"], *(line["about"] or ":").split(":", 1)) for line in told]


def _links() -> Iterator[Link]:
    for line in AuditLine.objects.iterator():
        yield Link(line.n, line.salt, _body_of(line), line.commitment, line.hash)


def _body_of(line: AuditLine) -> str:
    # A changed text is no text: its commitment will not fit.
    return "" if is_sealed(line.body) else str(line.body)


def _own_head() -> list[tuple[int, str]]:
    return [chain_head()]


def letters(most: int = 100) -> list[Letter]:
    """Return the latest letters of the outbox. Whoever asks must be entitled to read them."""
    return list(Letter.objects.all()[:most])


@dataclass(frozen=True)
class KeptThing:
    """What the registry says of all tables that are kept alike."""

    kept: str
    tables: tuple[str, ...]
    fields: int
    encrypted: int


def kept_things() -> list[KeptThing]:
    """Return what is stored, by how long it is kept, as the field registry has it."""
    entries = registry()
    by_duration: dict[str, list[ModelFields]] = {kept: [] for kept in KEPT}
    for model in apps.get_models(include_auto_created=True):
        fields = fields_of(model)
        if fields.label in entries:
            by_duration[entries[fields.label].kept].append(fields)
    return [
        KeptThing(
            kept,
            tuple(sorted(model.label for model in models_kept)),
            sum(len(model.fields) for model in models_kept),
            sum(len(model.encrypted) for model in models_kept),
        )
        for kept, models_kept in by_duration.items()
        if models_kept
    ]


@dataclass(frozen=True)
class Act:
    """A line of the audit chain, as far as it may be shown: no name, no key of anybody."""

    n: int
    act: str
    at: datetime
    is_own: bool
    by_software: bool


def latest_acts(*, person: UUID, only_own: bool, most: int = 200, among: int = 2000) -> list[Act]:
    """Return the latest acts: a person's own, or everybody's for those who may see that they happened."""
    # Bodies are encrypted: whose act it was is known only once a line is opened, so few are.
    told = (_told(line, person) for line in AuditLine.objects.order_by("-n")[:among])
    return list(islice((act for act in told if act and (act.is_own or not only_own)), most))


def _told(line: AuditLine, person: UUID) -> Act | None:
    body = _body_of(line)
    if not body:
        return None
    said = json.loads(body)
    actor = said["actor"]
    return Act(line.n, said["act"], datetime.fromisoformat(said["at"]), actor == str(person), actor is None)


@dataclass(frozen=True)
class ProposalShown:
    """A proposal as one person may see it, and what that person may answer: asked once, where a page says it."""

    proposal: Proposal
    told: ProposalWords
    person: UUID
    at: datetime

    @cached_property
    def why_not(self) -> str:
        return why_not_approve(self.proposal, self.person, self.at)

    @cached_property
    def may_refuse(self) -> bool:
        return may_refuse(self.proposal, self.person, self.at)

    @cached_property
    def may_withdraw(self) -> bool:
        return may_withdraw(self.proposal, self.person, self.at)

    @cached_property
    def may_use(self) -> bool:
        return not why_not_use(self.proposal, self.person, self.at)

    @property
    def is_approved(self) -> bool:
        return self.proposal.stage == Stage.APPROVED

    @property
    def asks_me(self) -> bool:
        return not self.why_not


def proposal_shown(proposal: Proposal, *, person: UUID, at: datetime) -> ProposalShown | None:
    """Return a proposal as a person may see it; None where there is none for them."""
    told = kind_of(proposal).told(proposal, person, at)
    return None if told is None else ProposalShown(proposal, told, person, at)


def usable_proposal(*, kind: str, about: str, at: datetime) -> Proposal | None:
    """Return what two persons agreed on and may still be used."""
    rows = Proposal.objects.filter(kind=kind, about=about, stage=Stage.APPROVED).order_by("-answered_at")
    return next((row for row in rows if is_usable(row, at)), None)


def waiting_proposal(*, kind: str, about: str, at: datetime) -> Proposal | None:
    """Return what waits for its second person."""
    rows = Proposal.objects.filter(kind=kind, about=about, stage=Stage.WAITING)
    return next((row for row in rows if row.waits_at(at)), None)


def act_of(line: AuditLine) -> tuple[str, dict[str, Any]]:
    """Return which act a line tells of, and its details; nothing where its text was erased or does not open."""
    body = _body_of(line)
    said: dict[str, Any] = json.loads(body) if body else {}
    return said.get("act", ""), said.get("details", {})


def proposals_open_to(*, person: UUID, at: datetime) -> list[ProposalShown]:
    """Return what is still to be decided, or can still be stopped, as far as a person may see it."""
    # What was approved long ago has taken effect or run out: no kind waits longer than it stays open.
    recent = models.Q(stage=Stage.APPROVED, answered_at__gt=at - timedelta(days=30))
    rows = Proposal.objects.filter(models.Q(stage=Stage.WAITING, expires_at__gt=at) | recent)
    still = (row for row in rows if is_undecided(row, at))
    shown = (proposal_shown(row, person=person, at=at) for row in still)
    return [row for row in shown if row is not None]
