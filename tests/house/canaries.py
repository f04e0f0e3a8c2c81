"""What is not public carries a unique word in each field, so that one can ask where such words come out.

Fields join by themselves through the registry: a new text field that is not P0 is filled here,
and a new table without a row in the cast is named.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from django.apps import apps
from django.db import models
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from wagtail.models import Page

from tamyr.safety.queries import fields_of, registry
from tests.house.cast import Cast, canaries_in, canary

DELEGATES = {"deputy", "delegate", "other delegate", "hidden delegate"}
IN_NETWORK = {*DELEGATES, "circle", "editor", "coordinator"}
KNOW_ADMISSIONS = {*DELEGATES, "coordinator"}
GREEN_LAKE = {"deputy", "delegate"}
# Whose demand it is, who stands behind it, and coordinators of what is no circle's.
HANDLE_LETTERS = {*GREEN_LAKE, "hidden delegate", "coordinator"}
IN_CIRCLE = {"circle", "hidden delegate", "coordinator"}
# Who may read a field, where it is not simply: P1 the people of the network, P2 and P3 nobody.
MEANT_FOR = {
    "addressees.change.reason": IN_NETWORK,
    "admissions.admission.application": KNOW_ADMISSIONS,
    "admissions.admission.explanation": KNOW_ADMISSIONS,
    "admissions.admissiondocument.filename": KNOW_ADMISSIONS,
    "admissions.admissiondocument.content": KNOW_ADMISSIONS,
    "admissions.objection.reason": KNOW_ADMISSIONS,
    "consultations.comment.receipt": KNOW_ADMISSIONS,
    "consultations.commenttext.text": KNOW_ADMISSIONS,
    "decisions.ballot.words": IN_NETWORK,
    "decisions.ballotversion.words": IN_NETWORK,
    "decisions.decision.reason": IN_NETWORK,
    "decisions.seat.reason": IN_NETWORK,
    "network.circle.words": IN_CIRCLE,
    "accounts.person.name": IN_NETWORK,
    "network.member.guarded": {"hidden delegate"},
    "network.registerimport.table": {"coordinator"},
    "network.invitation.note": GREEN_LAKE,
    "accounts.session.label": {"delegate"},
    "calendars.privateaddress.label": {"delegate"},
    "safety.proposal.words": {"deputy", "delegate", "coordinator"},
    "protection.checkin.words": {"other delegate", "coordinator"},
    "protection.hold.reason": {"deputy", "other delegate"},
    "evidence.judgement.text_en": KNOW_ADMISSIONS,
    "evidence.judgement.text_ru": KNOW_ADMISSIONS,
    "evidence.voice.reason": KNOW_ADMISSIONS,
    # What is read by all who read the round; the last three by coordinators and whoever wrote what was set aside.
    "priorities.wording.words": IN_NETWORK,
    "priorities.argument.words": IN_NETWORK,
    "priorities.argument.answer": IN_NETWORK,
    "priorities.moderation.reason": IN_NETWORK,
    "priorities.moderation.outcome_reason": IN_NETWORK,
    "priorities.moderation.appeal": {*GREEN_LAKE, "coordinator"},
    "priorities.merger.words": {*GREEN_LAKE, "other delegate"},
    "demands.demandtext.title": IN_NETWORK,
    "demands.demandtext.ask": IN_NETWORK,
    "demands.demandtext.fulfilled_when": IN_NETWORK,
    "demands.event.reason": IN_NETWORK,
    "demands.event.ground": IN_NETWORK,
    "demands.verdict.reason": IN_NETWORK,
    "demands.commitment.words": IN_NETWORK,
    "demands.rightofreply.words": IN_NETWORK,
    "replies.sentletter.subject": HANDLE_LETTERS,
    "replies.sentletter.address": HANDLE_LETTERS,
    "replies.arrival.envelope": HANDLE_LETTERS,
    "replies.arrival.head": HANDLE_LETTERS,
    "replies.arrival.text": HANDLE_LETTERS,
    "replies.arrival.faults": HANDLE_LETTERS,
    "replies.arrivedfile.name": HANDLE_LETTERS,
    "replies.arrivedfile.aside": HANDLE_LETTERS,
    "replies.placement.reason": HANDLE_LETTERS,
    "replies.publicwords.words": HANDLE_LETTERS,
    "deliveries.missive.address": HANDLE_LETTERS,
    "deliveries.missive.fault": HANDLE_LETTERS,
    "deliveries.receipt.content": HANDLE_LETTERS,
    "deliveries.receiptdraft.said": {"delegate"},
    "deliveries.nationaltext.title": KNOW_ADMISSIONS,
    "deliveries.nationaltext.ask": KNOW_ADMISSIONS,
    "deliveries.nationaltext.fulfilled_when": KNOW_ADMISSIONS,
    **{
        f"ndc.{model}.{name}": IN_NETWORK
        for model, names in {
            "submission": ("title_en", "title_ru"),
            "section": ("heading_en", "heading_ru", "quote_en", "quote_ru", "words_en", "words_ru"),
            "publishedcomment": ("words", "name", "why_en", "why_ru"),
        }.items()
        for name in names
    },
    **{
        f"ndc.{name}": {*GREEN_LAKE, "coordinator"}
        for name in (
            "commentrequest.body",
            "comment.words",
            "comment.name",
            "comment.why_en",
            "comment.why_ru",
        )
    },
    "positions.amendment.base_text": KNOW_ADMISSIONS,
    "positions.amendment.text": KNOW_ADMISSIONS,
    "positions.amendment.reason": KNOW_ADMISSIONS,
    "positions.change.before": KNOW_ADMISSIONS,
    "positions.change.after": KNOW_ADMISSIONS,
    "positions.change.reason": KNOW_ADMISSIONS,
    "positions.clausetext.text": KNOW_ADMISSIONS,
    "positions.comment.words": KNOW_ADMISSIONS,
    "positions.signature.approval": {"hidden delegate"},
    "positions.word.reason": KNOW_ADMISSIONS,
    "positions.word.change": KNOW_ADMISSIONS,
}
# Opened by a secret in the address, which the walk knows and nobody else does but the applicant.
OPENED_BY_SECRET = {
    "<language>/join/<slug:secret>/": {
        "admissions.admission.application",
        "admissions.admission.explanation",
    },
    "<language>/join/<slug:secret>/withdraw/": {"admissions.admission.application"},
}
# The walk proves something only if those entitled do find the words.
FINDS = {
    "coordinator": {
        "admissions.admission.application",
        "admissions.objection.reason",
        "network.circle.words",
        "accounts.person.name",
        "network.partner.names",
        "positions.word.reason",
    },
    "delegate": {
        "admissions.admission.application",
        "admissions.objection.reason",
        "accounts.person.name",
        "decisions.decision.question_en",
        "consultations.commenttext.text",
        "consultations.consultationtext.summary",
        "demands.demandtext.title",
        "demands.event.ground",
        "demands.verdict.reason",
        "replies.arrival.text",
        "replies.arrivedfile.name",
        "deliveries.missive.address",
        "deliveries.nationaltext.ask",
        "ndc.comment.words",
        "ndc.section.words_en",
        "priorities.wording.words",
        "priorities.argument.words",
        "priorities.merger.words",
        "priorities.moderation.appeal",
        "positions.amendment.reason",
        "positions.comment.words",
        "addressees.change.reason",
    },
    "hidden delegate": {"network.circle.words"},
    "circle": {"network.circle.words"},
}
# Written by the software itself: no word of anybody, but hashes, codes and media types.
MACHINE_WRITTEN = {
    "addressees.change.act",
    "addressees.change.subject",
    "addressees.change.subject_key",
    "admissions.admission.secret_hash",
    "calendars.deadline.name",
    "calendars.privateaddress.secret_hash",
    "consultations.clausequote.code",
    "consultations.comment.language",
    "consultations.commenttext.language",
    "consultations.commenttext.sha",
    "consultations.consultation.iso3",
    "consultations.consultation.languages",
    "consultations.consultation.zone",
    "consultations.consultationtext.language",
    "consultations.uptake.language",
    "decisions.ballot.choice",
    "decisions.ballotversion.choice",
    "decisions.decision.authoritative",
    "decisions.decision.electorate_sha256",
    "decisions.decision.question_sha256",
    "decisions.decision.rule",
    "decisions.decision.scope_code",
    "decisions.decision.tie_committed",
    "decisions.decision.tie_secret",
    "decisions.decision.zone",
    "decisions.decisionfile.inside",
    "decisions.decisionfile.inside_sha256",
    "decisions.decision.recusal",
    "decisions.option.code",
    "decisions.option.theme",
    "decisions.seat.barred_by_rule",
    "decisions.seat.label",
    "decisions.seat.recused_from",
    "decisions.seat.salt",
    "demands.commitment.language",
    "demands.delivery.language",
    "demands.demand.assessment",
    "demands.demand.authoritative",
    "demands.demand.code",
    "demands.demand.iso3",
    "demands.demand.suggestion",
    "demands.demandtext.language",
    "demands.demandtext.sha",
    "demands.demandtext.source_sha",
    "demands.event.by_calendar",
    "demands.event.by_law",
    "demands.event.words_sha",
    "demands.quote.assessment",
    "demands.quote.iso3",
    "demands.rightofreply.language",
    "demands.verdict.language",
    # The letter and its files, packed: what stands in them stands in the text, the head and the names too.
    "replies.arrival.raw",
    "replies.arrivedfile.content",
    "replies.arrivedfile.cleaned",
    "replies.arrivedfile.cleaned_type",
    "replies.arrivedfile.no_copy",
    "replies.arrivedfile.scan",
    "replies.arrival.sealed",
    "replies.arrival.told",
    "replies.arrival.digest",
    "replies.arrival.id_hash",
    "replies.arrival.matched_by",
    "replies.arrivedfile.media_type",
    "replies.arrival.guesses",
    "replies.arrivedfile.place",
    "replies.arrivedfile.warnings",
    "replies.sentletter.id_hash",
    # A letter as it was previewed, and its paper: what stands in them stands in the words of the demand too.
    "deliveries.missive.content",
    "deliveries.missive.paper",
    "deliveries.missive.sha",
    "deliveries.missive.server",
    "deliveries.receipt.media_type",
    # Pictures of pages: what was typed beside them is followed instead.
    "deliveries.receiptdraft.content",
    "deliveries.batch.sha",
    "deliveries.nationaltext.language",
    "deliveries.nationaltext.sha",
    "deliveries.nationaltext.source_sha",
    "deliveries.nationaltext.headings_sha",
    "ndc.commentrequest.secret_hash",
    "ndc.comment.language",
    "ndc.publishedcomment.language",
    "ndc.section.assessment",
    "ndc.section.code",
    "ndc.section.item",
    "ndc.section.source_sha",
    "ndc.submission.document",
    "ndc.submission.iso3",
    "ndc.submission.open_sha",
    "ndc.submission.sha",
    "network.invitation.secret_hash",
    "accounts.person.password",
    "accounts.session.key_hash",
    "accounts.session.data",
    "accounts.wrongtries.key_hash",
    "admissions.admissiondocument.media_type",
    "network.examplerow.label",
    "network.examplerow.key",
    "evidence.judgement.answer",
    "evidence.judgement.axis_step",
    "evidence.judgement.criterion",
    "evidence.judgement.document",
    "evidence.judgement.iso3",
    "network.memberwords.language",
    "accounts.person.language",
    "accounts.person.time_zone",
    "safety.audithead.hash",
    "safety.auditline.commitment",
    "safety.auditline.hash",
    "safety.auditline.salt",
    "safety.auditline.body",
    "positions.amendment.base_sha",
    "positions.amendment.code",
    "positions.amendment.language",
    "positions.change.act",
    "positions.change.code",
    "positions.change.language",
    "positions.clause.code",
    "positions.clause.came_from",
    "positions.clausetext.language",
    "positions.clausetext.sha",
    "positions.clausetext.source_sha",
    "positions.clock.language",
    "positions.comment.base_sha",
    "positions.comment.code",
    "positions.position.accepts",
    "positions.position.authoritative",
    "positions.position.scope_code",
    "positions.quote.assessment",
    "positions.quote.iso3",
    "positions.version.bound",
    "positions.version.text_hash",
    "positions.word.code",
    "protection.lockdown.kept",
    "safety.letter.fault",
    "safety.proposal.about",
    "safety.proposal.payload",
    "safety.letter.subject",
    "safety.letter.body",
    "priorities.argument.answer_language",
    "priorities.argument.language",
    "priorities.argument.text_sha256",
    "priorities.merger.kept_sha256",
    "priorities.merger.language",
    "priorities.merger.other_sha256",
    "priorities.proposal.code",
    "priorities.proposal.text_sha256",
    "priorities.quote.facts",
    "priorities.quote.facts_sha256",
    "priorities.quote.iso3",
    "priorities.quote.version",
    "priorities.round.scope_code",
    "priorities.round.texts_sha256",
    "priorities.support.text_sha256",
    "priorities.wording.of_sha256",
    "priorities.wording.sha256",
    "protection.case.token_hash",
    "protection.case.reply_key",
    "protection.sealeditem.algorithm",
    "protection.sealeditem.content",
    "protection.sealeditem.data_class",
    "protection.sealeditem.form_hash",
    "protection.sealingkey.public",
    "protection.sealingkey.passkey",
    "protection.sealingkey.passkey_wrapped",
    "protection.sealingkey.wrapped",
    "publishing.picture.file_hash",
    "publishing.file.file_hash",
    "publishing.rendition.filter_spec",
    "publishing.rendition.focal_point_key",
}


@dataclass(frozen=True)
class GuardedField:
    """A field that is not public."""

    label: str
    level: str
    model: type[models.Model]
    name: str

    @property
    def may_read(self) -> set[str]:
        return MEANT_FOR.get(self.label, IN_NETWORK if self.level == "P1" else set())


def guarded_fields() -> Iterator[GuardedField]:
    entries = registry()
    for model in apps.get_models():
        found = fields_of(model)
        for name in sorted(found.texts):
            level = entries[found.label].class_of(name) or "P3"
            label = f"{found.label}.{name}"
            if found.is_ours and level != "P0" and label not in MACHINE_WRITTEN:
                yield GuardedField(label, level, model, name)
    yield GuardedField("wagtailcore.page.title", "P1", Page, "title")


def words_of(field: GuardedField) -> set[str]:
    """Return the canaries in a field of all rows, filling it where no row has one."""
    rows = list(field.model._default_manager.all())
    assert rows, f"{field.model.__name__} has no row in the cast: make one in tests/house/cast.py"
    found = set().union(*(canaries_in(in_words(str(getattr(row, field.name)))) for row in rows))
    if found:
        return found
    word = canary()
    setattr(rows[0], field.name, f"https://{word}.example.org/" if _is_link(field) else word)
    rows[0].save()
    return {word}


def in_words(text: str) -> str:
    """Return a text with what it holds in base64, as a kept file is."""
    try:
        return text + base64.b64decode(text, validate=True).decode("utf-8", "replace")
    except ValueError:
        return text


def _is_link(field: GuardedField) -> bool:
    return isinstance(field.model._meta.get_field(field.name), models.URLField)


def guarded_words() -> dict[str, GuardedField]:
    """Return every canary of the network that stands in the database, with the field that holds it."""
    return {word: field for field in guarded_fields() for word in words_of(field)}


def said_by(answer: HttpResponseBase) -> str:
    """Return all that an answer says: its headers, and its body as text."""
    if isinstance(answer, StreamingHttpResponse):
        body = b"".join(answer)
    else:
        assert isinstance(answer, HttpResponse)
        body = answer.content
    return unquote(f"{answer.headers}\n{body.decode('utf-8', 'replace')}")


def own_words(cast: Cast, role: str) -> set[str]:
    person = cast.people.get(role)
    return canaries_in(f"{person.sign_in_name} {person.name} {person.email}") if person else set()


def kept_from(role: str, cast: Cast, secrets: dict[str, GuardedField]) -> set[str]:
    """Return the words that a role must read nowhere."""
    hidden = {word for word, field in secrets.items() if role not in cast.meant_for.get(word, field.may_read)}
    return hidden - own_words(cast, role)


def leaks(said: dict[str, str], hidden: set[str], secrets: dict[str, GuardedField]) -> set[tuple[str, str]]:
    """Return each address that says a hidden word, with the field the word is from."""
    return {
        (pattern, secrets[word].label)
        for pattern, text in said.items()
        for word in canaries_in(text) & hidden
        if secrets[word].label not in OPENED_BY_SECRET.get(pattern, ())
    }
