"""The check of the catalogues notices a text that lacks its translation."""

import os
import re
import runpy
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from tamyr.config.catalogues import compile_catalogues

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS: dict[str, Any] = runpy.run_path(str(ROOT / "bin" / "translations.py"))


def test_an_untranslated_and_a_doubtful_text_are_found() -> None:
    catalogue = Catalog(locale="ru")
    catalogue.add("Country", "Страна")
    catalogue.add("Source")
    catalogue.add("Year", "Год", flags=["fuzzy"])
    found = TRANSLATIONS["unfinished"](catalogue)
    assert "untranslated: 'Source'" in found
    assert "doubtful: 'Year'" in found
    assert not any("Country" in fault for fault in found)


def test_the_text_that_a_doubtful_one_came_from_is_not_left_beside_it() -> None:
    catalogue = Catalog(locale="ru")
    catalogue.add("Country", "Страна", user_comments=['| msgid "County"'])
    catalogue.add("Year", "Год", previous_id=("Years",))
    assert len(TRANSLATIONS["unfinished"](catalogue)) == 2


def test_a_translation_has_the_places_of_its_text() -> None:
    catalogue = Catalog(locale="ru")
    sentence, command = "climate_pathways/assessment/sentences/gap.py", "climate_pathways/commands/fair.py"
    catalogue.add("{name} in {year}", "{of} в {year} году", locations=[(sentence, 0)])
    assert TRANSLATIONS["unfinished"](catalogue) == []
    catalogue.add("Emitted: {value}", "Выброшено: {amount}", locations=[(sentence, 0)])
    catalogue.add("Draws: {count}", "Сочетания", locations=[(command, 0)])
    catalogue.add("Of {name}", "Для {of}", locations=[(command, 0)])
    assert TRANSLATIONS["unfinished"](catalogue) == [
        "other places: 'Emitted: {value}'",
        "other places: 'Draws: {count}'",
        "nobody passes {of} there: 'Of {name}'",
    ]


def test_a_plural_needs_all_three_russian_forms() -> None:
    catalogue = Catalog(locale="ru")
    catalogue.add(("one source", "many sources"), ("источник", "источника", ""))
    assert TRANSLATIONS["unfinished"](catalogue) != []


def test_a_text_that_was_not_collected_is_found(tmp_path: Path) -> None:
    package = tmp_path / "src" / "climate_pathways"
    package.mkdir(parents=True)
    (package / "brief.py").write_text('TITLE = mark("A text nobody has collected")\n', encoding="utf-8")
    TRANSLATIONS["collect_science"](tmp_path, "ru")
    faults = TRANSLATIONS["compare"](TRANSLATIONS["SCIENCE"]["ru"], "ru", tmp_path)
    assert any("run make translations: 'A text nobody has collected'" in fault for fault in faults)


def test_a_template_holds_every_text_without_a_translation(tmp_path: Path) -> None:
    package = tmp_path / "src" / "climate_pathways"
    package.mkdir(parents=True)
    (package / "brief.py").write_text('TITLE = mark("A text nobody has collected")\n', encoding="utf-8")
    TRANSLATIONS["collect_science"](tmp_path, "ru")
    template = TRANSLATIONS["TEMPLATES"][1]
    made = TRANSLATIONS["read"](tmp_path / template, None)
    assert [(message.id, message.string) for message in made if message.id] == [
        ("A text nobody has collected", "")
    ]
    faults = TRANSLATIONS["stale"](template, tmp_path)
    assert f"{template}: not collected, run make translations: 'A text nobody has collected'" in faults


def test_a_catalogue_is_compiled_when_its_words_are_others(tmp_path: Path) -> None:
    source = tmp_path / "ru" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Country"\nmsgstr "Страна"\n'
    )
    compile_catalogues(tmp_path)
    compiled = source.with_suffix(".mo")
    assert "Страна".encode() in compiled.read_bytes()
    before = compiled.stat()
    compile_catalogues(tmp_path)
    assert compiled.stat() == before
    # As a release bears it that was packed before this one began.
    source.write_text(source.read_text().replace("Страна", "Государство"))
    os.utime(source, ns=(0, before.st_mtime_ns - 10**12))
    compile_catalogues(tmp_path)
    with compiled.open("rb") as handle:
        assert GNUTranslations(handle).gettext("Country") == "Государство"


def test_no_catalogue_is_no_fault(tmp_path: Path) -> None:
    compile_catalogues(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", TRANSLATIONS["LANGUAGES"])
@pytest.mark.parametrize("name", ["PLATFORM", "SCIENCE"])
def test_both_catalogues_are_finished(name: str, language: str) -> None:
    catalogue = TRANSLATIONS["read"](ROOT / TRANSLATIONS[name][language], language)
    assert len(catalogue) > 0
    assert TRANSLATIONS["unfinished"](catalogue) == []


# What is counted, as Russian says it of five and more; of 1, 2 and 21 it says it otherwise.
COUNTED = re.compile(
    r"%\((\w+)\)[sd] (?:\w+(?:ых|их) )?(?:дней|недель|часов|знаков|байт|строк|писем|файлов|адресов|стран|мест|голосов|бюллетеней"
    r"|вариантов|организаций|членов|человек|хранителей|предложений|пунктов|поправок|ответивших|сторонников|шагов|лет)\b"
)
# The number stands in the code and is one that goes with this form, or is rounded to tens.
NEVER_OTHERWISE = {
    ("most", "admissions"), ("count", "consultations/forms"), ("days", "decisions/forms"), ("most", "decisions/forms"),
    ("most", "deliveries/forms"), ("most", "network"), ("about", "network"), ("about", "publishing"), ("most", "positions"), ("days", "protection"),
    ("size", "replies"),
}  # fmt: skip


def test_a_number_that_may_be_any_has_every_form_of_what_it_counts() -> None:
    catalogue = TRANSLATIONS["read"](ROOT / TRANSLATIONS["PLATFORM"]["ru"], "ru")
    found = {
        (message.id, number)
        for message in catalogue
        if isinstance(message.string, str)
        for number in COUNTED.findall(message.string)
        for place, _line in message.locations
        if not any(number == fixed and place.startswith(room) for fixed, room in NEVER_OTHERWISE)
    }
    assert found == set(), "ngettext, or words such as “Ballots: 8”"


@pytest.mark.parametrize("name", ["PLATFORM", "SCIENCE"])
def test_russian_writes_amounts_in_words_that_readers_know(name: str) -> None:
    catalogue = TRANSLATIONS["read"](ROOT / TRANSLATIONS[name]["ru"], "ru")
    said = [message.string for message in catalogue if message.id]
    forms = [form for told in said for form in ([told] if isinstance(told, str) else told)]
    assert [text for text in forms if re.search(r"\b[ГМк]т\b", text)] == []
