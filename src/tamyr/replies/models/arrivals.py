"""A letter that came in, as it came and as it is read."""

import json
import uuid
import zlib
from base64 import b64decode, b64encode
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.replies.logic.kinds import KINDS
from tamyr.replies.logic.quarantine import REASONS
from tamyr.replies.logic.reading.files import HELD
from tamyr.replies.logic.reading.headers import addresses
from tamyr.safety.models import EncryptedTextField, is_sealed, opened_json


class Lies(models.TextChoices):
    """Where a letter lies."""

    UNREAD = "unread", _("not read yet")
    PEN = "pen", _("waits for somebody to say what it answers")
    QUARANTINE = "quarantine", _("its address is not to be believed")
    PLACED = "placed", _("belongs to a demand")
    ASIDE = "aside", _("set aside")


class Scan(models.TextChoices):
    """What a virus scanner said of a file; nothing where none looks."""

    CLEAN = "clean", _("looked through for viruses, none found")
    INFECTED = "infected", _("holds a virus")
    UNCHECKED = "unchecked", _("waits to be looked through for viruses")


class Arrival(models.Model):
    """A letter, whole. ``raw`` is what came, packed and in base64; everything else is read from it.

    ``digest`` is the same for the same letter, over whichever servers it came. ``told`` says by what it was told what
    it is, ``guesses`` which deliveries it may answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Of one letter at two doors at once the database takes one; to the other door it is known next time.
    digest = models.CharField(max_length=64, unique=True)
    # The column is searched, and so not encrypted: a Message-ID itself names its sender’s server.
    id_hash = models.CharField(max_length=64, blank=True, db_index=True)
    door = models.CharField(max_length=4, choices=[(door, door) for door in ("lmtp", "pipe", "imap")])
    received_at = models.DateTimeField()
    raw = EncryptedTextField()
    envelope = EncryptedTextField()
    lies = models.CharField(max_length=10, choices=Lies.choices, default=Lies.UNREAD)
    read_at = models.DateTimeField(null=True, blank=True)
    # As long as the longest of them: a longer one SQLite would take, and PostgreSQL refuse.
    kind = models.CharField(max_length=13, choices=[(kind, kind) for kind in KINDS], blank=True)
    told = EncryptedTextField(blank=True)
    head = EncryptedTextField(blank=True)
    text = EncryptedTextField(blank=True)
    faults = EncryptedTextField(blank=True)
    sealed = models.CharField(
        max_length=6, choices=[(how, how) for how in ("smime", "pgp", "locked")], blank=True
    )
    matched_by = models.CharField(max_length=10, blank=True)
    quarantine = models.CharField(max_length=10, choices=[(why, why) for why in REASONS], blank=True)
    # Not encrypted: numbers of ours and codes of signs, and none of the letter’s own words.
    guesses = models.JSONField(default=list)
    aside_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-received_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(lies=Lies.UNREAD) | Q(read_at__isnull=False), name="a_read_letter_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(lies=Lies.QUARANTINE) | ~Q(quarantine=""), name="a_letter_in_quarantine_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(lies=Lies.ASIDE) | Q(aside_at__isnull=False), name="a_letter_set_aside_says_when"
            ),
        )
        indexes = (models.Index(fields=("lies", "-received_at"), name="arrivals_by_where_they_lie"),)

    def __str__(self) -> str:
        return str(self.id)

    @staticmethod
    def packed(raw: bytes) -> str:
        # As text, since an encrypted field holds nothing else; packed before, as base64 makes it longer.
        return b64encode(zlib.compress(raw, 3)).decode()

    @property
    def content(self) -> bytes | None:
        """The letter as it came; nothing where it does not open any more."""
        return None if is_sealed(self.raw) else zlib.decompress(b64decode(self.raw))

    @property
    def sent_by(self) -> tuple[str, tuple[str, ...]]:
        """Who sent it and to whom, as the server that brought it said."""
        said = opened_json(self.envelope, {"sender": "", "recipients": []})
        return said["sender"], tuple(said["recipients"])

    @property
    def lines(self) -> list[list[str]]:
        """The head of the letter, line by line."""
        lines: list[list[str]] = opened_json(self.head, {"lines": []})["lines"]
        return lines

    def line(self, name: str) -> str:
        return next((value for given, value in self.lines if given.lower() == name), "")

    @property
    def senders(self) -> list[str]:
        """The addresses it says it is from."""
        lines = [value for name, value in self.lines if name.lower() == "from"]
        return [address for line in lines for _name, address in addresses(line)]

    @property
    def said(self) -> dict[str, Any]:
        """By what it was told what it is: a reason, what stands there, and the register's number where it names one."""
        nothing = {"reason": "", "value": "", "number": ""}
        return opened_json(self.told, nothing)

    @property
    def broken(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = opened_json(self.faults, {"faults": []})["faults"]
        return found


def kept(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


class ArrivedFile(models.Model):
    """A file that came with a letter. Hidden from everybody but those who handle the letter, until somebody shows it.

    ``cleaned`` is what of it was made anew: nothing else is ever shown to everybody. ``no_copy`` is why nothing was,
    ``aside`` what its writer did not mean to give: comments, deletions that are kept, what was hidden.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="files")
    place = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    name = EncryptedTextField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    warnings = models.JSONField(default=list)
    content = EncryptedTextField(blank=True)
    scan = models.CharField(max_length=9, choices=Scan.choices, blank=True)
    cleaned = EncryptedTextField(blank=True)
    cleaned_type = models.CharField(max_length=100, blank=True)
    no_copy = models.CharField(max_length=20, blank=True)
    aside = EncryptedTextField(blank=True)
    is_public = models.BooleanField(default=False)
    shown_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("arrival", "number"), name="one_file_per_number"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(shown_at__isnull=False), name="a_shown_file_says_when"
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(cleaned_type=""),
                name="what_everybody_may_have_was_made_anew",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def data(self) -> bytes | None:
        return _unpacked(self.content)

    @property
    def safe_copy(self) -> bytes | None:
        return _unpacked(self.cleaned) if self.cleaned_type else None

    @property
    def notes(self) -> dict[str, Any]:
        """What was found beside its words, and where it could not be understood."""
        return (
            opened_json(self.aside, {"notes": [], "where": ""}) if self.aside else {"notes": [], "where": ""}
        )

    @property
    def is_held(self) -> bool:
        """Whether it is given to nobody, as it may do harm or nobody knows yet whether it does."""
        return self.scan in (Scan.INFECTED, Scan.UNCHECKED) or not HELD.isdisjoint(self.warnings)


def _unpacked(packed: str) -> bytes | None:
    # Packed by this site, of what it had whole: it cannot grow to more than that.
    return None if is_sealed(packed) else zlib.decompress(b64decode(packed))
