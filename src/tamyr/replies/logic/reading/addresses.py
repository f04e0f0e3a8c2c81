"""A line that names people → their names and addresses, in one pass, whatever a stranger writes there.

Read before encoded words are decoded: what such a word holds is a name, and never an address.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

# Of what is longer no program of an office sends a line: it is words, and names nobody.
LONGEST, MOST = 100_000, 2_000
# Bytes are taken for characters here: beyond ASCII nothing is a space.
AN_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\?=]+", re.ASCII)
# What holds other characters is no encoded word (RFC 2047): another program would find an address there.
A_WORD = r"=\?[^?\s<>\"@]+\?[bBqQ]\?[^?\s<>\"@]*\?="
QUOTED = r"\"(?:\\.|[^\"\\])*\""
REST = r"<[^<>]*>|\s+|[^\s<>,;\"()]+|."
WITH_QUOTES = re.compile(f"{A_WORD}|{QUOTED}|{REST}", re.DOTALL | re.ASCII)
WITHOUT = re.compile(f"{A_WORD}|{REST}", re.DOTALL | re.ASCII)
SPACES = re.compile(r"\s+", re.ASCII)
NEEDS_QUOTES = re.compile(r"[()<>\[\]:;@\\,\"]")


@dataclass(frozen=True)
class NamedAddress:
    """A name, and the address beside it; either may be missing."""

    name: str
    address: str = ""


def named_in(line: str) -> list[NamedAddress]:
    """Return whom a line names, in their order."""
    if len(line) > LONGEST:
        return [NamedAddress(line.strip(" "))]
    found: list[NamedAddress] = []
    for piece in _pieces(list(_tokens(line))):
        found += islice(_named(piece), MOST - len(found))
        if len(found) >= MOST:
            break
    return found


def written(named: NamedAddress) -> str:
    """Write a name and an address so that they are read again as the same; what is no address is part of the name."""
    if named.address and not AN_ADDRESS.fullmatch(named.address):
        return written(NamedAddress(f"{named.name} {named.address}".strip(" ")))
    name = named.name
    if NEEDS_QUOTES.search(name):
        name = '"' + re.sub(r"([\"\\])", r"\\\1", name) + '"'
    # In angles an address stays one, also where it looks like an encoded word.
    in_angles = name or "=?" in named.address
    return f"{name} <{named.address}>".strip(" ") if named.address and in_angles else name or named.address


def _tokens(line: str) -> Iterator[str]:
    sign, place = WITH_QUOTES, 0
    while place < len(line):
        token = sign.match(line, place)
        assert token is not None, "any character is a token"
        # A quotation that is not closed is none, and to look for further ones would go through the line each time.
        if token[0] == '"':
            sign = WITHOUT
        yield token[0]
        place = token.end()


def _pieces(tokens: list[str]) -> Iterator[list[str]]:
    """Give what stands between commas; a remark in brackets is one token, an open bracket alone is a sign like others."""
    closed, piece, place = _closed(tokens), list[str](), 0
    while place < len(tokens):
        end = closed.get(place, place)
        if end == place and tokens[place] in ",;":
            yield piece
            piece = []
        else:
            piece.append("".join(tokens[place : end + 1]))
        place = end + 1
    yield piece


def _closed(tokens: list[str]) -> dict[int, int]:
    open_at, closed = list[int](), dict[int, int]()
    for place, token in enumerate(tokens):
        if token == "(":
            open_at.append(place)
        elif token == ")" and open_at:
            closed[open_at.pop()] = place
    return closed


def _named(piece: list[str]) -> Iterator[NamedAddress]:
    """Give the addresses of one piece: those in angles, else bare ones; the first has the name, and the rest is it."""
    angled = [token for token in piece if token[0] == "<" and AN_ADDRESS.fullmatch(token[1:-1].strip(" \t"))]
    # Before a bare one the name of a group may stand: “Office: a@example.org”.
    bare = [] if angled else [token for token in piece if AN_ADDRESS.fullmatch(_bare(token))]
    taken = {*angled, *bare}
    rest = "".join(_plain(token) for token in piece if token not in taken)
    name = SPACES.sub(" ", rest).strip(" ")
    addresses = [token[1:-1].strip(" \t") for token in angled] or [_bare(token) for token in bare]
    if not addresses and name:
        yield NamedAddress(name)
    for number, address in enumerate(addresses):
        yield NamedAddress("" if number else name, address)


def _bare(token: str) -> str:
    return token.rpartition(":")[2]


def _plain(token: str) -> str:
    if token[0] == '"' == token[-1] and len(token) > 1:
        return re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL)
    return f" {token[1:-1]} " if token[0] == "(" and token[-1] == ")" else token
