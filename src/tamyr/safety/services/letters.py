"""Every letter goes into our own outbox first, and out of it only where a mail server is named.

Nothing a person does ever waits for a mail server or fails because of one. There are no letters with somebody's words to
many: what sends such would take two persons (ADR 0031).
"""

import smtplib
from collections.abc import Container, Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.utils import timezone

from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.logic.notice_letter import BODY, SUBJECT
from tamyr.safety.models import Letter, is_sealed
from tamyr.safety.models.letters import KEPT, WAIT

AT_ONCE = 50


class Outbox(BaseEmailBackend):
    """Django's way of sending mail, ending in our outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return keep_letters(email_messages, at=timezone.now())


def keep_letters(messages: Sequence[EmailMessage], *, at: datetime) -> int:
    """Put Django's own messages into the outbox, one letter for each address."""
    letters = [
        Letter(recipient=address, subject=str(message.subject), body=str(message.body), made_at=at, due_at=at)
        for message in messages
        for address in message.recipients()
    ]
    return len(Letter.objects.bulk_create(letters))


def send_notices(*, to: Iterable[str], at: datetime) -> int:
    """Tell these addresses that there is something new: the same few words to everybody."""
    letters = [
        Letter(recipient=address, subject=SUBJECT, body=BODY, made_at=at, due_at=at)
        for address in to
        # One that does not open is a word for readers, and nobody's address.
        if address and not is_sealed(address)
    ]
    return len(Letter.objects.bulk_create(letters))


def deliver_due(*, at: datetime) -> tuple[int, int]:
    """Hand the letters that are due to the mail server; return how many went out and how many wait."""
    if not settings.MAIL_SERVER:
        return 0, 0
    due = Letter.objects.filter(sent_at=None, due_at__lte=at).order_by("due_at")[:AT_ONCE]
    sent = sum(_deliver(letter, at) for letter in due)
    return sent, Letter.objects.filter(sent_at=None).count()


def _deliver(letter: Letter, at: datetime) -> bool:
    """Send one letter. Claiming it first keeps two senders from sending it twice, without a lock that
    would hold up the whole site while a mail server thinks."""
    claimed = Letter.objects.filter(pk=letter.pk, sent_at=None, due_at=letter.due_at)
    if not claimed.update(due_at=at + WAIT):
        return False
    try:
        _hand_over(letter)
    except (OSError, smtplib.SMTPException, UnreadableField, ValueError) as error:
        # The kind of error alone: its text may hold the recipient’s address. A letter that does not open,
        # or whose address no mail server takes, keeps no other one waiting.
        letter.put_off(at, type(error).__name__)
    else:
        letter.sent_at, letter.fault = at, ""
    letter.save()
    return letter.sent_at is not None


def _hand_over(letter: Letter) -> None:
    if any(is_sealed(part) for part in (letter.recipient, letter.subject, letter.body)):
        raise UnreadableField("a letter does not open")
    connection = get_connection("django.core.mail.backends.smtp.EmailBackend", **settings.MAIL_SERVER)
    message = EmailMessage(
        letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.recipient], connection=connection
    )
    message.send()


def forget_letters_to(addresses: Container[str]) -> int:
    """Delete the letters to these addresses, which are kept encrypted: each is opened and looked at."""
    # Every encryption of an address differs, so that no database can look for it.
    keys = [letter.pk for letter in Letter.objects.all() if letter.recipient in addresses]
    return Letter.objects.filter(pk__in=keys).delete()[0]


def old_letters(*, at: datetime) -> QuerySet[Letter]:
    """Return the letters that were written more than a month ago, sent or not."""
    return Letter.objects.filter(made_at__lt=at - KEPT)
