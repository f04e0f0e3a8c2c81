"""``pathways snapshot``: build and verify the shipped figures."""

import argparse
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import add_act, add_group, file_name, package_data, report_reading
from climate_pathways.core.wording import mark, say, say_date

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Commands


def add(commands: "Commands", language: str) -> None:
    acts = add_group(commands, "snapshot", language, mark("the shipped figures"))
    build = add_act(acts, "build", language, mark("rebuild them from provider files"))
    verify = add_act(acts, "verify", language, mark("check hashes, counts and units"))
    folder = say(language, mark("DIR"))
    own = say(language, mark("default: the package’s own folder"))
    build.add_argument("--from", dest="origin", type=file_name, required=True, metavar=folder)
    build.add_argument("--to", dest="target", type=file_name, metavar=folder, help=own)
    build.set_defaults(act=build_snapshot)
    verify.add_argument("--in", dest="target", type=file_name, metavar=folder, help=own)
    verify.set_defaults(act=verify_snapshot)


def build_snapshot(options: argparse.Namespace) -> int:
    from climate_pathways.figures.snapshot.build import build

    manifest = build(
        options.origin,
        options.target or package_data("snapshot"),
        today=datetime.now(UTC).date(),
        progress=partial(report_reading, language=options.lang),
    )
    rows = sum(table["rows"] for table in manifest["tables"].values())
    print(
        say(
            options.lang,
            mark("Snapshot of {date}: {rows} figures from {sources} sources, all checks passed."),
            date=say_date(options.lang, manifest["edition"]),
            rows=rows,
            sources=len(manifest["sources"]),
        )
    )
    return 0


def verify_snapshot(options: argparse.Namespace) -> int:
    from climate_pathways.figures.snapshot import snapshot

    # Not `package_data`, which is for writing in a checkout: an installed snapshot can be verified, too.
    checked = snapshot.verify(options.target or snapshot.shipped())
    print(
        say(
            options.lang,
            mark("The snapshot of {date} is whole: {series} series of {places} places, SHA-256 {digest}."),
            date=say_date(options.lang, checked.edition),
            series=len(checked.figures),
            places=len(checked.places()),
            digest=checked.digest[:16],
        )
    )
    return 0
