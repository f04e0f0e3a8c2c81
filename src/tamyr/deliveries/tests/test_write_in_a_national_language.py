"""A demand is written in a national language for its letters; none goes out before a second speaker has checked it."""

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.entry import signed_in
from tests.fonts import list_other_fonts

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.deliveries.logic.headings import headings_in
from tamyr.deliveries.models import NationalText
from tamyr.deliveries.pages.letter import Content, read_content, typeset
from tamyr.deliveries.services.preparing import NotReady, Plan, call_off, prepare
from tamyr.deliveries.services.releasing import PreviewChanged
from tamyr.deliveries.services.texts import check_national, write_national
from tamyr.deliveries.tests.releasing import proposed
from tamyr.demands.models import Demand
from tamyr.demands.services.making import Words
from tamyr.demands.tests.asking import NOON, letter
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.procedures.services import MovedMeanwhile

pytestmark = pytest.mark.django_db
KAZAKH = Words("Көмір жоспары", "Министрлік жоспарды жариялайды.", "Жоспар сайтта.")


def test_a_letter_in_a_national_language_waits_for_a_second_speaker(
    demand: Demand,
    aygul: Person,
    dana: Person,
    bela: Person,
    body: Institution,
    green_lake: Member,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = letter(demand, aygul, body, green_lake, way="email", language="kk")
    given: dict[str, Any] = {"demand": demand, "plan": Plan([made]), "actor": aygul.pk, "at": NOON}
    with pytest.raises(NotReady):
        prepare(form_key=uuid4(), **given)
    row = write_national(demand=demand, language="kk", words=KAZAKH, base_sha="", actor=aygul.pk, at=NOON)
    with pytest.raises(NotReady):
        prepare(form_key=uuid4(), **given)
    with pytest.raises(MayNot):
        check_national(demand=demand, language="kk", sha=row.sha, actor=aygul.pk, at=NOON)
    with pytest.raises(MovedMeanwhile):
        check_national(demand=demand, language="kk", sha="other", actor=dana.pk, at=NOON)
    address = f"/en/deliveries/{demand.number}/text/kk/"
    assert "Қол қойғандар" in signed_in(dana).get(address).content.decode()
    own, others = (signed_in(who).get(address).content.decode() for who in (aygul, bela))
    desk = f'href="/en/deliveries/{demand.number}/"'
    assert desk in own and desk not in others, "no way leads where a reader may not go"
    headings = headings_in("kk")
    assert headings is not None
    read = {"sha": row.sha, "headings": headings.sha}
    assert signed_in(dana).post(f"{address}check/", read).status_code == 302
    batch = prepare(form_key=uuid4(), **given)
    words = batch.missives.get().words
    assert words["title"] == KAZAKH.title and words["reference"] == "Біздің шығыс нөміріміз: TAMYR-1"
    assert words["day"] == "02.03.2026" and words["frame"] == "kk"
    monkeypatch.setenv(*list_other_fonts(tmp_path))
    assert typeset(read_content(words), date(2026, 3, 2)) == batch.missives.get().pdf
    NationalText.objects.update(headings_sha="")
    page = signed_in(dana).get(f"/en/deliveries/batches/{batch.pk}/").content.decode()
    assert "its words, its evidence or who stands behind it changed" in page
    call_off(batch=batch, actor=aygul.pk, at=NOON)
    batch = prepare(form_key=uuid4(), **given)
    page = signed_in(dana).get(f"/en/deliveries/batches/{batch.pk}/").content.decode()
    assert "Our reference: TAMYR-1" in page and "no speaker has confirmed them" in page
    write_national(
        demand=demand,
        language="kk",
        words=Words("Басқа", KAZAKH.ask, "Бар."),
        base_sha=row.sha,
        actor=aygul.pk,
        at=NOON,
    )
    standing = NationalText.objects.get()
    assert standing.checked_at is None
    late = {**vars(KAZAKH), "base_sha": row.sha}
    answer = signed_in(aygul).post(address, late)
    told = answer.content.decode()
    assert answer.status_code == 409 and "Басқа" in told and KAZAKH.title in told and standing.sha in told
    with pytest.raises(PreviewChanged, match="nobody has checked"):
        proposed(batch, aygul)


def test_a_slip_in_a_form_of_a_demand_that_was_withdrawn_meanwhile_loses_no_word(
    demand: Demand, aygul: Person
) -> None:
    address = f"/en/deliveries/{demand.number}/text/kk/"
    Demand.objects.update(stage="withdrawn", ended_at=NOON)
    answer = signed_in(aygul).post(address, {**vars(KAZAKH), "title": ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and "<textarea" not in page
    assert f"{KAZAKH.ask}</p>" in page and "The form holds a mistake" in page


def test_what_a_letter_asks_is_set_letter_by_letter() -> None:
    """By one space of its own words a paper is another; by one of what the site says around them it is the same."""
    loose, tied = "Көмірді 50 % азайту.", "Көмірді 50\u00a0% азайту."
    said = ("language", "frame", "evidence_in")
    words: dict[str, Any] = {field.name: "kk" if field.name in said else loose for field in fields(Content)}
    words |= dict.fromkeys(("letterhead", "to", "ask", "fulfilled_when", "signatures"), (loose,))
    content = Content(**{**words, "annex": (), "named": ()})
    made = typeset(content, date(2026, 3, 2))
    assert typeset(replace(content, answer_line=tied), date(2026, 3, 2)) == made
    changes: tuple[dict[str, Any], ...] = ({"title": tied}, {"ask": (tied,)}, {"fulfilled_when": (tied,)})
    for change in changes:
        assert typeset(replace(content, **change), date(2026, 3, 2)) != made
