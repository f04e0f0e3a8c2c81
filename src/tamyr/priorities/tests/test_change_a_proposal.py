"""A proposal is changed by its own people and put into another language by others; nobody writes over what they have not read."""

from html import unescape
from typing import Any

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.models import Member, Theme
from tamyr.priorities.models import Proposal, Round
from tamyr.priorities.queries.texts import draft_sha, hash_of_own, newest_wordings
from tamyr.priorities.services.locking import TextMoved
from tamyr.priorities.services.proposals import (
    Draft,
    Words,
    change_proposal,
    translate,
)
from tamyr.priorities.tests.writing import (
    COLLECT,
    DRAFT,
    LATER,
    NOON,
    READ,
    at,
    key,
    page_of,
    proposed,
)
from tamyr.procedures.services import MovedMeanwhile


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
