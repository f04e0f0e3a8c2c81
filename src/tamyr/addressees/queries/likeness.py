"""Bodies that may be the same as one that somebody is about to enter, by a form or by a file."""

from collections.abc import Iterable, Iterator

from tamyr.addressees.logic.likeness import found_as, host_of, site_of
from tamyr.addressees.logic.rows import FileRow
from tamyr.addressees.models import Institution
from tamyr.addressees.queries.directory import bodies_standing_to
from tamyr.network.models import Visitor

SHOWN = 5
BY_MAIL = ("email", "signed_email")
Sign = tuple[str, str]


def similar_institutions(
    visitor: Visitor, *, names: Iterable[str], website: str, email: str = "", iso3: str = ""
) -> list[Institution]:
    """Return bodies of the same name in any alphabet, the same site or the same e-mail address."""
    return _alike(_here(visitor), set(_signs(names, website, [email])), iso3)


def alike_in_file(visitor: Visitor, rows: Iterable[FileRow]) -> dict[str, list[Institution | FileRow]]:
    """Return by the key of each new body of a file those here, and those before it in the file, that may be the same."""
    rows, here = list(rows), _here(visitor)
    found: dict[str, list[Institution | FileRow]] = {}
    met: list[tuple[FileRow, set[Sign]]] = []
    for body in (row for row in rows if row.subject == "body"):
        signs, iso3 = set(_signs_of(body, rows)), body.facts["iso3"]
        before: list[Institution | FileRow] = [
            other for other, theirs in met if signs & theirs and _may_be_of(other.facts["iso3"], iso3)
        ]
        before = [*_alike(here, signs, iso3), *before][:SHOWN]
        if before:
            found[body.key] = before
        met.append((body, signs))
    return found


def _signs_of(body: FileRow, rows: Iterable[FileRow]) -> Iterator[Sign]:
    own = [row for row in rows if row.of == body.key]
    names = [row.facts["name"] for row in own if row.subject == "name"]
    by_mail = [row for row in own if row.subject == "channel" and row.facts["way"] in BY_MAIL]
    return _signs(names, body.facts["website"], [row.facts["value"] for row in by_mail])


def _signs(names: Iterable[str], website: str, addresses: Iterable[str]) -> Iterator[Sign]:
    """Yield by what a body is known: two that share one of these may be the same."""
    yield from (("name", found_as(name)) for name in names if name)
    yield from (("mail", address.casefold()) for address in addresses if address)
    if host_of(website):
        # One host may be the site of every ministry, so the path counts too.
        yield "site", site_of(website)


def _here(visitor: Visitor) -> list[tuple[Institution, set[Sign]]]:
    # Compared here, all of them: addresses and sites are kept as written, and are alike in another spelling.
    rows = bodies_standing_to(visitor).prefetch_related("channels")
    return [(row, set(_signs_of_body(row))) for row in rows]


def _signs_of_body(row: Institution) -> Iterator[Sign]:
    roads = [road.value for road in row.channels.all() if road.way in BY_MAIL]
    return _signs([name.name for name in row.names.all()], row.website, roads)


def _alike(here: list[tuple[Institution, set[Sign]]], signs: set[Sign], iso3: str) -> list[Institution]:
    found = [row for row, theirs in here if signs & theirs and _may_be_of(row.iso3, iso3)]
    return found[:SHOWN]


def _may_be_of(one: str, other: str) -> bool:
    """Whether two bodies may be one by their countries: the same, or none is said of one of them."""
    return not one or not other or one == other
