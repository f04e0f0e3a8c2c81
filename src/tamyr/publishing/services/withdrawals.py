"""Taking a public page back: one editor proposes it, another one agrees. The page stays with all its drafts."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from tamyr.accounts.models import Person
from tamyr.publishing.models import OwnWork, Withdrawal, holds_editing, taking_back
from tamyr.publishing.models.withdrawals import OPEN_FOR
from tamyr.publishing.services.audit import record_page_act
from tamyr.publishing.services.editors import check_editor


class NotOpen(Exception):
    """There is nothing to propose or to decide any more: the text says why, for the editor."""


@transaction.atomic
def propose_withdrawal(*, page: Page, reason: str, editor: Person, at: datetime) -> Withdrawal:
    """Ask another editor to agree that a page is taken back; raise ``NotOpen``."""
    check_editor(editor, at)
    standing = Page.objects.select_for_update(no_key=True).get(pk=page.pk)
    if not standing.live:
        raise NotOpen(_("This page is not public."))
    undecided = Withdrawal.objects.filter(page=standing, decided_at__isnull=True)
    # The database allows one undecided proposal of a page: one whose time is over makes room for the next.
    undecided.filter(expires_at__lte=at).update(decided_at=at)
    if undecided.exists():
        raise NotOpen(_("Somebody has proposed to take this page back already."))
    made = Withdrawal.objects.create(
        page=standing,
        revision=standing.live_revision_id,
        reason=reason,
        proposed_by=editor,
        made_at=at,
        expires_at=at + OPEN_FOR,
    )
    record_page_act(act="page.withdrawal_proposed", page=standing, actor=editor.pk, at=at)
    return made


@transaction.atomic
def agree_to_withdrawal(*, withdrawal: Withdrawal, editor: Person, at: datetime) -> None:
    """Take the page back, that one alone; raise ``OwnWork`` for one's own proposal, ``NotOpen``."""
    standing = _locked(withdrawal, editor, at)
    page = Page.objects.select_for_update(no_key=True).get(pk=standing.page_id)
    if standing.proposed_by_id == editor.pk:
        raise OwnWork(_("You proposed it: another editor has to agree."))
    proposer = standing.proposed_by
    # Two words are needed now and not at two times: whose
    # account was locked since would count as one of them.
    if proposer is None or not (proposer.acts_at(at) and holds_editing(proposer, at.date())):
        raise NotOpen(
            _("Whoever proposed it edits no more. Propose it yourself, for another editor to agree.")
        )
    if not page.live or page.live_revision_id != standing.revision:
        raise NotOpen(_("The page has changed since it was proposed. Look at it and propose it again."))
    standing.decide(editor=editor, is_agreed=True, at=at)
    standing.save()
    record_page_act(act="page.withdrawal_agreed", page=page, actor=editor.pk, at=at)
    with taking_back():
        page.specific.unpublish(user=editor)


@transaction.atomic
def refuse_withdrawal(*, withdrawal: Withdrawal, editor: Person, at: datetime) -> None:
    """Leave the page public; whoever proposed it may think better of it as well."""
    standing = _locked(withdrawal, editor, at)
    standing.decide(editor=editor, is_agreed=False, at=at)
    standing.save()
    record_page_act(act="page.withdrawal_refused", page=standing.page, actor=editor.pk, at=at)


def _locked(withdrawal: Withdrawal, editor: Person, at: datetime) -> Withdrawal:
    check_editor(editor, at)
    standing = Withdrawal.objects.select_for_update(no_key=True).get(pk=withdrawal.pk)
    if not standing.is_open_at(at):
        raise NotOpen(_("This proposal is decided already, or its two weeks are over."))
    return standing
