"""``pathways methods``: every formula, parameter, source and known weakness."""

import argparse
import json
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import add_act
from climate_pathways.core.wording import mark, say, say_date

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Commands


def add(commands: "Commands", language: str) -> None:
    methods = add_act(
        commands, "methods", language, mark("print every formula, parameter, source and weakness")
    )
    methods.add_argument("--json", action="store_true", help=say(language, mark("everything as JSON")))
    methods.set_defaults(act=show_methods)


def show_methods(options: argparse.Namespace) -> int:
    from climate_pathways.commands.text.handbook import lines
    from climate_pathways.core.provenance import code_version
    from climate_pathways.exports.handbook.compiling import handbook
    from climate_pathways.figures.snapshot import snapshot

    # The manifest alone: the handbook names the sources, and reading their figures would take far longer.
    manifest = snapshot.read_manifest(snapshot.shipped())
    sources = {entry["id"]: snapshot.source_from(entry) for entry in manifest["sources"]}
    book = handbook(sources, options.lang)
    if options.json:
        data = {**book.as_dict(), "figures_of": manifest["edition"], "code_version": code_version()}
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return 0
    print("\n".join(lines(book, options.lang)))
    print(
        say(
            options.lang,
            mark("Figures of {date}; code version {version}."),
            date=say_date(options.lang, manifest["edition"]),
            version=code_version(),
        )
    )
    return 0
