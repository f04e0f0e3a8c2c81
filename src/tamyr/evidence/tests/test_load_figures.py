"""The figures are loaded: once, twice, by two starts at once, or from a damaged snapshot."""

import dataclasses
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation

from climate_pathways.figures import snapshot
from tamyr.evidence.models import Edition, Profile
from tamyr.evidence.services import load_figures

from .conftest import NOW, other_snapshot


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    before = Edition.objects.get()
    edition, is_new = load_figures(snapshot=snapshot.region(), now=NOW + timedelta(days=1))
    assert (edition, is_new) == (before, False)
    assert Edition.objects.get().loaded_at == before.loaded_at
    assert Profile.objects.count() == 13


@pytest.mark.django_db
def test_new_figures_become_current_and_old_ones_stay_on_record(client: Client) -> None:
    old = Edition.objects.get()
    new, is_new = load_figures(snapshot=other_snapshot(), now=NOW)
    assert is_new and new != old
    assert list(Edition.objects.filter(is_current=True)) == [new]
    assert Edition.objects.filter(pk=old.pk, is_current=False).exists()
    assert "1 January 2027" in client.get("/en/countries/sources/").content.decode()


@pytest.mark.django_db
def test_an_edition_just_loaded_can_be_named_by_its_date() -> None:
    edition, _ = load_figures(snapshot=other_snapshot(), now=NOW)
    assert str(edition) == "2027-01-01 " + edition.digest[:12]


@pytest.mark.django_db
def test_going_back_to_figures_once_loaded_makes_them_current_again() -> None:
    old = Edition.objects.get()
    load_figures(snapshot=other_snapshot(), now=NOW)
    again, _ = load_figures(snapshot=snapshot.region(), now=NOW)
    assert again == old
    assert Edition.objects.get(is_current=True) == old


@pytest.mark.whole
def test_two_first_starts_at_once_make_one_edition_and_speak_their_terminals_languages(
    tmp_path: Path, empty_database: Path
) -> None:
    shutil.copy(empty_database, tmp_path / "tamyr.sqlite3")
    program = [sys.executable, "-c", "from tamyr.config.command_line import main; main()", "load_figures"]
    starts = {
        said: subprocess.Popen(
            program,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": os.pathsep.join(sys.path),
                "TAMYR_DATA_DIR": str(tmp_path),
                "LC_ALL": tongue,
                "PYTHONIOENCODING": "utf-8",
            },
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for tongue, said in (("C.UTF-8", "Figures of"), ("ru_RU.UTF-8", "Данные от"))
    }
    for said, start in starts.items():
        assert start.communicate(timeout=60)[0].startswith(said)
        assert start.returncode == 0
    with closing(sqlite3.connect(tmp_path / "tamyr.sqlite3")) as database:
        count = "SELECT (SELECT count(*) FROM evidence_edition), (SELECT count(*) FROM evidence_profile)"
        assert database.execute(count).fetchone() == (1, 13)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "The figures are not here yet"), ("ru", "Данных здесь пока нет")]
)
def test_before_the_first_loading_pages_say_so(client: Client, language: str, sentence: str) -> None:
    Edition.objects.all().delete()
    for address in ("", "kaz/", "kaz/gases.svg", "countries.csv", "sources/"):
        answer = client.get(f"/{language}/countries/{address}")
        assert answer.status_code == 503
        assert sentence in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("en", "damaged"), ("ru", "повреждён")])
def test_a_damaged_snapshot_stops_the_command_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str, word: str
) -> None:
    for name in (snapshot.MANIFEST_FILE, snapshot.REGION_FILE):
        (tmp_path / name).write_bytes((snapshot.shipped() / name).read_bytes())
    (tmp_path / snapshot.REGION_FILE).write_bytes(b"not a table")
    monkeypatch.setattr(snapshot, "region", lambda: snapshot.load(tmp_path, (snapshot.REGION_FILE,)))
    with translation.override(language), pytest.raises(CommandError, match=word) as stopped:
        call_command("load_figures", stdout=StringIO())
    assert snapshot.REGION_FILE in str(stopped.value)
    assert Edition.objects.filter(is_current=True).count() == 1


@pytest.mark.django_db
def test_what_is_stored_reads_back_as_it_was(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        stored = Profile.objects.get(iso3="KAZ").read()
    from climate_pathways.figures import standing_of

    assert stored.as_json() == standing_of("KAZ", snapshot.region()).as_json()
    assert dataclasses.asdict(stored)["iso3"] == "KAZ"
