"""``pathways data update``: new provider files in place of the former ones."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import (
    add_act,
    add_forms,
    add_group,
    file_name,
    package_data,
    report_reading,
    write_rows,
)
from climate_pathways.core.wording import mark, say, say_date

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Commands
    from climate_pathways.figures.snapshot.update import Update

# The help of --threshold names it too, in each language: both change together.
THRESHOLD_PERCENT = 5.0


def add(commands: "Commands", language: str) -> None:
    acts = add_group(commands, "data", language, mark("the providers’ figures"))
    update = add_act(acts, "update", language, mark("check new provider files, show what changes, rebuild"))
    folder = say(language, mark("DIR"))
    files = say(language, mark("the folder of provider files"))
    update.add_argument("--from", dest="origin", type=file_name, required=True, metavar=folder, help=files)
    own = say(language, mark("the snapshot to update; default: the package’s own folder"))
    update.add_argument("--in", dest="target", type=file_name, metavar=folder, help=own)
    threshold = say(language, mark("show figures that changed by more than so many percent (default 5)"))
    percent = say(language, mark("PERCENT"))
    update.add_argument("--threshold", type=float, default=THRESHOLD_PERCENT, metavar=percent, help=threshold)
    dry = say(language, mark("only show, write nothing"))
    update.add_argument("--dry-run", action="store_true", help=dry)
    accept = say(language, mark("update although figures of the twelve countries or the World are gone"))
    update.add_argument("--accept-losses", action="store_true", help=accept)
    add_forms(update, language, mark("every change as CSV"))
    update.set_defaults(act=update_figures)


def update_figures(options: argparse.Namespace) -> int:
    from climate_pathways.figures.snapshot.update import plan

    update = plan(
        options.origin,
        options.target or package_data("snapshot"),
        today=datetime.now(UTC).date(),
        threshold_percent=options.threshold,
        progress=partial(report_reading, language=options.lang),
    )
    written = not options.dry_run and (options.accept_losses or not update.changes.losses)
    if written:
        update.write()
    # Shown before it is refused: who decides on --accept-losses must see what is gone.
    show(update, options, written=written)
    if not options.dry_run and not options.accept_losses:
        update.ensure_nothing_lost()
    return 0


def show(update: "Update", options: argparse.Namespace, *, written: bool) -> None:
    changes = update.changes
    if options.json:
        print(json.dumps({"written": written, **changes.as_dict()}, ensure_ascii=False, indent=1))
    elif options.csv:
        write_rows(changes.rows(), sys.stdout)
    else:
        print("\n".join(report(update, options.lang, written=written)))


def report(update: "Update", language: str, *, written: bool) -> Iterator[str]:
    from climate_pathways.commands.text.update import lines

    yield from lines(update.changes, language)
    yield ""
    if written:
        rows = sum(table["rows"] for table in update.prepared.manifest["tables"].values())
        after = mark("Written: the snapshot is that of {date}, {rows} figures.")
        yield say(language, after, date=say_date(language, update.changes.after_edition), rows=rows)
    else:
        yield say(language, mark("Nothing was written."))
