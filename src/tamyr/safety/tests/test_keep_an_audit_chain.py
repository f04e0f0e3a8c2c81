"""Every act leaves a line, and no line can be changed, moved or taken out unseen."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import override

from tamyr.safety.logic.chain import commitment_of, hash_of
from tamyr.safety.models import AuditHead, AuditLine
from tamyr.safety.queries import chain_faults
from tamyr.safety.services import record_act

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def five_lines(db: None) -> list[AuditLine]:
    return [
        record_act(act="test.done", actor=None, about=None, at=NOW, details={"step": n}) for n in range(1, 6)
    ]


def test_a_whole_chain_has_no_faults(five_lines: list[AuditLine], capsys: pytest.CaptureFixture[str]) -> None:
    assert list(chain_faults()) == []
    call_command("verify_chain")
    assert capsys.readouterr().out.endswith(f"5 {five_lines[-1].hash}\n")


def test_erasing_a_text_leaves_the_chain_whole(five_lines: list[AuditLine]) -> None:
    line = five_lines[2]
    line.salt = line.body = ""
    line.save()
    assert list(chain_faults()) == []


def change_a_text() -> None:
    line = AuditLine.objects.get(n=3)
    line.body = line.body.replace("test", "best")
    line.save()


def damage_a_stored_text() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE safety_auditline SET body = %s WHERE n = 3", ["k1.AAAA"])


def take_out_a_line() -> None:
    AuditLine.objects.get(n=3).delete()


def cut_the_end() -> None:
    AuditLine.objects.get(n=5).delete()


def swap_two_lines() -> None:
    for n, other in ((3, 30), (4, 3), (30, 4)):
        AuditLine.objects.filter(n=n).update(n=other)


FAULTS: dict[Callable[[], None], str] = {
    change_a_text: "line 3 was changed",
    damage_a_stored_text: "line 3 was changed",
    take_out_a_line: "line 3 is missing",
    cut_the_end: "line 5 is not what its witness wrote down",
    swap_two_lines: "line 3 does not follow",
}


@pytest.mark.parametrize("tamper", FAULTS, ids=lambda tamper: tamper.__name__)
def test_tampering_is_named(five_lines: list[AuditLine], tamper: Callable[[], None]) -> None:
    tamper()
    with pytest.raises(CommandError, match=FAULTS[tamper]):
        call_command("verify_chain")


def test_a_chain_written_anew_is_caught_by_a_witness(five_lines: list[AuditLine], tmp_path: Path) -> None:
    witness = tmp_path / "heads.txt"
    witness.write_text(f"4 {five_lines[3].hash}\n")
    call_command("verify_chain", witness=witness)
    previous = "0" * 64
    for line in AuditLine.objects.all():
        line.commitment = commitment_of(line.salt, line.body)
        line.body = line.body.replace("test", "best")
        line.commitment = commitment_of(line.salt, line.body)
        line.hash = previous = hash_of(previous, line.n, line.commitment)
        line.save()
    AuditHead.objects.update(hash=previous)
    assert list(chain_faults()) == []
    with pytest.raises(CommandError, match="line 4 is not what its witness wrote down"):
        call_command("verify_chain", witness=witness)
    with override("ru"), pytest.raises(CommandError, match="строка 4 не та, что записана у свидетеля"):
        call_command("verify_chain", witness=witness)


@pytest.mark.parametrize("text", ["four abc", "4", "4 a b"])
def test_a_witness_that_cannot_be_read_is_refused(db: None, tmp_path: Path, text: str) -> None:
    (tmp_path / "heads.txt").write_text(text)
    with pytest.raises(CommandError, match="expected a number and a hash"):
        call_command("verify_chain", witness=tmp_path / "heads.txt")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_chain", witness=tmp_path / "absent.txt")


def test_an_act_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record_act(act="test.done", actor=None, about=None, at=NOW)
