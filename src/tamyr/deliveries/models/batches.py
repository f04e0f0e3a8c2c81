"""Letters that are released together, and how far each of them has come."""

import uuid
import zlib
from base64 import b64decode, b64encode
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery, Demand
from tamyr.network.models import Member
from tamyr.safety.models import EncryptedTextField, is_sealed, opened_json


class State(models.TextChoices):
    """How far a letter has come. Between ``SENDING`` and an answer of the mail server nobody knows whether it was taken."""

    PREVIEW = "preview", _("to be looked at, not released")
    WAITING = "waiting", _("waits to be sent")
    SENDING = "sending", _("is being sent")
    SENT = "sent", _("the mail server took it")
    FAILED = "failed", _("the mail server did not take it")
    PERHAPS = "perhaps", _("perhaps sent: a person decides")
    CHANGED = "changed", _("held: something changed after the release")
    BY_HAND = "by_hand", _("to be handed over by a person")
    DROPPED = "dropped", _("called off")


# Of these a person says what becomes of them: nothing happens to them by itself.
UNDECIDED = (State.PERHAPS, State.FAILED, State.CHANGED)
# After so many tries of a letter people are told, while it is tried on.
TOLD_AFTER = 8
# What a person may call off. Not what is being sent: a server may be taking it at this moment.
MAY_BE_DROPPED = (State.WAITING, State.FAILED, State.CHANGED, State.BY_HAND, State.PERHAPS)
# What of a letter is still open: no other batch may hold the same one meanwhile. What failed or was held may be
# prepared anew beside its old paper.
OPEN = (State.PREVIEW, State.WAITING, State.SENDING, State.PERHAPS, State.BY_HAND)
# Sent, and not recorded with its demand yet.
IS_UNTOLD = Q(state=State.SENT, told_at__isnull=True)
# What is not told holds its letter too: by the events of its demand that still lies with nobody.
IS_HELD = Q(state__in=OPEN) | IS_UNTOLD
# After so long a person is asked to record it: nobody in whose name it is done by itself may act any more.
UNTOLD_FOR = timedelta(minutes=15)


class Batch(models.Model):
    """Letters of one demand, previewed and released together; ``sha`` binds what was previewed to what is sent.

    Without a member the network writes itself. ``not_before`` is the moment until which none goes out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    not_before = models.DateTimeField(null=True, blank=True)
    knows_the_danger = models.BooleanField()
    sha = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    released_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "id")
        constraints = (
            # Either name is empty once the account of whoever bore it is deleted.
            models.CheckConstraint(
                condition=Q(released_by__isnull=True)
                | Q(made_by__isnull=True)
                | ~Q(released_by=F("made_by")),
                name="nobody_releases_their_own_letters",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(ended_at__isnull=True),
                name="released_letters_are_not_called_off",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Missive(models.Model):
    """One letter as it was previewed: its words, the paper, and the address it goes to.

    ``claimed_at`` is committed before the mail server is asked to take it, so that a crash leaves a trace, with ``server``,
    the name of the one that is asked. ``fault`` is what the server answered; ``told_at`` when the sending was recorded with the demand.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="missives")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    content = EncryptedTextField()
    paper = EncryptedTextField()
    address = EncryptedTextField(blank=True)
    sha = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=State.choices, default=State.PREVIEW)
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    server = models.CharField(max_length=255, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    fault = EncryptedTextField(blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("batch_id", "id")
        constraints = (
            # Whatever a service overlooks: two papers of one letter would be the same demand, sent twice.
            models.UniqueConstraint(
                fields=("delivery",),
                condition=IS_HELD,
                name="one_open_paper_per_letter",
            ),
            models.CheckConstraint(
                # By the moment of its claim alone a letter is found whose sender has died.
                condition=~Q(state=State.SENDING) | Q(claimed_at__isnull=False),
                name="what_is_being_sent_was_claimed",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False), name="what_was_sent_says_when"
            ),
        )
        indexes = (models.Index(fields=("state", "due_at"), name="missives_due"),)

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.state}"

    @staticmethod
    def packed(paper: bytes) -> str:
        # Packed before it is encrypted: afterwards nothing packs it.
        return b64encode(zlib.compress(paper, 3)).decode()

    @property
    def pdf(self) -> bytes | None:
        """The paper as it was previewed; nothing where it does not open any more."""
        return None if is_sealed(self.paper) else zlib.decompress(b64decode(self.paper))

    @property
    def went_by_mail(self) -> bool:
        """Whether a mail server was asked to take it, whatever road its letter takes since."""
        return self.claimed_at is not None

    @property
    def words(self) -> dict[str, Any]:
        return opened_json(self.content, {})
