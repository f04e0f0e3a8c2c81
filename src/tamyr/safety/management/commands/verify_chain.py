from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from climate_pathways.core.errors import PathwaysError
from tamyr.safety.queries import chain_faults, chain_head
from tamyr.shared.languages import language
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop("Check that no line of the audit chain was changed, moved or taken out.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--witness",
            type=Path,
            metavar=_("FILE"),
            help=_("a file of heads that another member wrote down: a number and a hash per line"),
        )

    def handle(self, *, witness: Path | None, **_options: Any) -> None:
        faults = list(chain_faults(read_heads(witness) if witness else []))
        if faults:
            raise CommandError("\n".join(faults))
        n, head = chain_head()
        self.stdout.write(_("The chain is whole. Its head, for another member to write down:"))
        self.stdout.write(f"{n} {head}")


def read_heads(file: Path) -> list[tuple[int, str]]:
    try:
        lines = [line.split() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            _("%(file)s cannot be read: %(error)s") % {"file": file, "error": _why(error)}
        ) from error
    if any(len(line) != 2 or not line[0].isdigit() for line in lines):
        raise CommandError(_("%(file)s: expected a number and a hash on each line") % {"file": file})
    return [(int(number), head) for number, head in lines]


def _why(error: OSError | UnicodeDecodeError) -> str:
    # What the system itself says comes in English.
    if isinstance(error, UnicodeDecodeError):
        return _("it is no text in UTF-8")
    return PathwaysError("{error}", error=error).in_language(language())
