"""What people sign in with lies encrypted: allauth knows no hook for whose it is.

And what safety asks of every room: to write anew for a new key, to forget in time.
"""

from datetime import datetime
from typing import Any

from django.db.models.signals import post_init, post_save, pre_save
from django.dispatch import receiver

from tamyr.accounts.models.factors import Authenticator, open_factor, seal_factor
from tamyr.accounts.services.expiry import what_runs_out
from tamyr.accounts.services.factor_keys import write_factors_anew
from tamyr.safety.services.expiry import Forget
from tamyr.safety.signals import field_keys_rotated, forgetting


# After saving as well: the object in hand was sealed for the database and is used on.
@receiver(post_init, sender=Authenticator)
@receiver(post_save, sender=Authenticator)
def open_after_reading(instance: Authenticator, **_signal: Any) -> None:
    open_factor(instance)


@receiver(pre_save, sender=Authenticator)
def seal_before_writing(instance: Authenticator, **_signal: Any) -> None:
    seal_factor(instance)


@receiver(field_keys_rotated)
def keep_the_ways_in(**_signal: Any) -> int:
    return write_factors_anew()


@receiver(forgetting)
def forget(at: datetime, **_signal: Any) -> dict[str, Forget]:
    return what_runs_out(at=at)
