import base64
import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from tamyr.accounts.models import Person
from tamyr.network.models import Country
from tamyr.safety.logic.sealing.texts import ALGORITHM, from_kept
from tamyr.safety.models import EncryptedTextField, is_sealed

USUAL_HOURS = 72


class Responder(models.Model):
    """A person whom two coordinators named to receive letters and to answer them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="responsibilities")
    # Where they live: one raid or one court must not reach all who can open letters.
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("named_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(ended_at=None), name="a_person_answers_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class SealingKey(models.Model):
    """The public half of a key. Of a shared one keyholders hold shares, and nobody the whole.

    The secret half lies here as its holder's browser locked it, as age files in base64 that the server cannot open:
    ``wrapped`` under a passphrase, ``passkey_wrapped`` under the passkey that ``passkey`` names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    responder = models.ForeignKey(
        Responder, null=True, blank=True, on_delete=models.CASCADE, related_name="keys"
    )
    is_shared = models.BooleanField(default=False)
    public = models.CharField(max_length=80)
    wrapped = EncryptedTextField(retained="sealed", blank=True)
    passkey = EncryptedTextField(retained="sealed", blank=True)
    passkey_wrapped = EncryptedTextField(retained="sealed", blank=True)
    shares = models.PositiveSmallIntegerField(null=True, blank=True)
    needed = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("responder",),
                condition=Q(ended_at=None, is_shared=False),
                name="one_key_in_use_per_responder",
            ),
            models.UniqueConstraint(
                fields=("is_shared",),
                condition=Q(ended_at=None, is_shared=True),
                name="one_shared_key_in_use",
            ),
            models.CheckConstraint(
                condition=Q(is_shared=True) ^ Q(responder__isnull=False), name="a_key_is_shared_or_somebodys"
            ),
        )

    def __str__(self) -> str:
        return self.public[:12]

    @property
    def opens_here(self) -> bool:
        """Whether its holder can open letters in a browser, and need not bring a file."""
        return bool(self.wrapped or self.passkey_wrapped)


class SealedItem(models.Model):
    """One letter or answer, sealed to people's keys, in a form whose length tells its size class alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("protection.Case", on_delete=models.CASCADE, related_name="items")
    # Said apart from the author, who may have closed their account since.
    is_answer = models.BooleanField(default=False)
    author = models.ForeignKey(
        Responder, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )
    form_hash = models.CharField(max_length=64, unique=True)
    content = EncryptedTextField(retained="sealed")
    size = models.PositiveIntegerField()
    algorithm = models.CharField(max_length=20, default=ALGORITHM)
    # By these a key outside the database can be destroyed, and all that it wraps with it.
    data_class = models.CharField(max_length=2, default="P3")
    month = models.DateField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at",)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def sealed(self) -> bytes:
        """The age file itself; empty where the site's own key for it is gone."""
        return b"" if is_sealed(self.content) else from_kept(self.content)

    @property
    def base64(self) -> str:
        """The age file as it stands in a page."""
        return base64.b64encode(self.sealed).decode()

    @staticmethod
    def month_of(day: date) -> date:
        return day.replace(day=1)


class SealedFor(models.Model):
    """To which key an item is sealed."""

    item = models.ForeignKey(SealedItem, on_delete=models.CASCADE, related_name="sealed_for")
    key = models.ForeignKey(SealingKey, on_delete=models.CASCADE, related_name="opens")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "key"), name="sealed_once_to_a_key"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.key_id}"


class SealedCopy(models.Model):
    """What one who could open an item sealed anew, in the browser, to a key that it was not sealed to.

    That it says the same its giver alone answers for: it is shown as theirs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(SealedItem, on_delete=models.CASCADE, related_name="copies")
    key = models.ForeignKey(SealingKey, on_delete=models.CASCADE, related_name="copies")
    given_by = models.ForeignKey(Responder, null=True, on_delete=models.SET_NULL, related_name="+")
    content = EncryptedTextField(retained="sealed")
    given_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "key"), name="one_copy_for_a_key"),)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def sealed(self) -> bytes:
        """The age file itself; empty as that of an item may be."""
        return b"" if is_sealed(self.content) else from_kept(self.content)


class Pace(models.Model):
    """Within how many hours those who answer promise to do so; the latest one holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hours = models.PositiveSmallIntegerField(default=USUAL_HOURS)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("-set_at",)

    def __str__(self) -> str:
        return f"{self.hours} h"
