"""Every field says what it holds, how long, and who may export it; a field that does not is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tamyr.admissions.models import Objection
from tamyr.safety.logic.inventory import faults, read_registry
from tamyr.safety.queries import fields_of, inventory_faults, registry

OBJECTION = fields_of(Objection)


def faults_with(**changed: frozenset[str] | tuple[str, ...]) -> list[str]:
    only = {OBJECTION.label: registry()[OBJECTION.label]}
    return list(faults(only, [replace(OBJECTION, **changed)]))  # type: ignore[arg-type]


def test_every_field_of_every_table_is_in_the_registry() -> None:
    assert inventory_faults() == []
    call_command("data_inventory", check=True)


def test_the_command_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("data_inventory")
    assert "admissions.objection: kept process, export never\n" in capsys.readouterr().out


def test_a_new_field_without_a_class_is_named() -> None:
    found = faults_with(fields=(*OBJECTION.fields, "hearsay"))
    assert found == ["admissions.objection.hearsay has no class: put it under P0, P1, P2 or P3"]


def test_an_entry_without_a_field_is_named() -> None:
    found = faults_with(fields=tuple(field for field in OBJECTION.fields if field != "reason"))
    assert found == ["admissions.objection.reason is in the registry, but there is no such field"]


def test_a_protected_text_in_clear_is_named() -> None:
    found = faults_with(encrypted=frozenset())
    assert found == ["admissions.objection.reason is P2 and a text in clear: make it an EncryptedTextField"]


def test_a_table_that_nobody_listed_is_named() -> None:
    assert list(faults({}, [OBJECTION]))[0].startswith("admissions.objection is not in the registry")


def test_rules_that_nobody_knows_are_named(tmp_path: Path) -> None:
    (tmp_path / "fields.toml").write_text('[objection]\nkept = "for ever"\nexport = "all"\nP1 = ["*"]\n')
    found = list(faults(read_registry(tmp_path / "fields.toml", "admissions"), [OBJECTION]))
    assert any("kept = 'for ever'" in fault for fault in found)
    assert any("export = 'all'" in fault for fault in found)
    assert any("name each field" in fault for fault in found)


def test_the_command_ends_with_an_error_when_something_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tamyr.safety.queries.registry", dict)
    with pytest.raises(CommandError, match=r"admissions\.objection is not in the registry"):
        call_command("data_inventory", check=True)
