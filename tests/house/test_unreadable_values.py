"""A value that does not open shows as "sealed", is kept as it lies, and breaks no page, list, feed, file or letter."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import connection, models
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone, translation

from tamyr.accounts.models import Person, Session
from tamyr.accounts.models.factors import Authenticator
from tamyr.admissions.models import Admission
from tamyr.admissions.services import admissions
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.notices.models import Pace
from tamyr.notices.services.telling import choose_pace
from tamyr.safety.models import EncryptedTextField, ExposureLevel, Letter, is_sealed
from tamyr.safety.queries import chain_faults
from tamyr.safety.services.keys import encrypted_fields
from tamyr.safety.services.letters import deliver_due
from tamyr.safety.tasks import expire
from tamyr.work.services import running
from tamyr.work.services.running import do_next
from tests.entry import typed
from tests.house.cast import Cast
from tests.house.permissions import in_full, read_table
from tests.house.routes import Route, ours
from tests.news import tell_everybody

CHANGED = "k1.changed"
READERS = ("delegate", "hidden delegate", "coordinator", "editor")
# Pages of figures hold nothing of anybody: those of members' judgements do. What a monitor is told is no page: it
# says that nothing was forgotten here for long.
OF_FIGURES = ("tamyr.evidence.api", "tamyr.evidence.views")
ROUTES = [
    route
    for route in ours()
    if (not route.module.startswith(OF_FIGURES) or "judgement" in route.pattern)
    and route.pattern != "healthz"
]
FIELDS = [(model, field) for model, field in encrypted_fields() if model is not Session]


def change(model: type[models.Model], field: EncryptedTextField) -> None:
    """Change the stored bytes, as a broken disk or a lost key does."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET \"{field.column}\" = '{CHANGED}' WHERE \"{field.column}\" <> ''"
        )


def stored(model: type[models.Model], column: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM {model._meta.db_table}')
        return {row[0] for row in cursor.fetchall()}


def opened_to(name: str) -> list[Route]:
    """Return the routes whose pages open to a reader, by the reviewed table."""
    answers = read_table()[name]
    return [route for route in ROUTES if in_full(answers[route.pattern])["GET"] == 200]


def read_everything(
    clients: dict[str, Client], cast: Cast, language: str, routes: Callable[[str], list[Route]]
) -> dict[str, str]:
    """Open pages as every reader; return the texts, and fail where one is an error."""
    texts, broken = {}, []
    for name, client in clients.items():
        for route in routes(name):
            answer: HttpResponseBase = client.get(route.address(cast, language))
            if answer.status_code >= 500:
                broken.append(f"{name}: {route.pattern}")
            elif isinstance(answer, FileResponse):
                continue
            elif isinstance(answer, HttpResponse | StreamingHttpResponse):
                texts[f"{name}: {route.pattern}"] = answer.getvalue().decode(errors="replace")
    assert broken == []
    return texts


def readers(cast: Cast, *names: str) -> dict[str, Client]:
    return {name: cast.client(name) for name in names or READERS}


@pytest.mark.whole
def test_with_nothing_readable_every_page_opens_and_says_so(cast: Cast) -> None:
    clients = readers(cast)
    for model, field in FIELDS:
        change(model, field)
    held = {field: stored(model, field.name) for model, field in FIELDS}
    texts = read_everything(clients, cast, "ru", opened_to)
    assert len(texts) > 300
    for page in ("desk/", "circles/", "people/<slug:slug>/", "admissions/<uuid:key>/", "outbox/"):
        told = [text for name, text in texts.items() if name.endswith(f"<language>/{page}")]
        assert any("запечатано" in text for text in told), page
    assert not any(CHANGED in text for text in texts.values())
    for model, field in FIELDS:
        assert held[field] <= stored(model, field.name), f"{field}: reading changes nothing"


@pytest.mark.trial
@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_with_one_field_unreadable_every_page_opens(
    cast: Cast, model: type[models.Model], field: EncryptedTextField
) -> None:
    clients = readers(cast)
    change(model, field)
    # Those too that close before a reader: their frame names the reader.
    read_everything(clients, cast, "en", lambda _name: ROUTES)


def test_a_session_that_does_not_open_is_nobodys(cast: Cast) -> None:
    client = cast.client("delegate")
    change(Session, Session._meta.get_field("data"))
    answer = client.get("/en/desk/")
    assert answer.status_code == 302 and "/sign-in/" in answer["Location"]


def test_a_factor_that_does_not_open_lets_the_others_work(cast: Cast) -> None:
    person, client = cast.people["delegate"], cast.client("delegate")
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "x", "credential": {}})
    Authenticator.objects.update(data={"sealed": CHANGED})
    assert "sealed" in client.get("/en/account/ways/").content.decode()
    for code in ("", "1234 5678 9012"):
        answer = Client().post("/en/sign-in/", typed(person.sign_in_name, code=code))
        assert answer.status_code == 403


def test_no_letter_goes_to_a_word(cast: Cast, settings: LazySettings) -> None:
    now = timezone.now()
    change(Person, Person._meta.get_field("email"))
    before = Letter.objects.count()
    for person in cast.people.values():
        choose_pace(person=person, pace=Pace.ONCE, at=now)
    tell_everybody(now)
    tell_everybody(now + timedelta(days=8))
    assert Letter.objects.count() == before
    change(Letter, Letter._meta.get_field("recipient"))
    settings.MAIL_SERVER = {"host": "127.0.0.1", "port": 9}
    assert deliver_due(at=now + timedelta(minutes=1))[0] == 0 and mail.outbox == []
    assert set(Letter.objects.values_list("fault", flat=True)) == {"UnreadableField"}


def test_what_does_not_open_is_not_written_over(cast: Cast) -> None:
    change(Person, Person._meta.get_field("name"))
    change(Member, Member._meta.get_field("guarded"))
    person = Person.objects.get(pk=cast.people["delegate"].pk)
    for language, word in (("en", "sealed"), ("ru", "запечатано")):
        with translation.override(language):
            person.name = word if translation.gettext("sealed") == word else "sealed"
            assert is_sealed(person.name)
            person.save()
    assert stored(Person, "name") == {CHANGED}
    person.name = "A new name"
    person.save()
    assert Person.objects.get(pk=person.pk).name == "A new name"
    hidden = Member.objects.get(exposure=ExposureLevel.SEALED)
    assert hidden.name == translation.gettext("sealed")


def test_an_application_that_does_not_open_is_not_admitted(cast: Cast) -> None:
    change(Admission, Admission._meta.get_field("application"))
    admission = Admission.objects.get()
    with pytest.raises(MayNot):
        admissions.admit(
            admission=admission,
            explanation="Example",
            actor=cast.people["coordinator"].pk,
            at=timezone.now() + timedelta(days=30),
        )


def test_what_could_not_be_forgotten_is_told_on_a_coordinators_desk(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As Django's own test client does: the test's transaction lives in this connection.
    monkeypatch.setattr(running, "close_old_connections", lambda: None)
    admission = Admission.objects.get()
    coordinator = cast.people["coordinator"].pk
    admissions.decline(
        admission=admission,
        explanation="It does not fit.",
        actor=coordinator,
        at=timezone.now() - timedelta(days=366),
    )
    client = cast.client("coordinator")
    change(Admission, Admission._meta.get_field("application"))
    expire.enqueue()
    before = client.get("/en/desk/").content.decode()
    while do_next(worker="one", clock=timezone.now, limited=lambda _longest: unlimited()):
        pass
    after = client.get("/en/desk/").content.decode()
    assert "1 piece of work in the background failed" in before
    assert "1 piece of work in the background failed" in after
    assert "contacts: UnreadableField" in client.get("/en/work/").content.decode()
    assert list(chain_faults()) == []


def unlimited() -> AbstractContextManager[None]:
    return nullcontext()
