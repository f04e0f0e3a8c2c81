"""A file of Microsoft's compound kind (MS-CFB), small, as Outlook keeps a letter in it."""

from struct import pack
from typing import Any

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def compound_file(streams: dict[str, bytes]) -> bytes:
    """Put streams together by their paths, one folder deep at most. Each is filled up, so that it needs no smaller sectors."""
    entries: list[list[Any]] = [["Root Entry", 5, FREE, FREE, FREE, END, 0]]
    chains: list[int] = []
    data = b""
    folders: dict[str, int] = {}
    children: dict[int, list[int]] = {0: []}
    for path, content in streams.items():
        parent, name = 0, path
        if "/" in path:
            folder, name = path.split("/")
            if folder not in folders:
                folders[folder] = len(entries)
                children[0].append(len(entries))
                children[len(entries)] = []
                entries.append([folder, 1, FREE, FREE, FREE, 0, 0])
            parent = folders[folder]
        padded = content + b"\0" * max(0, 4096 - len(content))
        padded += b"\0" * (-len(padded) % SECTOR)
        start, count = len(chains), len(padded) // SECTOR
        chains += [*range(start + 1, start + count), END]
        data += padded
        children[parent].append(len(entries))
        entries.append([name, 2, FREE, FREE, FREE, start, max(4096, len(content))])
    _as_trees(entries, children)
    return _written(entries, chains, data)


def _as_trees(entries: list[list[Any]], children: dict[int, list[int]]) -> None:
    """Let each folder's entries hang in their order, each to the right of the one before."""
    for parent, below in children.items():
        ordered = sorted(
            below, key=lambda number: (len(str(entries[number][0])), str(entries[number][0]).upper())
        )
        entries[parent][4] = ordered[0] if ordered else FREE
        for entry, following in zip(ordered, ordered[1:], strict=False):
            entries[entry][3] = following


def _written(entries: list[list[Any]], chains: list[int], data: bytes) -> bytes:
    directory = b"".join(_entry(*entry) for entry in entries)
    directory += b"\0" * (-len(directory) % SECTOR)
    first_of_directory = len(chains)
    sectors = len(directory) // SECTOR
    chains = [*chains, *range(first_of_directory + 1, first_of_directory + sectors), END]
    tables = 1
    while tables * SECTOR // 4 < len(chains) + tables:
        tables += 1
    first_table = len(chains)
    chains += [TABLE] * tables
    table = b"".join(pack("<I", link) for link in chains)
    table += b"\xff" * (tables * SECTOR - len(table))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    )
    head += pack("<IIIIIIIII", 0, tables, first_of_directory, 0, 4096, END, 0, END, 0)
    head += b"".join(pack("<I", first_table + number) for number in range(tables)) + b"\xff" * (
        4 * (109 - tables)
    )
    return head + data + directory + table


def _entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return (
        wide.ljust(64, b"\0")
        + pack("<HBBIII", len(wide), kind, 1, left, right, child)
        + b"\0" * 36
        + pack("<IQ", start, size)
    )
