"""What still needs a voice, what was decided since one was here, and what an organisation's record says."""

from datetime import timedelta

from django.test import Client
from tests.entry import signed_in
from tests.news import tell_everybody

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision
from tamyr.decisions.services.entrusting import entrust
from tamyr.decisions.tests.decision import CLOSE, NOON, at, finished, opened, place_of, vote
from tamyr.network.models import Member

DECIDED = "Decided since you were here"


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_voice_that_is_held_waits_on_the_desk_until_it_is_used(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    vote(priorities, mountain_voice, bela, ["p2"])
    entrust(decision=priorities, giver=green_lake, holder=mountain_voice, actor=aygul.pk, clock=at(NOON))
    holder = signed_in(bela)
    assert "entrusted its voice to yours" in page(holder, "/en/desk/")
    assert "Green Lake" not in page(holder, "/en/desk/").partition("Where to go")[0]
    vote(priorities, green_lake, bela, ["p1"], speaker=mountain_voice)
    assert "entrusted its voice to yours" not in page(holder, "/en/desk/")


def test_what_was_decided_stands_apart_until_one_has_seen_it(
    decided_priorities: Decision, aygul: Person, bela: Person
) -> None:
    tell_everybody(CLOSE)
    reader, other = signed_in(aygul), signed_in(bela)
    desk = page(reader, "/en/desk/")
    assert desk.index(DECIDED) < desk.index("Which priorities?") and DECIDED in page(other, "/en/desk/")
    notice = desk.split('name="notice" value="')[1].split('"')[0]
    reader.post("/en/notices/seen/", {"notice": notice})
    assert DECIDED not in page(reader, "/en/desk/") and DECIDED in page(other, "/en/desk/")


def test_a_record_says_what_an_organisation_did_and_left_undone(
    priorities: Decision,
    cyra: Person,
    aygul: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    practice = opened(cyra, question_en="Only practice?", is_practice=True)
    vote(priorities, green_lake, aygul, ["p1"])
    own, other = signed_in(aygul), signed_in(bela)
    record = f"/en/desk/record/{green_lake.slug}/"
    assert "Nothing yet" in page(own, record), "while it is open nothing is told"
    for decision in (priorities, practice):
        finished(decision)
    found = page(own, record)
    assert "<td>Voted</td>" in found and place_of(priorities) in found and "Only practice" not in found
    assert "Did not vote" in page(other, f"/en/desk/record/{mountain_voice.slug}/")
    assert other.get(record).status_code == 404 and signed_in(cyra).get(record).status_code == 403
    table = own.get(f"{record}table.csv").content.decode("utf-8-sig").splitlines()
    assert table[0] == "date,what it did,on what,address"
    assert table[1].startswith(f"{CLOSE.date()},Voted,Which priorities?,http") and len(table) == 2
    assert page(own, "/en/desk/").count(record) == 1


def test_a_record_holds_a_voice_given_and_a_voice_held(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    entrust(decision=priorities, giver=green_lake, holder=mountain_voice, actor=aygul.pk, clock=at(NOON))
    vote(priorities, green_lake, bela, ["p1"], speaker=mountain_voice)
    finished(priorities, CLOSE + timedelta(days=1))
    assert "Voted through another organisation" in page(
        signed_in(aygul), f"/en/desk/record/{green_lake.slug}/"
    )
    held = page(signed_in(bela), f"/en/desk/record/{mountain_voice.slug}/")
    assert "Held the voice of another organisation" in held and "Did not vote" in held
