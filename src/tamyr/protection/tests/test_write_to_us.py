"""Somebody without a name writes, keeps a code, reads the answer, and the server can hand over nothing of it."""

import base64
import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.news import tell_everybody

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.protection.models import Case, SealedItem, SealingKey
from tamyr.protection.services.letters import cases as acts
from tamyr.protection.services.letters.keys import step_down
from tamyr.protection.tests.letters import (
    CANARY,
    SHARED,
    answers_letters,
    code_in,
    identity_for,
    letter_with,
    page_of,
    write,
)
from tamyr.safety.logic.sealing.seeds import identity_from, public_key_of
from tamyr.safety.logic.sealing.texts import NotSealed, open_sealed, seal
from tamyr.safety.models import AuditLine
from tamyr.safety.services.expiry import forget_what_ran_out

pytestmark = pytest.mark.django_db
Team = tuple[Person, Person]


def test_a_letter_is_opened_by_each_of_the_team_and_the_keyholders_and_nobody_else(
    client: Client, team: Team
) -> None:
    write(client)
    sealed = SealedItem.objects.get().sealed
    for identity in (*map(identity_for, team), SHARED):
        assert open_sealed(sealed, [identity]) == f"I need support\n\nПомогите. {CANARY}"
    with pytest.raises(NotSealed):
        open_sealed(sealed, [identity_from(b"?" * 32)])


def test_with_the_database_and_all_keys_of_the_server_there_is_no_word_of_it(
    client: Client, team: Team
) -> None:
    code = write(client)
    rows = [row for model in apps.get_models() for row in model._base_manager.all()]
    # Read through the models, every field encrypted by the server is open.
    opened = [str(getattr(row, field.name)) for row in rows for field in row._meta.local_fields]
    opened += [base64.b64decode(item.content).decode("latin-1") for item in SealedItem.objects.all()]
    said = "\n".join(opened)
    assert CANARY not in said and CANARY.encode().decode("latin-1") not in said
    assert code not in said and code.replace("-", "") not in said
    assert all(
        json.loads(line.body)["actor"] is None for line in AuditLine.objects.all() if "letter." in line.body
    )


def test_texts_of_any_length_are_kept_in_one_length(client: Client, team: Team) -> None:
    for text in ("a", "ж" * 40, "ж" * 400, "ж" * 4000, "\r\n".join("🌲" * 2000)):
        write(client, text=text)
    raw = SealedItem._base_manager.extra(select={"raw": "length(content)"}).values_list("raw", flat=True)
    assert len(raw) == 5 and len(set(raw)) == 1
    too_long = client.post("/en/support/write/", letter_with(text="ж" * 4001))
    assert too_long.status_code == 422 and "ж" * 4001 in too_long.content.decode()


def test_the_answer_is_read_with_the_code_alone(client: Client, team: Team) -> None:
    code = write(client)
    case = Case.objects.get()
    colleague = signed_in(team[0])
    said = {"text": "Мы едем.\nЖдите.", "form_key": letter_with()["form_key"]}
    assert colleague.post(f"/en/support/letters/{case.pk}/answer/", said).status_code == 302
    typed = code.lower().replace("-", " ").replace("1", "l").replace("0", "o")
    read = client.post("/en/support/letter/", {"code": typed}).content.decode()
    assert "Мы едем.<br>Ждите." in read and CANARY not in read
    answer = case.items.last()
    assert answer is not None and open_sealed(answer.sealed, [identity_for(team[1])]) == "Мы едем.\nЖдите."
    team[0].delete()
    read = client.post("/en/support/letter/", {"code": code}).content.decode()
    assert "Мы едем." in read, "an answer stays one when its author has gone"
    wrong = client.post("/en/support/letter/", {"code": code[:-1] + ("A" if code[-1] != "A" else "B")})
    assert wrong.status_code == 404 and "No letter belongs to this code" in wrong.content.decode()
    assert client.post("/en/support/letter/", {"code": "A-1"}).status_code == 422


def test_what_no_longer_opens_breaks_no_page(client: Client, team: Team) -> None:
    code = write(client)
    case, colleague = Case.objects.get(), signed_in(team[0])
    said = {"text": "Мы едем.", "form_key": letter_with()["form_key"]}
    colleague.post(f"/en/support/letters/{case.pk}/answer/", said)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE protection_sealeditem SET content = 'k1.changed'")
    answer = client.post("/en/support/letter/", {"code": code})
    assert answer.status_code == 200 and '<div class="typed">sealed</div>' in answer.content.decode()
    assert colleague.get(f"/en/support/letters/{case.pk}/").status_code == 200
    item = case.items.first()
    assert item is not None and colleague.get(f"/en/support/letters/items/{item.pk}/").status_code == 404


def test_whoever_writes_more_is_kept_longer_and_opens_a_closed_letter_again(
    client: Client, team: Team
) -> None:
    code = write(client)
    case, then = Case.objects.get(), timezone.now() - timedelta(days=80)
    Case.objects.update(heard_at=then, opened_at=then, kept_until=then + timedelta(days=90))
    acts.close_case(case=case, by=visitor_on(team[0], timezone.now()))
    page = client.post("/en/support/letter/", {"code": code}).content.decode()
    token = page.split('name="token" value="')[1].split('"')[0]
    more = {"token": token, "text": "Ещё одно.", "form_key": letter_with()["form_key"]}
    assert client.post("/en/support/letter/more/", more).status_code == 201
    assert client.post("/en/support/letter/more/", more).status_code == 201, "sent twice it is one"
    case.refresh_from_db()
    assert (case.state, case.items.count()) == ("taken", 2)
    assert case.kept_until - timezone.now() > timedelta(days=89)


def test_ninety_days_after_the_last_word_it_is_gone_and_the_team_is_warned_before(
    client: Client, team: Team
) -> None:
    code = write(client)
    heard = Case.objects.get().heard_at
    client = signed_in(team[0])
    for days_left, words in ((14, "within 14 days"), (3, "within 3 days")):
        Case.objects.update(kept_until=timezone.now() + timedelta(days=days_left, hours=-1))
        assert words in page_of(client, "/en/desk/")
    Case.objects.update(kept_until=heard + timedelta(days=90))
    forget_what_ran_out(at=heard + timedelta(days=89, hours=23))
    assert Case.objects.exists()
    forget_what_ran_out(at=heard + timedelta(days=90))
    assert not Case.objects.exists() and not SealedItem.objects.exists()
    assert Client().post("/en/support/letter/", {"code": code}).status_code == 404


def test_the_same_form_twice_is_one_letter_with_the_same_code(client: Client, team: Team) -> None:
    form = letter_with()
    codes = {code_in(client.post("/en/support/write/", form).content.decode()) for _time in range(2)}
    assert len(codes) == 1 and Case.objects.count() == 1


def test_the_team_is_told_and_coordinators_are_not(client: Client, team: Team, cyra: Person) -> None:
    write(client)
    tell_everybody(timezone.now())
    assert [person.notices.count() for person in (*team, cyra)] == [1, 1, 0]
    client = signed_in(team[1])
    assert "1 letter waits for you" in page_of(client, "/en/desk/")


def test_only_the_team_sees_that_there_are_letters(
    client: Client, team: Team, cyra: Person, dana: Person
) -> None:
    write(client)
    case, item = Case.objects.get(), SealedItem.objects.get()
    addresses = ["letters/", f"letters/{case.pk}/", f"letters/items/{item.pk}/", "key/"]
    for person in (cyra, dana):
        client = signed_in(person)
        assert {client.get(f"/en/support/{address}").status_code for address in addresses} == {403}
    client = signed_in(team[0])
    assert client.get(f"/en/support/letters/items/{item.pk}/").content == item.sealed


def test_who_stepped_down_is_sealed_nothing_more_and_with_one_left_no_letter_is_taken(
    client: Client, team: Team
) -> None:
    step_down(by=visitor_on(team[0], timezone.now()))
    assert "Nobody reads letters here yet" in page_of(client, "/en/support/write/")
    refused = client.post("/en/support/write/", letter_with())
    assert refused.status_code == 409 and "Nobody can receive letters now" in refused.content.decode()
    assert not Case.objects.exists()


def test_what_was_sealed_to_a_key_that_was_taken_off_meanwhile_is_not_kept(team: Team, dana: Person) -> None:
    answers_letters(dana)
    now = timezone.now()
    sealed = acts.seal_here(CANARY, at=now)
    step_down(by=visitor_on(team[0], now))
    by = visitor_on(None, now)
    with pytest.raises(acts.KeysChanged):
        acts.open_case(sealed=sealed, token="t", reply_key="", form_key="f", by=by)


# --- what a browser sealed ------------------------------------------------------------------


def sealed_by_a_browser(text: str, keys: list[str], to: list[str] | None = None) -> dict[str, str]:
    content = seal(text, keys if to is None else to, least=acts.LETTER_SIZE)
    return {
        "sealed": base64.b64encode(content).decode(),
        "keys": " ".join(keys),
        "token": "f" * 64,
        "reply_key": public_key_of(SHARED),
        "form_key": letter_with()["form_key"],
    }


def test_a_letter_sealed_in_the_browser_is_kept_as_it_came(client: Client, team: Team) -> None:
    keys = list(SealingKey.objects.values_list("public", flat=True))
    sent = sealed_by_a_browser(CANARY, keys)
    assert client.post("/en/support/write/", sent).status_code == 201
    assert SealedItem.objects.get().sealed == base64.b64decode(sent["sealed"])


def test_what_is_not_sealed_to_exactly_the_keys_of_today_is_not_kept(client: Client, team: Team) -> None:
    keys = list(SealingKey.objects.values_list("public", flat=True))
    stale = client.post("/en/support/write/", sealed_by_a_browser(CANARY, keys[:2]))
    assert stale.status_code == 409 and sorted(stale.json()["keys"]) == sorted(keys)
    for spoilt in (
        sealed_by_a_browser(CANARY, keys, to=keys[:2]),
        {**sealed_by_a_browser(CANARY, keys), "sealed": base64.b64encode(CANARY.encode()).decode()},
        {**sealed_by_a_browser(CANARY, keys), "sealed": "ж"},
        {**sealed_by_a_browser(CANARY, keys), "sealed": base64.b64encode(seal(CANARY, keys)).decode()},
        {**sealed_by_a_browser(CANARY, keys), "reply_key": "age1"},
        {**sealed_by_a_browser(CANARY, keys), "token": ""},
    ):
        assert client.post("/en/support/write/", spoilt).status_code == 422
    assert not Case.objects.exists()


def test_a_flood_of_strangers_leaves_room_for_people_of_the_network(
    client: Client, team: Team, dana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "MOST_UNREAD", 1)
    write(client)
    full = client.post("/en/support/write/", letter_with(text="Второе."))
    assert full.status_code == 429 and "Второе." in full.content.decode(), "the words are given back"
    client = signed_in(dana)
    write(client)
