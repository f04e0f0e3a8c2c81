"""What matching needs to know of the letters that answers may belong to."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.utils.crypto import salted_hmac

from tamyr.addressees.logic.mail_addresses import forms_of
from tamyr.addressees.models import Channel
from tamyr.demands.models import Event
from tamyr.replies.logic import codes
from tamyr.replies.logic.matching import Door, OwnLetter, domain_of
from tamyr.replies.models import Mailbox, Placement


def key_of_addresses() -> bytes:
    """Return the key of the codes in addresses: made of the site's secret, for nothing else."""
    # With another secret each address that was given out is false, and letters to it wait for a person.
    return salted_hmac("tamyr.replies.addresses", "key", algorithm="sha256").digest()


def address_of(mailbox: Mailbox, purpose: str = "reply") -> str:
    return codes.address(purpose, mailbox.number, mailbox.until, settings.ANSWERS_DOMAIN, key_of_addresses())


def door_on(day: date, a_person_wrote: bool = True) -> Door:
    return Door(settings.ANSWERS_DOMAIN, key_of_addresses(), day, domains_used, a_person_wrote)


def domains_used(number: int) -> list[str]:
    """Return the domains whose letters have come to a mailbox by its address before."""
    placed = Placement.objects.filter(delivery=Mailbox.objects.filter(number=number).values("delivery")[:1])
    # Servers write under names of their own, and what a person placed has used no address of ours.
    by_code = placed.filter(arrival__matched_by="code", arrival__kind="answer").select_related("arrival")
    # Whoever names no sender is an empty word here, by which nobody is known again (``matching``).
    return [domain_of(next(iter(placement.arrival.senders), "")) for placement in by_code]


def all_sent() -> dict[int, OwnLetter]:
    """Return the letters of all mailboxes by their numbers."""
    boxes = Mailbox.objects.select_related("delivery__institution").prefetch_related("sent")
    addresses = _addresses({box.delivery.institution_id for box in boxes})
    numbers = _register_numbers()
    return {box.number: _sent(box, addresses, numbers) for box in boxes}


def ours() -> dict[str, int]:
    """Return the mailboxes' numbers by the hash of the Message-ID that a letter went out under."""
    rows = Mailbox.objects.exclude(sent__id_hash="").exclude(sent=None)
    return dict(rows.values_list("sent__id_hash", "number"))


def _sent(
    box: Mailbox, addresses: Mapping[object, set[str]], numbers: Mapping[object, list[str]]
) -> OwnLetter:
    letters = list(box.sent.all())
    noted = {form for letter in letters if letter.address for form in forms_of(letter.address)}
    return OwnLetter(
        delivery=box.number,
        # The last one that is known: by it a program answers.
        subject=next((letter.subject for letter in reversed(letters) if letter.subject), ""),
        addresses=tuple(sorted(noted | addresses.get(box.delivery.institution_id, set()))),
        sent_on=letters[-1].sent_on if letters else None,
        their_numbers=tuple(numbers.get(box.delivery_id, ())),
    )


def _addresses(institutions: Iterable[object]) -> dict[object, set[str]]:
    """Return the mail addresses of public bodies, as their channels say."""
    found: dict[object, set[str]] = {}
    rows = Channel.objects.filter(institution__in=list(institutions), value__contains="@")
    for institution, value in rows.values_list("institution_id", "value"):
        found.setdefault(institution, set()).update(forms_of(value.strip().removeprefix("mailto:")))
    return found


def _register_numbers() -> dict[object, list[str]]:
    found: dict[object, list[str]] = {}
    for delivery, number in Event.objects.exclude(number="").values_list("delivery_id", "number"):
        found.setdefault(delivery, []).append(number)
    return found
