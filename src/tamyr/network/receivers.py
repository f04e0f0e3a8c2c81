"""What safety asks of every room: to forget in time; and to tell what whoever runs the server did."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.network.services.expiry import what_runs_out
from tamyr.notices.services import announce
from tamyr.safety.models import AuditLine
from tamyr.safety.services.expiry import Forget
from tamyr.safety.signals import forgetting, server_acted


@receiver(forgetting)
def forget(at: datetime, **_signal: Any) -> dict[str, Forget]:
    return what_runs_out(at=at)


@receiver(server_acted)
def tell_the_members(line: AuditLine, at: datetime, **_signal: Any) -> None:
    announce(kind="done-alone", about=line, actor=None, at=at)
