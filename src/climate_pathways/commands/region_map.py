"""``pathways map``: prepare the region's map."""

import argparse
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import add_act, add_group, file_name, package_data
from climate_pathways.core.wording import mark, say

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Commands


def add(commands: "Commands", language: str) -> None:
    acts = add_group(commands, "map", language, mark("the region’s map"))
    build = add_act(acts, "build", language, mark("prepare it from a Natural Earth TopoJSON file"))
    file = say(language, mark("FILE"))
    own = say(language, mark("default: the package’s own file"))
    build.add_argument("--from", dest="origin", type=file_name, required=True, metavar=file)
    build.add_argument("--to", dest="target", type=file_name, metavar=file, help=own)
    build.set_defaults(act=build_map)


def build_map(options: argparse.Namespace) -> int:
    from climate_pathways.charts.map.boundaries import prepare
    from climate_pathways.core import written_file

    target = options.target or package_data("region-map.json")
    # Before the map is read and prepared: a slip in the name is told at once.
    written_file.ensure_writable(target, example="region-map.json")
    content = prepare(options.origin)
    written_file.write(target, content)
    print(say(options.lang, mark("Map prepared: {size} bytes."), size=len(content)))
    return 0
