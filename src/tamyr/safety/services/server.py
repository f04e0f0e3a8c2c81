"""What whoever runs the server does to people's data: noted, and told to the members."""

from datetime import datetime

from django.db import models, transaction

from tamyr.safety.models import AuditLine
from tamyr.safety.services.audit import record_act
from tamyr.safety.signals import server_acted


@transaction.atomic
def record_server_act(
    *,
    act: str,
    at: datetime,
    about: models.Model | None = None,
    details: dict[str, str | int | bool | None] | None = None,
) -> AuditLine:
    """Leave a line of what a command did to people's data, and let the members' people be told of it.

    ``act`` is a code for which network/queries/desk/alone.py has the words.
    """
    line = record_act(act=act, actor=None, about=about, at=at, details={**(details or {}), "by": "server"})
    server_acted.send(sender=None, line=line, at=at)
    return line
