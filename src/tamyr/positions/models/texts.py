import uuid
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.logic.texts import clause_sha
from tamyr.positions.models.versions import Version
from tamyr.safety.models import EncryptedTextField


class Kind(models.TextChoices):
    TITLE = "title", _("title")
    HEADING = "heading", _("heading")
    CLAUSE = "clause", _("clause")


class Clause(models.Model):
    """A place in a version's text. ``code`` stays with it through splitting, merging, moving and later versions.

    ``came_from``: codes, by spaces, of what it was split off or merged from. The number that is printed
    before it is derived from its place. One that was deleted stays, with the moment.
    """

    Kind = Kind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="clauses")
    code = models.CharField(max_length=8)
    # Not unique: while two change places, and while all that follow make room, two hold the same one for a
    # moment, and a database compares row by row.
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.CLAUSE)
    came_from = models.CharField(max_length=200, blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("place", "code")
        constraints = (
            models.UniqueConstraint(fields=("version", "code"), name="one_code_per_clause"),
            models.UniqueConstraint(
                fields=("version",), condition=Q(kind=Kind.TITLE), name="one_title_per_version"
            ),
        )

    def __str__(self) -> str:
        return self.code


class ClauseText(models.Model):
    """A clause in one language. ``source_sha``: of the authoritative wording it was made from.

    A translation counts once somebody else than its maker has checked it; one by a machine is marked
    until then.
    """

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    # Not encrypted, unlike amendments: the triggers that keep bound words compare this column, and an
    # encrypted one becomes another whenever its key does.
    text = models.TextField()
    sha = models.CharField(max_length=64)
    source_sha = models.CharField(max_length=64, blank=True)
    is_machine = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("language",)
        constraints = (
            models.UniqueConstraint(fields=("clause", "language"), name="one_text_per_clause_and_language"),
            models.CheckConstraint(
                # Where an account is closed since there is nobody left to compare with.
                condition=Q(checked_by__isnull=True) | Q(made_by__isnull=True) | ~Q(checked_by=F("made_by")),
                name="nobody_checks_their_own_translation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.clause_id} {self.language}"

    def put_words(self, text: str, *, by: UUID | None, is_machine: bool = False) -> str:
        """Put other words in the place of these, unchecked; return those that stood there."""
        before = self.text
        self.text, self.sha, self.made_by_id = text, clause_sha(text), by
        # ``source_sha`` stays: only the caller knows of which authoritative words these are made, and other
        # words alone make no stale translation fresh.
        self.is_machine, self.checked_by, self.checked_at = is_machine, None, None
        self.save()
        return before


class Clock(models.Model):
    """A moment at which a language's clock began, or was stopped: ends are computed from these."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="clocks")
    language = models.CharField(max_length=8)
    at = models.DateTimeField()
    runs = models.BooleanField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.version_id} {self.language} {self.runs}"


class Change(models.Model):
    """What was done to a text: the wordings before and after, for whoever asks how it came about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="changes")
    code = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    act = models.CharField(max_length=20)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = EncryptedTextField(blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "id")

    def __str__(self) -> str:
        return f"{self.act} {self.code}"
