"""From clauses to a comment: written, checked by a second person, handed over with proof, and what was taken up."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.entry import signed_in
from tests.people import give_mandate

from tamyr.accounts.models import Person
from tamyr.consultations.models import Comment, Consultation, Uptake
from tamyr.consultations.queries.comments import Clause, clauses_in, readings_of, settled
from tamyr.consultations.services import commenting, outcomes
from tamyr.consultations.services.locking import NotAnyMore
from tamyr.consultations.tests.calling import DAY, NOON, begun, checked, handed, page, told, written
from tamyr.demands.services.delivering import SendingIsOff
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.tests.writing import CLAUSES, adopted
from tamyr.positions.tests.writing import begun as position_begun
from tamyr.procedures.services import MovedMeanwhile, ReadAlready

pytestmark = pytest.mark.django_db


def clauses(by: Person, member: Member) -> list[Clause]:
    position = position_begun(by, member)
    adopted(position, by)
    return clauses_in(newest_version(position))


def send(client: Client, address: str, **form: Any) -> str:
    answer = client.post(address, form)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"])


def test_the_way_from_a_call_to_what_was_taken_up(
    aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    """A delegate quotes a clause, another organisation checks it, a stranger reads it and has it in their calendar."""
    quoted, made = clauses(aygul, green_lake), told(aygul, green_lake, limit=5000)
    author, other = signed_in(aygul), signed_in(bela)
    address, own = f"/en/consultations/{made.number}/", {"member": str(green_lake.pk)}
    assert CLAUSES[1] in page(author, f"{address}comments/new/")
    writing = send(
        author,
        f"{address}comments/new/",
        clause=[quoted[0].name, quoted[1].name],
        language="en",
        exposure="public",
        form_key=str(uuid4()),
        **own,
    )
    read = page(author, writing)
    assert CLAUSES[0] in read and CLAUSES[1] in read
    comment = Comment.objects.get()
    sha = comment.texts.get().sha
    place = send(author, writing, text=f"Measure every hour. {CLAUSES[0]}", base_sha=sha)
    assert Client().get(place).status_code == 404, "nobody else reads it before it is handed over"
    row = comment.texts.get()
    send(other, f"{place}text/en/check/", sha=row.sha)
    send(
        author,
        f"{place}hand-over/",
        language="en",
        way="form",
        on=f"{row.comment.begun_at:%Y-%m-%d}",
        receipt="EX-9",
    )
    seen = page(Client(), place)
    assert "Measure every hour." in seen and "Coal leaves the region by 2040" in seen and "EX-9" not in seen
    assert "A member organisation" in seen and "Example Green Lake" not in seen, "it has not said by name"
    assert "BEGIN:VEVENT" in Client().get(f"{address}calendar.ics").content.decode()
    assert 'action="' not in seen.split("<main", 1)[1].split("</main>")[0], "a stranger changes nothing"


def test_nobody_checks_their_own_words_and_other_words_take_the_check_away(
    draft: Comment, aygul: Person, dana: Person
) -> None:
    with pytest.raises(MayNot):
        checked(draft, aygul)
    with pytest.raises(commenting.NotChecked):
        handed(draft, aygul)
    assert checked(draft, dana).checked_by_id == dana.pk
    written(draft, aygul, "Измеряйте чаще.")
    with pytest.raises(commenting.NotChecked):
        handed(draft, aygul)


def test_two_who_write_at_once_lose_no_word(draft: Comment, aygul: Person, dana: Person) -> None:
    opened = draft.texts.get().sha
    written(draft, dana, "Измеряйте по-другому.")
    with pytest.raises(MovedMeanwhile, match="Измеряйте по-другому"):
        commenting.write_comment(
            comment=draft, language="ru", text="Моё", base_sha=opened, actor=aygul.pk, at=NOON
        )
    address = f"/en/consultations/{draft.consultation.number}/comments/{draft.pk}/text/ru/"
    client = signed_in(aygul)
    slip = client.post(address, {"text": "", "base_sha": opened})
    assert slip.status_code == 422 and f'value="{opened}"' in slip.content.decode()
    answer = client.post(address, {"text": "Мои слова целы", "base_sha": opened})
    read = answer.content.decode()
    assert answer.status_code == 409 and "Мои слова целы" in read and "Измеряйте по-другому." in read
    known = re.search(r'name="base_sha" value="(\w{64})"', read)
    assert known is not None
    said = signed_in(aygul).post(f"{address}check/", {"sha": opened})
    # Who only checks has nothing to put together.
    assert said.status_code == 409 and "Read it as it stands now, then decide." in said.content.decode()
    both = {"text": "Измеряйте по-другому. Мои слова целы", "base_sha": known[1]}
    assert client.post(address, both).status_code == 302


def test_a_text_too_long_for_the_body_is_not_handed_over(draft: Comment, aygul: Person, dana: Person) -> None:
    written(draft, aygul, "А" * 41)
    checked(draft, dana)
    with pytest.raises(commenting.TooLong) as refused:
        handed(draft, aygul)
    assert refused.value.over == 1
    read = page(signed_in(aygul), f"/en/consultations/{draft.consultation.number}/comments/{draft.pk}/")
    assert "41 of 40 characters" in read and "too long by 1" in read


def test_what_was_handed_over_does_not_change(draft: Comment, aygul: Person, dana: Person) -> None:
    checked(draft, dana)
    with pytest.raises(commenting.NotThatDay):
        handed(draft, aygul, on=(NOON + DAY).date())
    assert handed(draft, aygul).receipt == "EX-1"
    for again in (
        lambda: written(draft, aygul, "Ещё"),
        lambda: checked(draft, dana),
        lambda: handed(draft, aygul),
    ):
        with pytest.raises(NotAnyMore):
            again()


def test_where_signing_is_dangerous_somebody_says_that_they_know(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    from tamyr.demands.tests.asking import ministry

    comment = begun(told(aygul, green_lake, body=ministry(90_003, "BLR", "Example body")), aygul, green_lake)
    written(comment, aygul)
    checked(comment, dana)
    with pytest.raises(SendingIsOff):
        handed(comment, aygul)
    assert handed(comment, aygul, knows_the_danger=True).stage == "handed_over"


def test_a_member_has_one_comment_and_quotes_only_what_was_adopted(
    aygul: Person, bela: Person, green_lake: Member
) -> None:
    made = told(aygul, green_lake)
    first = begun(made, aygul, green_lake)
    assert begun(made, aygul, green_lake) == first
    commenting.withdraw_comment(comment=first, actor=aygul.pk, at=NOON)
    assert begun(made, aygul, green_lake) != first
    with pytest.raises(MayNot):
        begun(made, bela, green_lake)
    unfinished = clauses_in(newest_version(position_begun(aygul, green_lake)))
    other = told(aygul, green_lake, address="https://c.example.org/")
    with pytest.raises(MayNot):
        begun(other, aygul, green_lake, unfinished[0])
    form = {"clause": "forged.x", "language": "ru", "exposure": "network", "form_key": str(uuid4())}
    answer = signed_in(aygul).post(
        f"/en/consultations/{other.number}/comments/new/", {**form, "member": str(green_lake.pk)}
    )
    assert answer.status_code == 403


def test_who_comes_second_hears_that_a_colleague_chose_other_readers(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    draft = begun(told(aygul, green_lake), aygul, green_lake)
    client, address = signed_in(dana), f"/en/consultations/{draft.consultation.number}/comments/new/"
    form = {"member": str(green_lake.pk), "language": "en", "form_key": str(uuid4())}
    late = client.post(address, {**form, "exposure": "sealed"})
    read = late.content.decode()
    assert late.status_code == 409 and "Read it as it stands now, then decide." in read
    assert "Who may read it:" in read and "Open our comment" in read
    assert send(client, address, **form, exposure=draft.exposure).endswith("/text/en/"), "of one mind"
    assert Comment.objects.get().exposure == draft.exposure


def test_a_sealed_draft_is_its_own_organisations_alone(
    aygul: Person, dana: Person, bela: Person, cyra: Person, green_lake: Member
) -> None:
    made = told(aygul, green_lake)
    comment = begun(made, aygul, green_lake, exposure="sealed")
    written(comment, aygul)
    address = f"/en/consultations/{made.number}/comments/{comment.pk}/"
    assert "Измеряйте" in page(signed_in(dana), address)
    for person in (bela, cyra):
        assert signed_in(person).get(address).status_code == 404
    with pytest.raises(MayNot):
        checked(comment, bela)


def test_two_organisations_settle_what_was_taken_up(
    draft: Comment, aygul: Person, dana: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    checked(draft, dana)
    handed(draft, aygul)
    after = NOON + 31 * DAY
    read = {"comment": draft, "read": outcomes.Reading("in_part", "Hourly, yes.", "en")}

    def says(person: Person, member: Member, at: Any = after, **changed: Any) -> Uptake:
        given = {**read, **changed}
        return outcomes.say_what_was_taken(member=member, form_key=uuid4(), actor=person.pk, at=at, **given)

    with pytest.raises(NotAnyMore):
        says(aygul, green_lake, NOON)
    says(aygul, green_lake)
    give_mandate(aygul, mountain_voice)
    with pytest.raises(ReadAlready):
        says(aygul, mountain_voice)
    assert says(aygul, green_lake).reading == "in_part", "she may say it otherwise, or once more"
    says(dana, green_lake)
    assert len(readings_of(draft)) == 1 and settled(readings_of(draft)) == ""
    says(bela, mountain_voice, read=outcomes.Reading("not", "Nothing.", "en"))
    assert settled(readings_of(draft)) == ""
    standing = says(aygul, green_lake, read=outcomes.Reading("not", "Nothing at all.", "en"))
    assert settled(readings_of(draft)) == "not"
    with pytest.raises(IntegrityError), transaction.atomic():
        Uptake.objects.create(
            form_key=uuid4(), comment=draft, reading="not", member=standing.member, by=dana, at=after
        )
    found = Consultation.objects.get()
    assert "Two organisations read it alike: not taken up." in page(
        signed_in(bela), f"/en/consultations/{found.number}/comments/{draft.pk}/"
    )


def test_a_colleague_writes_over_no_reading_of_their_organisation_unseen(
    draft: Comment, aygul: Person, dana: Person, green_lake: Member
) -> None:
    checked(draft, dana)
    handed(draft, aygul)
    client = signed_in(aygul)
    address = f"/en/consultations/{draft.consultation.number}/comments/{draft.pk}/uptake/"
    own = {"member": str(green_lake.pk), "language": "en", "form_key": str(uuid4())}
    typed = {**own, "reading": "not", "reason": "It names no hour."}
    outcomes.say_what_was_taken(
        comment=draft,
        read=outcomes.Reading("in_part", "Hourly, yes.", "ru"),
        member=green_lake,
        form_key=uuid4(),
        actor=dana.pk,
        at=NOON + 31 * DAY,
    )
    assert "Hourly, yes." in page(client, address), "whoever opens the form now begins with it"
    late = client.post(address, {**typed, "base_sha": ""})
    read = late.content.decode()
    assert late.status_code == 409 and "Put both together" in read and "It names no hour." in read
    assert "taken up in part<br>Hourly, yes.<br>Russian" in read
    assert [uptake.reason for uptake in readings_of(Comment.objects.get())] == ["Hourly, yes."]
    known = re.search(r'name="base_sha" value="(\w{64})"', read)
    assert known is not None
    assert client.post(address, {**typed, "base_sha": known[1]}).status_code == 302
    assert [uptake.reason for uptake in readings_of(Comment.objects.get())] == ["It names no hour."]
    place = address.removesuffix("uptake/")
    assert address in page(client, place), "whoever said it may correct it"


def test_a_page_that_was_open_before_opens_no_comment_that_a_colleague_closed(
    draft: Comment, aygul: Person, dana: Person
) -> None:
    client, address = signed_in(aygul), f"/en/consultations/{draft.consultation.number}/comments/{draft.pk}/"
    opened = re.findall(r'name="base_sha" value="(\w{64})"', page(client, address))
    assert len(opened) == 1
    commenting.show_comment_to(comment=draft, exposure="sealed", actor=dana.pk, at=NOON)
    late = client.post(f"{address}readers/", {"exposure": "public", "base_sha": opened[0]})
    read = late.content.decode()
    assert late.status_code == 409 and "Read it as it stands now, then decide." in read
    assert Comment.objects.get().exposure == "sealed"
    now = re.findall(r'name="base_sha" value="(\w{64})"', read)
    assert client.post(f"{address}readers/", {"exposure": "public", "base_sha": now[0]}).status_code == 302
    assert Comment.objects.get().exposure == "public"
