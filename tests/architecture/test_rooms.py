"""A room is listed once, in the order of the flow, and every rule of the house reaches it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tamyr.config.rooms import ROOMS, Room
from tests.architecture import plan


def folders() -> list[str]:
    return sorted(path.name for path in plan.PLATFORM.iterdir() if (path / "__init__.py").exists())


def test_every_room_is_listed_once() -> None:
    assert sorted([*(room.name for room in ROOMS), "config", "shared"]) == folders()


def test_rooms_are_listed_upstream_first() -> None:
    downstream_first = [name for name in plan.stages() if name in {room.name for room in ROOMS}]
    assert [room.name for room in ROOMS] == downstream_first[::-1]


def test_no_room_names_a_later_one_by_a_string() -> None:
    order = ["shared", *(room.name for room in ROOMS)]
    named = {
        (room, named)
        for room in order
        for file in plan.written(plan.PLATFORM / room)
        for named in plan.rooms_named(file.read_text(encoding="utf-8"), file.suffix)
        if named in order
    }
    assert {("work", "work"), ("network", "accounts"), ("demands", "ui")} <= named
    assert {(room, other) for room, other in named if order.index(other) > order.index(room)} == set()


def test_no_room_asks_its_rows_for_those_of_a_later_one() -> None:
    order = [room.name for room in ROOMS]
    names = plan.looks_back(order, apps.get_models())
    assert "mandates" in names["accounts"] and "mandates" not in names["network"]
    found = {
        (str(file), tuple(asked))
        for room in order
        for file in plan.written(plan.PLATFORM / room)
        if (asked := plan.looked_back(file.read_text(encoding="utf-8"), names[room]))
    }
    assert found == set(), "the later room asks its own rows"


@pytest.mark.parametrize(
    "source", ["row.mandates.all()", "{{ row.mandates }}", "rows.filter(mandates__ends=day)"]
)
def test_a_row_that_is_asked_for_a_later_one_is_noticed(source: str) -> None:
    assert plan.looked_back(source, {"mandates", "roles"}) == ["mandates"]
    assert plan.looked_back("mandates = mandates_of(row); row.roles()", {"mandates", "roles"}) == []


@pytest.mark.parametrize(
    ("suffix", "source", "room"),
    [
        (".py", 'redirect("network:proposal", key=made.pk)', "network"),
        (".py", 'path("", include("tamyr.demands.urls"))', "demands"),
        (".py", 'urls.reverse("evidence-api:openapi")', "evidence"),
        (".py", 'apps.get_model("demands", "Demand")', "demands"),
        (".py", 'apps.get_model(app_label="demands", model_name="Demand")', "demands"),
        (".py", 'import_module(f"tamyr.replies.{name}")', "replies"),
        (".py", 'render(request, "ndc/page.html")', "ndc"),
        (".html", "{% url 'network:desk' %}", "network"),
        (".html", '{% url "network:desk" as desk %}', "network"),
        (".html", "{% load i18n network %}", "network"),
        (".html", "{% include 'work/background.html' with row=row %}", "work"),
        (".html", "{% static 'demands/map.css' %}", "demands"),
        (".html", '<a href="/{{ LANGUAGE_CODE }}/demands/">', "demands"),
        (".html", '<form action="/ru/demands/new/">', "demands"),
    ],
)
def test_a_room_that_is_named_is_noticed(suffix: str, source: str, room: str) -> None:
    assert room in plan.rooms_named(source, suffix)


def test_the_room_plan_is_checked_in_every_room() -> None:
    assert plan.contracts()["room-plan"]["containers"] == [room.module for room in ROOMS]


def test_the_front_doors_of_every_room_are_protected() -> None:
    found = {
        f"tamyr.{room.name}.{door}"
        for room in ROOMS
        for door in plan.DOORS
        if list((plan.PLATFORM / room.name).glob(f"{door}.py")) or (plan.PLATFORM / room.name / door).is_dir()
    }
    protected = {
        module for contract in plan.contracts().values() for module in contract.get("protected_modules", ())
    }
    assert found <= protected


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_file_of_a_room_is_on_the_plan(room: Room) -> None:
    assert plan.off_plan(plan.PLATFORM / room.name) == []


def test_a_file_off_the_plan_is_found(tmp_path: Path) -> None:
    room = tmp_path / "evidence"
    planted = ["helpers.py", "notes.txt", "templates/other/page.html", "misc/views.py", "static/style.css"]
    for name in ["views.py", "templates/evidence/page.html", "static/evidence/map.css", *planted]:
        (room / name).parent.mkdir(parents=True, exist_ok=True)
        (room / name).touch()
    assert plan.off_plan(room) == sorted(planted)


def test_a_folder_with_more_than_ten_files_says_that_its_room_is_two() -> None:
    assert plan.crowded_folders() == set()


def test_a_crowded_folder_is_found(tmp_path: Path) -> None:
    for number in range(plan.MOST_FILES + 1):
        (tmp_path / "evidence" / "logic").mkdir(parents=True, exist_ok=True)
        (tmp_path / "evidence" / "logic" / f"part_{number}.py").touch()
        (tmp_path / "evidence" / "tests").mkdir(exist_ok=True)
        (tmp_path / "evidence" / "tests" / f"test_{number}.py").touch()
    assert plan.crowded_folders(tmp_path) == {"evidence/logic"}


def test_relations_point_upstream() -> None:
    assert plan.downstream_relations(apps.get_models()) == []


@isolate_apps("tamyr.ui", "tamyr.evidence")
def test_a_relation_that_points_downstream_is_found() -> None:
    class Figure(models.Model):
        class Meta:
            app_label = "evidence"

    class Ornament(models.Model):
        figure = models.ForeignKey("evidence.Figure", on_delete=models.CASCADE)

        class Meta:
            app_label = "ui"

    assert plan.downstream_relations([Figure, Ornament]) == ["ui.Ornament.figure → evidence.Figure"]
