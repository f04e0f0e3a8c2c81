from typing import Any, cast

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from tamyr.safety.logic.field_encryption import KeyRing


class Token(str):
    """What the database holds: an encrypted value not yet opened."""


class OpensOnReading(DeferredAttribute):
    """Opens a value when it is read, because only then its row is known."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Token):
            field = cast(EncryptedTextField, self.field)
            value = field.opened(instance, value)
            instance.__dict__[field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        # Without a setter Python would read the instance's own value and never ask us to open it.
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text encrypted with a key outside the database and bound to its own row and column.

    The row's key must be known before it is saved: use it on models with a UUID key.
    It cannot be searched, and ``update()`` refuses it, since neither knows the row.
    """

    descriptor_class = OpensOnReading

    def place(self, instance: models.Model) -> str:
        return f"{kept_name(instance)}.{self.name}:{instance.pk}"

    def opened(self, instance: models.Model, token: str) -> str:
        return key_ring().decrypt(token, place=self.place(instance)) if token else ""

    def from_db_value(self, value: str | None, *_args: object) -> Token | None:
        return None if value is None else Token(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Token) or not value:
            return Token(value or "")
        if model_instance.pk is None:
            raise FieldError(f"{self}: a row needs its key before it can be encrypted")
        return Token(key_ring().encrypt(value, place=self.place(model_instance)))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Token) or value == "":
            return value
        raise FieldError(f"{self} is encrypted: change it with save(), on its own row")

    def get_lookup(self, lookup_name: str) -> Any:
        raise FieldError(f"{self} is encrypted and cannot be searched by {lookup_name!r}")


def kept_name(model: models.Model | type[models.Model]) -> str:
    """Return the name under which a model's rows are sealed and told of, wherever the model stands now.

    A value is bound to its row and column, so a model that moves to another room says in
    ``kept_as`` what it was called before: docs/how-to/move-a-model.md.
    """
    return str(getattr(model, "kept_as", "") or model._meta.label_lower)


def key_ring() -> KeyRing:
    ring: KeyRing = settings.FIELD_KEYS
    return ring
