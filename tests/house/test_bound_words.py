"""Whoever reads the site in a third language meets the words that members are bound by in one that they stand in."""

import pytest
from django.utils.translation import override

from tamyr.demands.logic.calendar import calendar_of
from tamyr.demands.models import Demand
from tamyr.demands.pages.country import calendar_words
from tamyr.demands.queries.texts import words_for
from tamyr.ndc.models import Submission
from tamyr.ndc.queries.desk import title_of
from tamyr.positions.models import Version
from tamyr.positions.queries.texts import places_of
from tamyr.priorities.pages.words import quoted
from tamyr.shared import languages
from tests.house.cast import Cast


@pytest.fixture(autouse=True)
def read_in_kazakh(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(languages, "LANGUAGES", ("en", "ru", "kk"))
    with override("kk"):
        yield


def test_a_demand_is_read_in_its_own_words(cast: Cast) -> None:
    demand = Demand.objects.exclude(agreed_at=None).first()
    assert demand is not None
    assert words_for(demand).language == words_for(demand, "kk").language == demand.authoritative


def test_a_clause_is_read_in_its_own_words(cast: Cast) -> None:
    version = Version.objects.filter(stage=Version.Stage.OPEN).get()
    place = places_of(version)[0]
    assert place.best("kk") == place.authoritative


def test_a_submission_is_read_in_english(cast: Cast) -> None:
    submission = Submission.objects.order_by("number")[0]
    assert title_of(submission) == submission.title_en


def test_a_calendar_is_told_in_english(cast: Cast) -> None:
    calendar = calendar_of("KAZ")
    assert calendar is not None and calendar.words["en"] in calendar_words(calendar, "kk")


def test_a_number_quoted_before_is_told_in_english(cast: Cast) -> None:
    kept = {"name": {"en": "Fair share", "ru": "Доля"}, "shown": {"en": "1.5", "ru": "1,5"}, "year": 2030}
    shown = quoted("KAZ", "2026-01-01-0123456789", kept, "kk")
    assert (shown.name, shown.shown) == ("Fair share", "1.5")
