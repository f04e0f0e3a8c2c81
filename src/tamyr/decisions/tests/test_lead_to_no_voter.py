"""Whoever has the whole database, with every row in the order in which it lies, cannot tell whose ballot is which."""

import json
import random
from collections.abc import Iterable
from itertools import permutations

import pytest
from django.db import connection

from tamyr.decisions.logic.secret import code_sha256, tag_of
from tamyr.decisions.models import Decision, Seat, SecretBallot
from tamyr.decisions.services.closing import see_to_decisions
from tamyr.decisions.services.secret.codes import sweep
from tamyr.decisions.tests.decision import CLOSE, at
from tamyr.decisions.tests.elections import LAST_CODE, People, put, take

IS_SQLITE = connection.vendor == "sqlite"
LAST = "last"
Rows = dict[str, list[tuple[str, ...]]]


def dump() -> Rows:
    """Return all rows of all tables in the order in which they lie, each with what the database itself says of it."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            order = "" if IS_SQLITE else ", ctid::text, xmin::text FROM"
            if IS_SQLITE:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            else:
                cursor.execute(f'SELECT *{order} "{table}" ORDER BY ctid')  # noqa: S608
            found[table] = [tuple(map(str, row)) for row in cursor.fetchall()]
    return found


def raw() -> bytes:
    """Return the pages of an SQLite database, free ones too."""
    connection.ensure_connection()
    pages: bytes = connection.connection.serialize()
    return pages


@pytest.fixture
def voted(
    transactional_db: None, people: People, secret_election: Decision
) -> tuple[Decision, dict[str, str]]:
    """An election in which everybody votes otherwise, and which code each picked up, which only this test knows."""
    random.Random(5).shuffle(people)
    codes = {str(member.pk): take(secret_election, member, person) for member, person in people}
    see_to_decisions(clock=at(LAST_CODE))
    assert sweep()
    return secret_election, codes


def ensure_no_order_is_left(decision: Decision, codes: Iterable[str]) -> None:
    """After the shuffle nothing says in which order codes came."""
    hashes = sorted(code_sha256(str(decision.pk), code) for code in codes)
    found = dump()
    rows = found["decisions_secretballot"]
    assert [row[0] for row in rows] == hashes, "in the order of the hashes, and in no other"
    assert len({row[-1] for row in rows} if not IS_SQLITE else {LAST}) == 1, "by one transaction"
    assert found["decisions_issuedcode"] == []
    if IS_SQLITE:
        # In the table, its index and the list that was published: no page is left of where it lay before.
        assert {raw().count(code.encode()) for code in hashes} == {3}


def test_no_value_and_no_order_joins_a_seat_and_a_ballot(
    voted: tuple[Decision, dict[str, str]],
) -> None:
    decision, codes = voted
    ensure_no_order_is_left(decision, codes.values())
    choices = iter(permutations(["p1", "p2", "p3", "p4"]))
    said = {member: [[code] for code in next(choices)] for member in codes}
    order = list(codes)
    random.Random(6).shuffle(order)
    for member in order:
        put(decision, codes[member], [["p1"]])
    before = [str(token) for token in SecretBallot.objects.values_list("choice", flat=True)]
    for member in order:
        put(decision, codes[member], said[member])
    for _time in range(2):
        see_to_decisions(clock=at(CLOSE))
    assert sweep() and not sweep()
    decision = Decision.objects.get(pk=decision.pk)
    assert decision.stage == "adopted"
    rows = dump()
    assert rows["decisions_secretballot"] == rows["decisions_issuedcode"] == []
    body = json.loads(decision.file.inside)["body"]
    for seat in Seat.objects.filter(decision=decision):
        own = codes[str(seat.member_id)]
        sha256 = code_sha256(str(decision.pk), own)
        of_ballot = {own, own.replace("-", ""), sha256, tag_of(sha256), json.dumps(said[str(seat.member_id)])}
        of_seat = {str(seat.pk), str(seat.member_id), seat.label, str(seat.key), str(seat.salt)}
        of_seat |= {token.replace("-", "") for token in of_seat}
        joined = [
            table
            for table, lines in rows.items()
            for line in lines
            if any(token in " ".join(line) for token in of_seat)
            and any(token in " ".join(line) for token in of_ballot)
        ]
        assert joined == []
        assert own not in decision.file.inside and not any(
            own in " ".join(line) for line in rows["safety_auditline"]
        )
        (row,) = (row for row in body["electorate"] if row["voter"] == seat.label)
        (ballot,) = (ballot_row for ballot_row in body["ballots"] if ballot_row["tag"] == tag_of(sha256))
        assert not {str(value) for value in row.values()} & {str(value) for value in ballot.values()}
        assert ballot["choice"] == said[str(seat.member_id)]
    assert [ballot_row["tag"] for ballot_row in body["ballots"]] == sorted(
        ballot_row["tag"] for ballot_row in body["ballots"]
    )
    assert [voter_row["voter"] for voter_row in body["electorate"]] == sorted(
        voter_row["voter"] for voter_row in body["electorate"]
    )
    if IS_SQLITE:
        assert not any(token.encode() in raw() for token in before), "what was cast first is overwritten"
