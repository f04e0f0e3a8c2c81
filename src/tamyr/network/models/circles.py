import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tamyr.network.models.members import Member, best_of
from tamyr.safety.models import EncryptedTextField, ExposureLevel, is_sealed, opened_json
from tamyr.shared.languages import language


def words_of(names: dict[str, str], purposes: dict[str, str] | None = None) -> str:
    """Return what a circle is called and is for, as it is kept."""
    return json.dumps({"names": names, "purposes": purposes or {}}, ensure_ascii=False)


class Circle(models.Model):
    """People working on one thing; it sees its own content only.

    ``words`` is a JSON text: names and purposes by language. Encrypted at every level, so that a circle which
    goes into hiding leaves nothing readable behind.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    words = EncryptedTextField(blank=True)
    exposure = models.CharField(max_length=7, choices=ExposureLevel.choices, default=ExposureLevel.NETWORK)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug

    @property
    def names(self) -> dict[str, str]:
        return self._said("names")

    @property
    def purposes(self) -> dict[str, str]:
        return self._said("purposes")

    def _said(self, what: str) -> dict[str, str]:
        # Under English, to which a name in any other language falls
        # back: it reads as the word for what does not open.
        unread = {"names": {"en": str(self.words)}} if is_sealed(self.words) else {}
        said: dict[str, str] = opened_json(self.words, unread).get(what, {})
        return said

    @property
    def name(self) -> str:
        return best_of(self.names, language())[0] or self.slug

    @property
    def purpose(self) -> str:
        return best_of(self.purposes, language())[0]


class CircleSeat(models.Model):
    """A person's dated place in a circle, for a member organisation or for themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats")
    # The seat is the person's: it stays where the organisation is taken out of the register.
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="seats")
    convenes = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("from_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="seat_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=("circle", "person"),
                condition=Q(until_on__isnull=True),
                name="one_open_seat_per_circle",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
