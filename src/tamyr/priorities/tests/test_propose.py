"""An organisation puts proposals into a round, in one language or two, while proposals are collected."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.people import give_mandate, make_member, make_person

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, Member, Theme
from tamyr.network.rules import MayNot
from tamyr.priorities.models import Phase, Proposal, Proposers, Round, Wording
from tamyr.priorities.queries.texts import draft_sha, hash_of_own, newest_wordings
from tamyr.priorities.services.locking import TextMoved
from tamyr.priorities.services.proposals import (
    Draft,
    TooMany,
    Words,
    change_proposal,
    propose,
    translate,
    withdraw_proposal,
)
from tamyr.priorities.services.rounds import TooShort, begin_round, change_round, draft_round, withdraw_round
from tamyr.priorities.tests.writing import (
    CLOSES_AT,
    COLLECT,
    COLLECTS_UNTIL,
    DRAFT,
    LATER,
    NOON,
    at,
    key,
    page_of,
    plan,
    proposed,
)
from tamyr.procedures.services import MovedMeanwhile, NotNow

SECOND = timedelta(seconds=1)
READ = re.compile(r'name="base_sha" value="(\w{64})"')


def form(member: Member, **typed: str) -> dict[str, str]:
    words = {"title_ru": "Тёплые школы", "text_ru": "Утеплить сельские школы.", "theme": "energy-efficiency"}
    return {"member": str(member.pk), "form_key": str(key()), **words, **typed}


def in_days() -> dict[str, date]:
    """Return ends that a form takes: it reads the real clock."""
    today = timezone.now().date()
    return {"collects_on": today + timedelta(days=10), "closes_on": today + timedelta(days=20)}


# --- by the page --------------------------------------------------------------------------------


def test_a_delegate_proposes_and_sees_first_what_is_like_it(
    collecting: Round, mine: Proposal, bela: Person, mountain_voice: Member
) -> None:
    page, client = f"/en/priorities/{collecting.number}/propose/", signed_in(bela)
    assert "Who proposed what is shown at once." in page_of(client, page)
    typed = form(
        mountain_voice,
        title_ru="",
        text_ru="",
        title_en="New jobs for coal miners",
        text_en="Retraining in Karaganda before 2030.",
    )
    looked = client.post(page, typed).content.decode()
    assert "Справедливый переход" in looked and "Both: " in looked and "Kazakhstan" in looked
    assert "Retraining in Karaganda" in looked and Proposal.objects.count() == 1, "nothing is sent yet"
    sent = client.post(page, {**typed, "send": "1"}, follow=True)
    assert "Your proposal is in the round." in sent.content.decode()
    assert Proposal.objects.get(place=2).member == mountain_voice
    client.post(page, {**typed, "send": "1"})
    assert Proposal.objects.count() == 2, "the same form sent twice is one proposal"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title_ru": "", "text_ru": ""}, "Write a title and a text in Russian or in English."),
        pytest.param(
            {"text_ru": ""}, "This title needs a text in the same language.", marks=pytest.mark.whole
        ),
        pytest.param(
            {"text_en": "A text alone."},
            "This text needs a title in the same language.",
            marks=pytest.mark.whole,
        ),
        pytest.param({"theme": "everything"}, "everything", marks=pytest.mark.whole),
        pytest.param({"country": "XYZ"}, "XYZ", marks=pytest.mark.whole),
        pytest.param({"text_ru": "уголь " * 4000}, "6000", marks=pytest.mark.whole),
        ({"form_key": "no key"}, "Not saved yet"),
    ],
)
def test_a_form_that_is_not_sound_is_given_back(
    collecting: Round, aygul: Person, green_lake: Member, typed: dict[str, str], said: str
) -> None:
    page = f"/en/priorities/{collecting.number}/propose/"
    answer = signed_in(aygul).post(page, {**form(green_lake, send="1"), **typed})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_proposal_that_comes_too_late_gives_its_words_back(
    collecting: Round, aygul: Person, green_lake: Member
) -> None:
    Round.objects.update(opened_at=NOON.replace(year=2020), collects_until=NOON.replace(year=2021))
    page = f"/en/priorities/{collecting.number}/propose/"
    answer = signed_in(aygul).post(page, form(green_lake, send="1"))
    assert answer.status_code == 409
    assert "Утеплить сельские школы." in answer.content.decode() and not Proposal.objects.exists()


def test_control_characters_are_taken_out(collecting: Round, aygul: Person, green_lake: Member) -> None:
    page = f"/en/priorities/{collecting.number}/propose/"
    typed = form(green_lake, title_ru="Тёплые\u0000 \u202eшколы\u200b", send="1")
    assert signed_in(aygul).post(page, typed).status_code == 302
    assert Wording.objects.get().title == "Тёплые школы"


def test_nobody_proposes_for_another(collecting: Round, bela: Person, green_lake: Member) -> None:
    page = f"/en/priorities/{collecting.number}/propose/"
    assert signed_in(bela).post(page, form(green_lake, send="1")).status_code == 403


# --- who and when -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "phase", "is_heard"),
    [
        (NOON, Phase.COLLECT, True),
        (COLLECTS_UNTIL - SECOND, Phase.COLLECT, True),
        (COLLECTS_UNTIL, Phase.DISCUSS, False),
        pytest.param(CLOSES_AT - SECOND, Phase.DISCUSS, False, marks=pytest.mark.whole),
        (CLOSES_AT, Phase.PREPARE, False),
    ],
)
def test_the_clock_says_whether_proposals_are_heard(
    collecting: Round, aygul: Person, green_lake: Member, moment: Any, phase: str, is_heard: bool
) -> None:
    assert collecting.phase_at(moment) == phase
    if is_heard:
        assert proposed(collecting, green_lake, aygul, DRAFT, moment).place == 1
    else:
        with pytest.raises(NotNow):
            proposed(collecting, green_lake, aygul, DRAFT, moment)


def test_a_mandate_that_ended_meanwhile_proposes_nothing(
    collecting: Round, aygul: Person, green_lake: Member
) -> None:
    Mandate.objects.filter(person=aygul).update(until_on=NOON.date())
    with pytest.raises(MayNot):
        proposed(collecting, green_lake, aygul, DRAFT)


@pytest.mark.parametrize("proposers", Proposers.values)
def test_an_observer_proposes_where_the_round_hears_all(cyra: Person, proposers: str) -> None:
    watcher = make_member("Example Watcher", "Пример Наблюдатель", "MDA", status="observer")
    person = make_person("watcher", "Watcher Example")
    give_mandate(person, watcher)
    made = draft_round(plan=plan(proposers=proposers), form_key=key(), actor=cyra.pk, at=NOON)
    begun = begin_round(standing_round=made, actor=cyra.pk, clock=at(NOON))
    page = signed_in(person).get(f"/en/priorities/{begun.number}/propose/")
    if proposers == Proposers.ALL:
        assert page.status_code == 200 and proposed(begun, watcher, person, DRAFT)
    else:
        assert page.status_code == 403
        with pytest.raises(MayNot, match="only active members"):
            proposed(begun, watcher, person, DRAFT)


def test_no_organisation_proposes_more_than_the_round_says(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    made = draft_round(plan=plan(most_per_member=1), form_key=key(), actor=cyra.pk, at=NOON)
    begun = begin_round(standing_round=made, actor=cyra.pk, clock=at(NOON))
    first = proposed(begun, green_lake, aygul, DRAFT)
    with pytest.raises(TooMany):
        proposed(begun, green_lake, aygul, COLLECT)
    withdraw_proposal(proposal=first, actor=aygul.pk, clock=at(NOON))
    assert proposed(begun, green_lake, aygul, COLLECT).place == 2


# --- changed and translated -----------------------------------------------------------------------


def test_of_two_who_change_one_text_the_second_is_asked_to_read(
    mine: Proposal, aygul: Person, dana: Person
) -> None:
    opened, former = draft_sha(mine), mine.text_sha256
    other = Draft({"ru": Words("Другое название", "Другой текст.")}, mine.theme, "")
    by_first: dict[str, Any] = {"base_sha": opened, "actor": aygul.pk, "clock": at(LATER)}
    changed = change_proposal(proposal=mine, draft=other, **by_first)
    assert changed.text_sha256 != former and changed.changed_at == LATER
    pressed_again = change_proposal(proposal=mine, draft=other, **by_first)
    assert pressed_again.text_sha256 == changed.text_sha256
    with pytest.raises(MovedMeanwhile):
        change_proposal(proposal=mine, draft=DRAFT, base_sha=opened, actor=dana.pk, clock=at(LATER))
    assert [wording.title for wording in mine.wordings.all()] == [
        "Справедливый переход для угольных городов",
        "Другое название",
    ], "nothing is written over"
    page = f"/en/priorities/{mine.round.number}/proposals/1/"
    answer = signed_in(dana).post(
        f"{page}change/",
        {
            "base_sha": opened,
            "title_ru": "Моё",
            "text_ru": "Мой текст.",
            "theme": mine.theme,
            "form_key": key(),
        },
    )
    assert answer.status_code == 409
    assert "Другой текст." in answer.content.decode() and "Мой текст." in answer.content.decode()
    assert READ.findall(answer.content.decode()) == [draft_sha(changed)], (
        "sent again, it is about what stands"
    )
    assert "переобучение" in page_of(signed_in(dana), f"{page}texts/").lower()


def test_a_theme_and_a_country_that_a_colleague_chose_meanwhile_are_not_written_over(
    mine: Proposal, aygul: Person, dana: Person
) -> None:
    address = f"/en/priorities/{mine.round.number}/proposals/{mine.place}/change/"
    opened = page_of(signed_in(dana), address)
    words = {f"{part}_{code}": "" for code in ("ru", "en") for part in ("title", "text")}
    written = newest_wordings([mine])[mine.pk]["ru"]
    typed = {**words, "title_ru": written.title, "text_ru": written.text, "form_key": key()}
    typed |= {"theme": mine.theme, "country": "", "base_sha": READ.findall(opened)[0]}
    first = {**typed, "theme": "forests", "country": "KGZ"}
    assert [signed_in(aygul).post(address, first).status_code for _time in range(2)] == [302, 302]
    late = signed_in(dana).post(address, {**typed, "text_ru": "Мой текст."})
    told = unescape(late.content.decode())
    assert (
        late.status_code == 409 and "Which country it is about: Kyrgyzstan" in told and "Мой текст." in told
    )
    assert f"Theme: {Theme.FORESTS.label}" in told
    mine.refresh_from_db()
    assert (mine.theme, mine.country_id) == ("forests", "KGZ"), "nothing of the first one's choice is lost"
    both = {**first, "text_ru": "Мой текст.", "base_sha": READ.findall(told)[0]}
    assert signed_in(dana).post(address, both).status_code == 302
    assert newest_wordings([Proposal.objects.get()])[mine.pk]["ru"].text == "Мой текст."


def test_a_translation_by_another_is_marked_and_goes_stale(
    mine: Proposal, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    made = translate(
        proposal=mine,
        language="en",
        words=Words("Just transition", "New jobs."),
        read=mine.text_sha256,
        member=mountain_voice,
        actor=bela.pk,
        clock=at(NOON),
    )
    page, client = f"/en/priorities/{mine.round.number}/proposals/1/", signed_in(bela)
    assert "A translation by another organisation" in page_of(client, page)
    assert not made.is_of_earlier_text and mine.text_sha256 == Proposal.objects.get().text_sha256
    other, read = Draft({"ru": Words("Другое название", "Другой текст.")}, mine.theme, ""), mine.text_sha256
    change_proposal(proposal=mine, draft=other, base_sha=draft_sha(mine), actor=aygul.pk, clock=at(LATER))
    assert "The author changed the text since." in page_of(client, page)
    typed = {"member": str(mountain_voice.pk), "read": read, "title": "Another one", "text": "In time."}
    answer = client.post(f"{page}translate/en/", typed)
    assert answer.status_code == 409 and "Another one" in answer.content.decode()
    assert "Другой текст." in answer.content.decode() and read not in answer.content.decode()


def test_a_language_that_the_author_leaves_out_does_not_stand_and_may_be_translated(
    collecting: Round, aygul: Person, green_lake: Member, bela: Person, mountain_voice: Member
) -> None:
    both = Draft({**DRAFT.words, **COLLECT.words}, "just-transition", "")
    made = proposed(collecting, green_lake, aygul, both)
    other = Draft({"ru": Words("Другое название", "Другой текст.")}, made.theme, "")
    changed = change_proposal(
        proposal=made, draft=other, base_sha=draft_sha(made), actor=aygul.pk, clock=at(LATER)
    )
    page, client = f"/en/priorities/{collecting.number}/proposals/1/", signed_in(bela)
    assert "Early warning for glacier lakes" not in page_of(client, page)
    assert "Early warning for glacier lakes" in page_of(client, f"{page}texts/")
    assert hash_of_own(newest_wordings([changed])[changed.pk]) == changed.text_sha256
    translate(
        proposal=changed,
        language="en",
        words=Words("Another title", "Another text."),
        read=changed.text_sha256,
        member=mountain_voice,
        actor=bela.pk,
        clock=at(LATER),
    )
    assert "Another title" in page_of(client, page)


def test_nobody_translates_over_the_author(mine: Proposal, bela: Person, mountain_voice: Member) -> None:
    with pytest.raises(TextMoved):
        translate(
            proposal=mine,
            language="ru",
            words=Words("Другое", "Другое."),
            read=mine.text_sha256,
            member=mountain_voice,
            actor=bela.pk,
            clock=at(NOON),
        )
    address = f"/en/priorities/{mine.round.number}/proposals/1/translate/ru/"
    assert signed_in(bela).get(address).status_code == 404


# --- the round --------------------------------------------------------------------------------------


def test_a_round_is_set_up_opened_and_then_stands(client: Client, cyra: Person, aygul: Person) -> None:
    client.force_login(cyra)
    facts = {"title_en": "Our work", "title_ru": "Наша работа", "choose_days": 14, "seats": 3}
    said = {
        "outside": "result",
        "balance": "member",
        "proposers": "active",
        "most_per_member": 2,
        "authors": "hidden",
        "scope": "all",
    }
    made = client.post("/en/priorities/new/", {**in_days(), **facts, **said, "form_key": key()})
    assert made.status_code == 302
    place = made["Location"]
    assert signed_in(aygul).get(place).status_code == 404, "a draft is the coordinators' alone"
    assert client.post(f"{place}open/").status_code == 302
    read = page_of(signed_in(aygul), place)
    assert "hidden from everybody, coordinators too" in read and "Open until" in read
    assert client.get(f"{place}change/").status_code == 404


def test_a_round_that_differs_only_in_whom_one_may_not_see_says_so_and_names_nobody(
    drafted: Round, cyra: Person, green_lake: Member, quiet_garden: Member
) -> None:
    address = f"/en/priorities/{drafted.number}/change/"
    said = {"outside": "result", "balance": "member", "proposers": "active", "authors": "shown", "seats": 3}
    typed = {
        "title_en": "Our work",
        "title_ru": "Наша работа",
        "choose_days": 14,
        "most_per_member": 2,
        **said,
    }
    typed |= {**in_days(), "form_key": key()}
    typed |= {"scope": "coalition", "coalition": str(green_lake.pk)}
    keeper = signed_in(cyra)
    read = READ.findall(page_of(keeper, address))[0]
    assert keeper.post(address, {**typed, "base_sha": read}).status_code == 302
    read = READ.findall(page_of(keeper, address))[0]
    drafted.named.create(member=quiet_garden)
    late = keeper.post(address, {**typed, "base_sha": read})
    told = late.content.decode()
    assert late.status_code == 409 and "Something that you may not see here was changed." in told
    assert quiet_garden.name not in told and str(quiet_garden.pk) not in told and read not in told


@pytest.mark.whole
def test_two_keepers_of_a_draft_lay_nothing_over_each_others_words(
    drafted: Round, cyra: Person, chingiz: Person
) -> None:
    address = f"/en/priorities/{drafted.number}/change/"
    first_keeper, other_keeper = signed_in(cyra), signed_in(chingiz)
    shown = page_of(first_keeper, address.replace("/en/", "/ru/"))
    days = {"collects_on": COLLECTS_UNTIL.date(), "closes_on": CLOSES_AT.date()}
    for name, day in days.items():
        assert re.search(rf'name="{name}" value="{day}"', shown), "a browser shows a day in this form alone"
    read = READ.findall(shown)[0]
    facts = {"title_en": "Our work", "title_ru": "Наша работа", "choose_days": 14, "seats": 3}
    said = {"outside": "result", "balance": "member", "proposers": "active", "authors": "shown"}
    typed = {**in_days(), **facts, **said, "most_per_member": 2, "scope": "all", "form_key": key()}
    first = {**typed, "seats": 4, "base_sha": read}
    for _press in range(2):
        assert first_keeper.post(address, first).status_code == 302
    second = {**typed, "title_en": "Our own work", "seats": 4, "proposers": "all", "base_sha": read}
    answer = other_keeper.post(address, second)
    told = answer.content.decode()
    assert answer.status_code == 409 and "Title in English: Our work" in told
    assert "Who may propose: active members" in told and "How many priorities are chosen:" not in told
    assert 'value="Our own work"' in told, "what was typed stands in the form"
    assert other_keeper.post(address, {**second, "base_sha": READ.findall(told)[0]}).status_code == 302
    drafted.refresh_from_db()
    assert (drafted.title_en, drafted.seats, drafted.proposers) == ("Our own work", 4, "all")


@pytest.mark.parametrize(
    "who",
    ["aygul", pytest.param("gita", marks=pytest.mark.whole), pytest.param("emin", marks=pytest.mark.whole)],
)
def test_only_coordinators_keep_rounds(who: str, drafted: Round, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    client = signed_in(person)
    assert client.get("/en/priorities/new/").status_code == 403
    for act in ("open", "withdraw"):
        answer = client.post(f"/en/priorities/{drafted.number}/{act}/")
        assert answer.status_code == 403
    with pytest.raises(MayNot):
        begin_round(standing_round=drafted, actor=person.pk, clock=at(NOON))


def test_what_is_open_is_not_changed(collecting: Round, cyra: Person) -> None:
    with pytest.raises(NotNow):
        change_round(standing_round=collecting, plan=plan(seats=9), actor=cyra.pk, at=NOON)


def test_a_round_whose_time_has_come_too_near_is_not_opened(drafted: Round, cyra: Person) -> None:
    with pytest.raises(TooShort):
        begin_round(standing_round=drafted, actor=cyra.pk, clock=at(COLLECTS_UNTIL - timedelta(hours=2)))


def test_a_withdrawn_round_stays_readable_and_takes_nothing_more(
    mine: Proposal, cyra: Person, aygul: Person, green_lake: Member
) -> None:
    withdraw_round(standing_round=mine.round, actor=cyra.pk, at=LATER)
    assert "Справедливый переход" in page_of(signed_in(aygul), f"/en/priorities/{mine.round.number}/")
    again = signed_in(cyra).post(f"/en/priorities/{mine.round.number}/withdraw/?theme=unknown")
    assert again.status_code == 409 and "Not recorded" in again.content.decode()
    with pytest.raises(NotNow):
        propose(
            standing_round=mine.round,
            draft=COLLECT,
            member=green_lake,
            form_key=key(),
            actor=aygul.pk,
            clock=at(NOON),
        )


@pytest.mark.whole
def test_who_comes_second_reads_every_language_of_the_text_that_stands(
    mine: Proposal, aygul: Person, dana: Person
) -> None:
    page, opened = f"/en/priorities/{mine.round.number}/proposals/{mine.place}/change/", draft_sha(mine)
    both = Draft(
        {"ru": Words("Название", "Новый русский."), "en": Words("A title", "New one.")}, mine.theme, ""
    )
    change_proposal(proposal=mine, draft=both, base_sha=opened, actor=aygul.pk, clock=at(LATER))
    own = {
        "base_sha": opened,
        "title_en": "Mine",
        "text_en": "My text.",
        "theme": mine.theme,
        "form_key": key(),
    }
    late = signed_in(dana).post(page, own)
    told = late.content.decode()
    assert late.status_code == 409 and "Новый русский." in told and "New one." in told
