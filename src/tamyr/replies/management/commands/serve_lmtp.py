import asyncio
import logging
from argparse import ArgumentParser
from socket import gaierror
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Session
from aiosmtpd.smtp import Envelope as Given
from asgiref.sync import async_to_sync, sync_to_async
from django.core.management.base import CommandError
from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from climate_pathways.core.errors import PathwaysError
from tamyr.replies.services.arriving import LARGEST_TAKEN, Envelope, take_in
from tamyr.safety.services.faults import kind_and_place
from tamyr.shared.languages import language
from tamyr.ui.pages.terminal import TerminalCommand

logger = logging.getLogger("tamyr.work")
KEPT, TRY_AGAIN = "250 2.0.0 Kept", "451 4.3.0 Not kept: try again later"


class Door:
    """Says that a letter is taken only once the database has it."""

    async def handle_DATA(self, _server: SMTP, _session: Session, given: Given) -> str:  # noqa: N802 - the library asks for this name
        # In the command's own thread, one letter after another: it has one connection to the database.
        answer = await sync_to_async(kept)(given)
        # LMTP wants an answer for each recipient.
        return "\r\n".join([answer] * len(given.rcpt_tos))


def kept(given: Given) -> str:
    content = given.content
    raw = content if isinstance(content, bytes) else str(content or "").encode("utf-8", "surrogateescape")
    envelope = Envelope("lmtp", given.mail_from or "", tuple(given.rcpt_tos))
    try:
        take_in(raw=raw, envelope=envelope, at=timezone.now())
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the mail server must keep the letter
        logger.error("lmtp: %s", kind_and_place(error))
        # A connection that has died is opened anew for the next letter.
        close_old_connections()
        return TRY_AGAIN
    return KEPT


def session(most: int = LARGEST_TAKEN) -> LMTP:
    """Return the other side of one connection, which gives back what is larger than so many bytes."""
    return LMTP(Door(), data_size_limit=most, enable_SMTPUTF8=True, decode_data=False, ident="Tamyr")


class Command(TerminalCommand):
    help = gettext_noop(
        "Take in letters that the mail server of this machine hands over by LMTP, until it is stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--listen",
            default="127.0.0.1:8024",
            metavar=_("ADDRESS"),
            help=_("host:port, or the path of a socket"),
        )

    def handle(self, *, listen: str, **_options: Any) -> None:
        try:
            async_to_sync(serve)(listen)
        except (OSError, ValueError, OverflowError) as error:
            raise CommandError(
                _("Cannot listen at %(place)s: %(error)s") % {"place": listen, "error": _why(error)}
            ) from error
        except KeyboardInterrupt:
            self.stdout.write(_("Stopped."))


def _why(error: OSError | ValueError | OverflowError) -> str:
    if isinstance(error, gaierror):
        return _("no machine has this name")
    if isinstance(error, OSError):
        # The system’s own message is in English: it is told in the reader’s language.
        return PathwaysError("{error}", error=error).in_language(language())
    return _("write host:port, with a port from 1 to 65535, or the path of a socket")


async def serve(listen: str) -> None:
    loop = asyncio.get_running_loop()
    if "/" in listen:
        server = await loop.create_unix_server(session, listen)
    else:
        host, _colon, port = listen.rpartition(":")
        server = await loop.create_server(session, host.strip("[]"), int(port))
    async with server:
        await server.serve_forever()
