"""Giving a letter to one who answers since later: sealed anew in the browser of a colleague who can open it."""

from django.db import transaction

from tamyr.network.models import Visitor
from tamyr.protection.models import SealedCopy, SealedItem
from tamyr.protection.queries.keys import recipients_now
from tamyr.protection.services.letters.cases import LETTER_SIZE, KeysChanged
from tamyr.protection.services.letters.keys import locked_responder
from tamyr.safety.logic.sealing.texts import NotSealed, check_sealed, kept_form
from tamyr.safety.services import record_act


@transaction.atomic
def give_on(*, item: SealedItem, content: bytes, public: str, by: Visitor) -> SealedCopy:
    """Keep what a colleague sealed anew to one of today's keys; given twice, it is given once.

    Two coordinators have named whoever holds the key, for all letters: so one who may open an item gives it on alone.
    """
    responder = locked_responder(by)
    # The browser names the key: taken as it comes, it would hand
    # the letter to a key that nobody was named for.
    key = next((key for key in recipients_now(by.at).keys if key.public == public), None)
    if key is None:
        raise KeysChanged
    if check_sealed(content, keys=1) != LETTER_SIZE:
        raise NotSealed("a letter has one size")
    given = SealedCopy.objects.filter(item=item, key=key).first()
    # The first copy stands: another one would take the place of words that its reader may act on already.
    if given is not None:
        return given
    if item.sealed_for.filter(key=key).exists():
        raise KeysChanged
    given = SealedCopy.objects.create(
        item=item,
        key=key,
        given_by=responder,
        content=kept_form(content, LETTER_SIZE),
        given_at=by.at,
    )
    record_act(act="letter.given_on", actor=by.actor, about=given, at=by.at)
    return given
