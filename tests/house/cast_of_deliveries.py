"""A letter that waits for its release, for the cast of the house: every thing that the room of deliveries keeps, once."""

import json
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from uuid import UUID, uuid4

from PIL import Image

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel
from tamyr.deliveries.models import Receipt, ReceiptDraft
from tamyr.deliveries.services.preparing import Plan, prepare
from tamyr.deliveries.services.texts import check_national, write_national
from tamyr.demands.models import Delivery
from tamyr.demands.services.delivering import Address, add_delivery
from tamyr.demands.services.making import Words


def add_batch(
    letter: UUID, people: dict[str, Person], now: datetime, *, word: Callable[[], str]
) -> dict[str, object]:
    """Prepare a letter for a portal in a national language that a second speaker checked."""
    by, second = people["delegate"].pk, people["deputy"].pk
    known = Delivery.objects.select_related("demand", "institution", "member").get(pk=letter)
    Channel.objects.create(
        institution=known.institution,
        letter="environment",
        way="portal",
        value="https://portal.example.org/",
        fields=[{"name": "Text", "limit": 100}],
        entered_at=now,
    )
    made = add_delivery(
        demand=known.demand,
        address=Address(known.institution, "environment", "portal", "kk"),
        member=known.member,
        form_key=uuid4(),
        actor=by,
        at=now,
    )
    words = Words(word(), word(), word())
    row = write_national(demand=known.demand, language="kk", words=words, base_sha="", actor=by, at=now)
    check_national(demand=known.demand, language="kk", sha=row.sha, actor=second, at=now)
    plan = Plan([made], known.member)
    batch = prepare(demand=known.demand, plan=plan, form_key=uuid4(), actor=by, at=now)
    missive = batch.missives.get()
    receipt = Receipt.objects.create(
        missive=missive,
        event=known.events.all()[0],
        content=Receipt.packed(word().encode()),
        media_type="image/jpeg",
        size=1,
        kept_by=people["delegate"],
        kept_at=now,
    )
    page = BytesIO()
    Image.new("RGB", (30, 40)).save(page, "PDF")
    draft = ReceiptDraft.objects.create(
        missive=missive,
        content=Receipt.packed(page.getvalue()),
        said=json.dumps({"number": word()}),
        pages=1,
        kept_by=people["delegate"],
        kept_at=now,
    )
    one, sent = "deliveries/<int:number>", "deliveries/letters/<uuid:key>"
    return {
        one: known.demand.number,
        f"{one}/text/<slug:code>": "kk",
        "deliveries/batches/<uuid:key>": batch.pk,
        sent: missive.pk,
        f"{sent}/receipts/<uuid:number>": receipt.pk,
        f"{sent}/draft/<uuid:number>": draft.pk,
        f"{sent}/draft/<uuid:number>/<int:page>": 1,
    }
