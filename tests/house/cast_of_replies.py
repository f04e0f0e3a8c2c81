"""A letter that came in for the cast of the house: every thing that the room of replies keeps, once."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery
from tamyr.replies.models import Arrival
from tamyr.replies.models.arrivals import kept
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.services.answering import write_public_words
from tamyr.replies.services.arriving import Envelope, take_in
from tamyr.replies.services.mailboxes import WentOut, note_sent, open_mailbox
from tamyr.replies.services.reading import read_arrival
from tamyr.replies.tests.corpus.making import mail, part, several, words


def add_reply(
    letter: UUID, people: dict[str, Person], now: datetime, *, word: Callable[[], str]
) -> dict[str, object]:
    """Let an office answer a letter, with a file; who handles it has written what everybody may read."""
    by = people["delegate"].pk
    delivery = Delivery.objects.get(pk=letter)
    box = open_mailbox(delivery=delivery, actor=by, at=now)
    went = WentOut(now.date(), f"{word()}@ministry.example.org", word(), f"<{word()}@example.org>")
    note_sent(mailbox=box, went=went, form_key=uuid4(), actor=by, at=now)
    file = part(b"words", f'text/plain; name="{word()}.txt"', "base64")
    # An unknown set of characters stands among what is broken in it.
    body = several(words(word(), said=f"x-{word()}"), file)
    raw = mail(
        body, subject=word().encode(), sender=f"{word()}@ministry.example.org".encode(), to=address_of(box)
    )
    envelope = Envelope("lmtp", f"{word()}@ministry.example.org", (address_of(box),))
    arrival: Arrival = take_in(raw=raw, envelope=envelope, at=now)
    read_arrival(key=arrival.pk, at=now)
    attached = arrival.files.get()
    attached.aside = kept({"notes": [{"what": "comment", "words": word()}], "where": ""})
    attached.save()
    write_public_words(arrival=arrival, words=word(), base_sha="", actor=by, at=now)
    one = "replies/<uuid:key>"
    return {
        "replies/to/<uuid:key>": delivery.pk,
        one: arrival.pk,
        f"{one}/files/<uuid:number>": arrival.files.get().pk,
    }
