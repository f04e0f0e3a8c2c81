"""Names that existing databases are bound to: whoever changes one makes something unreadable.

A value is sealed under the name of its model and column, a session is found under a salted hash.
So these lists change only when something new is kept: docs/how-to/move-a-model.md.
"""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tamyr.accounts.models import Person
from tamyr.safety.models import EncryptedTextField
from tamyr.safety.models.encrypted import kept_name
from tests.architecture import plan

SEALED = {
    "addressees.change.reason",
    "calendars.privateaddress.label",
    "consultations.comment.receipt",
    "consultations.commenttext.text",
    "decisions.ballot.choice",
    "decisions.ballot.words",
    "decisions.ballotversion.choice",
    "decisions.ballotversion.words",
    "decisions.decision.reason",
    "decisions.decision.tie_secret",
    "decisions.decisionfile.inside",
    "decisions.event.reason",
    "decisions.seat.reason",
    "decisions.seat.salt",
    "decisions.secretballot.choice",
    "deliveries.missive.address",
    "deliveries.missive.content",
    "deliveries.missive.fault",
    "deliveries.missive.paper",
    "deliveries.nationaltext.ask",
    "deliveries.nationaltext.fulfilled_when",
    "deliveries.nationaltext.title",
    "deliveries.receipt.content",
    "deliveries.receiptdraft.content",
    "deliveries.receiptdraft.said",
    "demands.commitment.words",
    "demands.demand.ended_why",
    "demands.demandtext.ask",
    "demands.demandtext.fulfilled_when",
    "demands.demandtext.title",
    "demands.event.ground",
    "demands.event.reason",
    "demands.rightofreply.words",
    "demands.verdict.reason",
    "evidence.voice.reason",
    "ndc.asked.body",
    "ndc.comment.name",
    "ndc.comment.why_en",
    "ndc.comment.why_ru",
    "ndc.comment.words",
    "ndc.publishedcomment.name",
    "ndc.publishedcomment.why_en",
    "ndc.publishedcomment.why_ru",
    "ndc.publishedcomment.words",
    "ndc.section.heading_en",
    "ndc.section.heading_ru",
    "ndc.section.quote_en",
    "ndc.section.quote_ru",
    "ndc.section.words_en",
    "ndc.section.words_ru",
    "ndc.submission.title_en",
    "ndc.submission.title_ru",
    "network.admission.application",
    "network.admission.explanation",
    "network.admissiondocument.content",
    "network.admissiondocument.filename",
    "network.circle.words",
    "network.invitation.note",
    "network.member.guarded",
    "network.objection.reason",
    "network.person.email",
    "network.person.name",
    "network.registerimport.table",
    "network.session.data",
    "network.session.label",
    "positions.amendment.base_text",
    "positions.amendment.reason",
    "positions.amendment.text",
    "positions.change.reason",
    "positions.comment.words",
    "positions.signature.approval",
    "positions.word.change",
    "positions.word.reason",
    "priorities.argument.answer",
    "priorities.argument.words",
    "priorities.merger.words",
    "priorities.moderation.appeal",
    "priorities.moderation.outcome_reason",
    "priorities.moderation.reason",
    "priorities.wording.words",
    "protection.checkin.words",
    "protection.hold.reason",
    "protection.lockdown.kept",
    "protection.sealedcopy.content",
    "protection.sealeditem.content",
    "protection.sealingkey.passkey",
    "protection.sealingkey.passkey_wrapped",
    "protection.sealingkey.wrapped",
    "publishing.withdrawal.reason",
    "replies.arrival.envelope",
    "replies.arrival.faults",
    "replies.arrival.head",
    "replies.arrival.raw",
    "replies.arrival.text",
    "replies.arrival.told",
    "replies.arrivedfile.aside",
    "replies.arrivedfile.cleaned",
    "replies.arrivedfile.content",
    "replies.arrivedfile.name",
    "replies.placement.reason",
    "replies.publicwords.words",
    "replies.sentletter.address",
    "replies.sentletter.subject",
    "safety.auditline.body",
    "safety.letter.body",
    "safety.letter.recipient",
    "safety.letter.subject",
    "safety.proposal.payload",
    "safety.proposal.reason",
    "safety.proposal.words",
}
# What moved, and the table that it still has.
MOVED = {
    "accounts.person": ("network.person", "network_person"),
    "accounts.session": ("network.session", "network_session"),
    "accounts.wrongtries": ("network.wrongtries", "network_wrongtries"),
    "admissions.admission": ("network.admission", "network_admission"),
    "admissions.admissiondocument": ("network.admissiondocument", "network_admissiondocument"),
    "admissions.assent": ("network.assent", "network_assent"),
    "admissions.objection": ("network.objection", "network_objection"),
    "network.membershipstatus": ("network.standing", "network_standing"),
    "ndc.commentrequest": ("ndc.asked", "ndc_asked"),
}
SALTS = {
    "addressees.import",
    "addressees.row",
    "decisions.code.{seat.pk}",
    "mfa.{kind}:{factor.user_id}",
    "network.circle.entry",
    "network.member.entry",
    "network.partner.entry",
    "tamyr.network.admission",
    "tamyr.network.models.Person.session_auth_hash",
    "tamyr.network.session",
    "tamyr.network.tries:{day}",
    "tamyr.protection.case",
    "tamyr.protection.receipt",
    "tamyr.replies.addresses",
    "tamyr.shared.listed",
    "{kept_name(instance)}.{self.name}:{instance.pk}",
}


# Where none of these stands, nothing is read further.
NAMED = re.compile(r"salt|\bplace *=|\bdef \w*place\b", re.IGNORECASE)


def sealed_places(among: list[type[models.Model]]) -> set[str]:
    return {
        f"{kept_name(model)}.{field.name}"
        for model in among
        for field in model._meta.get_fields()
        if isinstance(field, EncryptedTextField)
    }


def salts_in(source: str) -> Iterator[str]:
    """Yield the texts that a source hashes, signs or seals with, as they are written there."""
    if not NAMED.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "salted_hmac":
            yield from written(node.args[0])
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id.lower() in ("salt", "place"):
                yield from written(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name.endswith("place"):
            for step in ast.walk(node):
                if isinstance(step, ast.Return) and step.value is not None:
                    yield from written(step.value)
        elif isinstance(node, ast.keyword) and node.arg in ("salt", "place", "key_salt"):
            yield from written(node.value)


def written(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield ast.unparse(node).lstrip("f").strip("'\"")


def test_values_are_sealed_under_the_names_they_always_had() -> None:
    assert sealed_places(apps.get_models()) == SEALED


def test_what_moved_kept_its_name_and_its_table() -> None:
    moved = [model for model in apps.get_models() if kept_name(model) != model._meta.label_lower]
    assert {model._meta.label_lower: (kept_name(model), model._meta.db_table) for model in moved} == MOVED


def test_the_tables_beside_a_moved_model_kept_their_names() -> None:
    beside = {field.name: field.m2m_db_table() for field in Person._meta.many_to_many}
    assert beside == {
        "groups": "network_person_groups",
        "user_permissions": "network_person_user_permissions",
    }


def test_every_salt_is_what_it_was() -> None:
    # The counting names places within a file, which no value is bound to.
    counting = plan.PLATFORM / "decisions" / "logic"
    files = [
        file
        for file in plan.PLATFORM.rglob("*.py")
        if not {"tests", "migrations"} & set(file.parts) and not file.is_relative_to(counting)
    ]
    assert {salt for file in files for salt in salts_in(file.read_text(encoding="utf-8"))} == SALTS


@isolate_apps("tamyr.network")
def test_a_model_that_moves_without_its_name_is_found() -> None:
    class Note(models.Model):
        text = EncryptedTextField()

        class Meta:
            app_label = "network"

    assert sealed_places([Note]) == {"network.note.text"}
    Note.kept_as = "library.note"  # type: ignore[attr-defined]
    assert sealed_places([Note]) == {"library.note.text"}


@pytest.mark.parametrize(
    ("source", "salt"),
    [
        ('salted_hmac("tamyr.other", text)', "tamyr.other"),
        ('SALT = "network.other"', "network.other"),
        ('ring.encrypt(text, place=f"mfa.other:{key}")', "mfa.other:{key}"),
    ],
)
def test_a_new_salt_is_found(source: str, salt: str) -> None:
    assert list(salts_in(source)) == [salt]
