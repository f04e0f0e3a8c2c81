"""A site for trying does not start beside real people: everybody knows the example's passwords."""

import pytest
from django.conf import LazySettings

from tamyr.config.first_steps import prepare_people
from tests.people import make_member, make_person


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en_GB", r"people: 1, members: 1\)"), ("ru_RU", r"людей: 1, членов сети: 1\), а пароли")],
)
def test_a_site_for_trying_does_not_start_beside_real_people(
    example_network: None,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    sentence: str,
) -> None:
    settings.DEMO = True
    assert any("/demo/" in line for line in prepare_people("http://localhost"))
    make_member("A real one", "Настоящая", "KAZ")
    make_person("real", "A real person")
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    with pytest.raises(SystemExit, match=sentence):
        prepare_people("http://localhost")
