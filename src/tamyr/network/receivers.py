"""Passkeys lie encrypted: allauth encrypts its other secrets itself, but knows no hook for these."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models.signals import post_init, post_save, pre_save
from django.dispatch import receiver

from tamyr.network.services.ways_in import open_passkey, seal_passkey


@receiver(post_init, sender=Authenticator)
@receiver(post_save, sender=Authenticator)
def open_after_reading(instance: Authenticator, **_signal: Any) -> None:
    open_passkey(instance)


@receiver(pre_save, sender=Authenticator)
def seal_before_writing(instance: Authenticator, **_signal: Any) -> None:
    seal_passkey(instance)
