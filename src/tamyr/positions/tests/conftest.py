import pytest
from tests.scenes import scene, who_stands

from tamyr.positions.models import Position, Version
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.tests.scenes import BegunPosition

begun_position = scene("begun_position")
translated_position = scene("translated_position")
adopted_position = scene("adopted_position")
position_to_sign = scene("position_to_sign")
signed_in_hiding = scene("signed_in_hiding")
aygul, green_lake, bela, mountain_voice, dana = (
    who_stands(name, "begun_position", "translated_position")
    for name in ("aygul", "green_lake", "bela", "mountain_voice", "dana")
)


@pytest.fixture
def position(begun_position: BegunPosition) -> Position:
    return begun_position.position


@pytest.fixture
def draft(position: Position) -> Version:
    return newest_version(position)
