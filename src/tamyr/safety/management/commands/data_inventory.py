from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.safety.queries import inventory_faults, registry
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop(
        "Say of every field which class of data it holds, how long it is kept and who may export it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help=_("only name what is wrong; end with code 1")
        )

    def handle(self, *, check: bool, **_options: Any) -> None:
        faults = inventory_faults()
        if faults:
            raise CommandError("\n".join(faults))
        if not check:
            for label, entry in sorted(registry().items()):
                self.stdout.write(f"{label}: kept {entry.kept}, export {entry.export}")
                for field, level in sorted(entry.classes.items()):
                    self.stdout.write(f"  {level} {field}")
