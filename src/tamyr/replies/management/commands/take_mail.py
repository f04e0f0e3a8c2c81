import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.replies.services.arriving import LARGEST_TAKEN, Envelope, take_in
from tamyr.safety.services.faults import kind_and_place
from tamyr.ui.pages.terminal import TerminalCommand

# From sysexits.h: what a mail server does with a letter goes by these.
TRY_AGAIN, NOT_TAKEN = os.EX_TEMPFAIL, os.EX_DATAERR


class Command(TerminalCommand):
    help = gettext_noop(
        "Take in one letter from the standard input, as a mail server’s pipe gives it; 75 says that it is to be kept and tried again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="sender", default="", metavar=_("ADDRESS"))
        parser.add_argument("--to", dest="recipients", action="append", default=[], metavar=_("ADDRESS"))

    def handle(self, *, sender: str, recipients: list[str], **_options: Any) -> None:
        # One byte more than is taken tells that there is more.
        raw = sys.stdin.buffer.read(LARGEST_TAKEN + 1)
        if len(raw) > LARGEST_TAKEN:
            self.stderr.write(_("The letter is larger than %(size)s bytes.") % {"size": LARGEST_TAKEN})
            sys.exit(NOT_TAKEN)
        try:
            take_in(raw=raw, envelope=Envelope("pipe", sender, tuple(recipients)), at=timezone.now())
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the mail server must keep the letter
            self.stderr.write(kind_and_place(error))
            sys.exit(TRY_AGAIN)
