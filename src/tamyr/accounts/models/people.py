import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tamyr.safety.models import EncryptedTextField, ExposureLevel


class People(BaseUserManager["Person"]):
    def create_user(self, sign_in_name: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(sign_in_name=sign_in_name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(sign_in_name__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """A person with an account. The sign-in name may be a pseudonym, and the mail address is optional."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sign_in_name = models.CharField(
        max_length=40, unique=True, error_messages={"unique": _("This sign-in name is taken.")}
    )
    name = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    language = models.CharField(max_length=8, default="ru")
    time_zone = models.CharField(max_length=40, default="UTC")
    exposure = models.CharField(max_length=7, choices=ExposureLevel.choices, default=ExposureLevel.NETWORK)
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=1)
    # Shared by those whom one person alone let in, and those whom these let in alone: where two persons are
    # needed they count as one. It says who belongs together, not who invited whom.
    line = models.UUIDField(null=True, editable=False)
    came_back_at = models.DateTimeField(null=True, editable=False)
    # Others have closed the account, because somebody else may have it in hand: it is as if it were not there.
    locked_at = models.DateTimeField(null=True, editable=False)
    travels_from_at = models.DateTimeField(null=True, editable=False)
    travels_until_at = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField()
    last_login = None  # When somebody was here is nobody's business.

    objects: ClassVar[People] = People()

    kept_as = "network.person"  # The room it was born in: sealed values and audit lines name it so.

    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "network_person"
        ordering = ("sign_in_name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(locked_at=None) | Q(is_active=False), name="nobody_uses_a_locked_account"
            ),
            models.CheckConstraint(
                condition=Q(travels_until_at=None) | Q(travels_until_at__gte=F("travels_from_at")),
                name="a_journey_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.sign_in_name

    @property
    def shown_name(self) -> str:
        return self.name or self.sign_in_name

    @property
    def own_line(self) -> uuid.UUID:
        return self.line or self.id

    def travels_at(self, now: datetime) -> bool:
        """Whether the account shows public pages and its own name only, whoever is at its keys."""
        begun = self.travels_from_at is not None and self.travels_from_at <= now
        return begun and (self.travels_until_at is None or now < self.travels_until_at)

    def acts_at(self, now: datetime) -> bool:
        """Whether what is done by this account counts now: neither locked nor on a journey."""
        return self.is_active and not self.travels_at(now)

    def is_same_as(self, other: "Person") -> bool:
        """Whether two accounts are one person's, as far as the site can know: the same contact address."""
        same_address = bool(self.email) and self.email.casefold() == other.email.casefold()
        return self.pk == other.pk or same_address

    def get_full_name(self) -> str:
        return self.shown_name

    def get_short_name(self) -> str:
        return self.shown_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Raising the epoch ends all sessions of a person at once, whatever they signed in with.
        # The salt keeps the name of a former module: another one would sign everybody out.
        salt = "tamyr.network.models.Person.session_auth_hash"
        text = f"{self.password}{self.session_epoch}"
        return salted_hmac(salt, text, secret=secret, algorithm="sha256").hexdigest()


def acting_at(now: datetime, person: str = "") -> Q:
    """Return the condition of ``Person.acts_at``, on people or on what points at them by ``person__``."""
    has_begun = Q(**{f"{person}travels_from_at__isnull": False, f"{person}travels_from_at__lte": now})
    goes_on = Q(**{f"{person}travels_until_at": None}) | Q(**{f"{person}travels_until_at__gt": now})
    return Q(**{f"{person}is_active": True}) & ~(has_begun & goes_on)
