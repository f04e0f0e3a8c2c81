"""One command fills an empty site with an invented network, and one takes it out again."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from tests.people import make_member, make_person

from tamyr.accounts.models import Person
from tamyr.admissions.models import Admission
from tamyr.network.models import ExampleRow, Mandate, Member
from tamyr.network.queries import members_visible_to, visitor_on
from tamyr.network.services.example import PASSWORD, code_at, load_example_network, outside_the_example
from tamyr.safety.models import Letter
from tamyr.safety.services import send_notices

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
REAL = "network", "mfa"


def counts() -> dict[str, int]:
    kept = {"network.Country"}
    models = [model for app in REAL for model in apps.get_app_config(app).get_models()]
    return {m._meta.label: m._default_manager.count() for m in models if m._meta.label not in kept}


@pytest.mark.whole
def test_it_fills_eleven_countries_and_leaves_nothing_behind(db: None) -> None:
    before = counts()
    call_command("example_network", "load", verbosity=0)
    assert Member.objects.values("country").distinct().count() == 11
    assert 48 <= Member.objects.count() <= 53
    assert set(Admission.objects.values_list("stage", flat=True)) == {
        "received",
        "open",
        "stopped",
        "admitted",
        "declined",
    }
    assert Letter.objects.exists(), "the outbox shows what would have been sent"
    call_command("example_network", "remove", verbosity=0)
    assert counts() == before and not Letter.objects.exists()


def test_every_name_in_it_is_visibly_invented(example_network: None) -> None:
    everybody = visitor_on(Person.objects.get(sign_in_name="cyra"), NOW)
    for member in members_visible_to(everybody):
        names = member.profile["names"]
        assert names["en"].startswith("Example") and names["ru"].startswith("Пример")
        assert "example.org" in member.profile["site"]
    assert all("Example" in person.name for person in Person.objects.all())


@pytest.mark.alike
def test_loading_it_twice_changes_nothing(example_network: None) -> None:
    before = counts()
    assert load_example_network(at=NOW) is False
    assert counts() == before


def test_a_register_with_members_of_its_own_is_left_alone(db: None) -> None:
    make_member("A real one", "Настоящая", "KAZ")
    with pytest.raises(CommandError, match="of its own"):
        call_command("example_network", "load")
    assert not ExampleRow.objects.exists()


def test_it_has_no_people_and_no_members_but_its_own(example_network: None) -> None:
    assert outside_the_example() == (0, 0)


def test_removing_it_spares_what_was_added_since(example_network: None) -> None:
    added = make_member("A real one", "Настоящая", "KAZ")
    call_command("example_network", "remove", verbosity=0)
    assert list(Member.objects.all()) == [added]
    assert not Mandate.objects.exists()


@pytest.fixture
def demo(example_network: None, settings: LazySettings) -> None:
    settings.DEMO = True


def test_one_press_signs_an_example_person_in(demo: None, client: Client) -> None:
    page = client.get("/en/demo/").content.decode()
    assert "delegate of Example Green Lake" in page and "coordinator" in page
    aygul = Person.objects.get(sign_in_name="aygul")
    desk = client.post("/en/demo/", {"person": str(aygul.pk)}, follow=True).content.decode()
    assert "You act as delegate of Example Green Lake" in desk


def test_an_example_person_speaks_the_language_of_the_page_one_came_from(demo: None, client: Client) -> None:
    person = Person.objects.get(sign_in_name="emin")
    for language in ("ru", "en"):
        client.post(f"/{language}/demo/", {"person": person.pk})
        person.refresh_from_db()
        assert person.language == language


def test_name_password_and_code_sign_an_example_person_in(demo: None, client: Client) -> None:
    typed = {"sign_in_name": "aygul", "password": PASSWORD, "code": code_at(timezone.now())}
    assert client.post("/en/sign-in/", typed)["Location"] == "/en/desk/"


def test_elsewhere_nobody_finds_that_page(demo: None, client: Client, settings: LazySettings) -> None:
    settings.DEMO = False
    aygul = Person.objects.get(sign_in_name="aygul")
    assert client.get("/en/demo/").status_code == 404
    assert client.post("/en/demo/", {"person": str(aygul.pk)}).status_code == 404


def test_nobody_real_is_signed_in_that_way(demo: None, client: Client) -> None:
    real = make_person("real", "A real person")
    for key in (str(real.pk), "", "x"):
        assert client.post("/en/demo/", {"person": key}).status_code == 404
    assert "A real person" not in client.get("/en/demo/").content.decode()


def test_the_outbox_shows_what_would_have_been_sent(demo: None, client: Client) -> None:
    page = client.get("/en/outbox/").content.decode()
    assert "cyra@example.org" in page and "nothing leaves this site" in page
    assert '<div lang="ru"><p>Для вас' in page and '<div lang="en"><p>There is something new' in page


def test_the_outbox_withholds_every_address_that_somebody_may_have(demo: None, client: Client) -> None:
    send_notices(to=["somebody@mail.kz", "somebody@notexample.org", "invented@mail.test"], at=timezone.now())
    page = client.get("/en/outbox/").content.decode()
    assert page.count("withheld ·") == 2 and "somebody" not in page
    assert "invented@mail.test" in page and "cyra@example.org" in page
