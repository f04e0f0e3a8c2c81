import json
import logging
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils import translation
from django.utils.translation import gettext

from tamyr.safety.logic.field_encryption import KeyRing, UnreadableField
from tamyr.safety.logic.month_keys import MonthKeys

logger = logging.getLogger("tamyr.safety")
LONGEST_WORD = 30


class Token(str):
    """What the database holds: an encrypted value not yet opened."""


class SealedValue(str):
    """The word that stands for a value that does not open. What is stored stays as it is: ``token``."""

    token: Token


def sealed(token: str) -> SealedValue:
    word = SealedValue(gettext("sealed"))
    word.token = Token(token)
    return word


def is_sealed(value: object) -> bool:
    """Say whether a value stands for one that does not open."""
    return isinstance(value, SealedValue)


def opened_json(text: str, otherwise: dict[str, Any]) -> dict[str, Any]:
    """Read an encrypted JSON text; ``otherwise`` where it is empty or does not open."""
    return json.loads(text) if text and not is_sealed(text) else otherwise


class OpensOnReading(DeferredAttribute):
    """Opens a value when it is read, because only then its row is known."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Token):
            field = cast(EncryptedTextField, self.field)
            value = field.shown(instance, value)
            instance.__dict__[field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        # Without a setter Python would read the instance's own value and never ask us to open it.
        # A form gives back the word that it was filled with: what is stored is kept, not written over by it.
        name = self.field.attname
        if not (is_the_word(value) and name in instance.__dict__ and is_sealed(self.__get__(instance))):
            instance.__dict__[name] = value


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text encrypted with a key outside the database and bound to its own row and column.

    The row's key must be known before it is saved: use it on models with a UUID key.
    It cannot be searched, and ``update()`` refuses it, since neither knows the row. What is
    ``retained`` for a while only takes a key of the month too, which is destroyed when its time is over.
    """

    descriptor_class = OpensOnReading

    def __init__(self, *given: Any, retained: str = "", **named: Any) -> None:
        # No part of the column: a migration neither knows nor needs it.
        self.retained = retained
        super().__init__(*given, **named)

    def place(self, instance: models.Model) -> str:
        return f"{kept_name(instance)}.{self.name}:{instance.pk}"

    def shown(self, instance: models.Model, token: str) -> str:
        """Open a value for whoever reads it: one that does not open breaks nothing and says so."""
        try:
            return self.opened(instance, token)
        except UnreadableField:
            logger.error("%s.%s: a value does not open", kept_name(instance), self.name)
            return sealed(token)

    def opened(self, instance: models.Model, token: str) -> str:
        """Open a value, or raise ``UnreadableField``."""
        if not token:
            return ""
        return key_ring().decrypt(token, place=self.place(instance), months=month_keys().key)

    def from_db_value(self, value: str | None, *_args: object) -> Token | None:
        return None if value is None else Token(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, SealedValue):
            return value.token
        if isinstance(value, Token) or not value:
            return Token(value or "")
        if model_instance.pk is None:
            raise FieldError(f"{self}: a row needs its key before it can be encrypted")
        month = month_keys().newest(self.retained) if self.retained else None
        return Token(key_ring().encrypt(value, place=self.place(model_instance), month=month))

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, Token) or value == "":
            return value
        raise FieldError(f"{self} is encrypted: change it with save(), on its own row")

    def get_lookup(self, lookup_name: str) -> Any:
        raise FieldError(f"{self} is encrypted and cannot be searched by {lookup_name!r}")


def is_the_word(value: object) -> bool:
    if (
        not isinstance(value, str)
        or isinstance(value, Token | SealedValue)
        or not 0 < len(value) <= LONGEST_WORD
    ):
        return False
    return value in the_word_in_each_language()


@cache
def the_word_in_each_language() -> frozenset[str]:
    words = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words.add(gettext("sealed"))
    return frozenset(words)


def kept_name(model: models.Model | type[models.Model]) -> str:
    """Return the name under which a model's rows are sealed and told of, wherever the model stands now.

    A value is bound to its row and column, so a model that moves to another room says in
    ``kept_as`` what it was called before: docs/how-to/move-a-model.md.
    """
    return str(getattr(model, "kept_as", "") or model._meta.label_lower)


def name_of(row: models.Model) -> str:
    """Return what a row is called in the audit chain and in proposals."""
    return f"{kept_name(row)}:{row.pk}"


def key_ring() -> KeyRing:
    ring: KeyRing = settings.FIELD_KEYS
    return ring


def month_keys() -> MonthKeys:
    keys: MonthKeys = settings.MONTH_KEYS
    return keys
