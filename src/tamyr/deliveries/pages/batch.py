"""What the pages of letters show: each with its words, its dangers, what its body asks for, how far it has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from tamyr.addressees.models import Channel
from tamyr.addressees.pages.words import LETTER_WORDS, WAY_WORDS
from tamyr.deliveries.models import Batch, Missive, State
from tamyr.deliveries.models.batches import MAY_BE_DROPPED, UNDECIDED
from tamyr.deliveries.pages.crumbs import to_letters
from tamyr.deliveries.pages.letter import Content, read_content
from tamyr.deliveries.pages.words import fault_words
from tamyr.deliveries.queries.batches import BY_MAIL, counted, left_since, missives_of, road_of
from tamyr.deliveries.rules import may_decide, may_prepare
from tamyr.demands.logic.following import law_for
from tamyr.demands.models import Backer, Delivery
from tamyr.demands.pages.country import Row, row
from tamyr.demands.pages.words import NATIONAL
from tamyr.network.models import Visitor
from tamyr.shared.languages import language

PORTALS = ("portal", "form")


@dataclass(frozen=True)
class MissiveShown:
    """A letter of a batch, whole, as its preview shows it."""

    missive: Missive
    addressee: str
    letter: str
    way: str
    content: Content | None
    state_words: str
    fault: str
    warnings: tuple[Row, ...]
    is_off: bool
    road: Channel | None
    left: tuple[Backer, ...]

    @property
    def has_fields(self) -> bool:
        return self.missive.delivery.way in PORTALS and not self.missive.went_by_mail

    @property
    def is_doubtful(self) -> bool:
        return self.missive.state == State.PERHAPS

    @property
    def may_go_again(self) -> bool:
        return self.missive.state == State.FAILED

    @property
    def waits_for_a_person(self) -> bool:
        return self.missive.state in (*UNDECIDED, State.BY_HAND)

    @property
    def takes_proof(self) -> bool:
        return self.is_by_hand or (self.missive.state == State.SENT and self.missive.told_at is not None)

    @property
    def is_untold(self) -> bool:
        return self.missive.state == State.SENT and self.missive.told_at is None

    @property
    def may_be_dropped(self) -> bool:
        return self.missive.state in MAY_BE_DROPPED

    @property
    def is_by_hand(self) -> bool:
        return self.missive.state == State.BY_HAND


def missive_shown(missive: Missive, visitor: Visitor) -> MissiveShown:
    delivery = missive.delivery
    law = law_for(delivery.institution.iso3)
    return MissiveShown(
        missive=missive,
        addressee=delivery.institution.name_on(visitor.on),
        letter=str(LETTER_WORDS[delivery.letter]),
        # A letter that came back may take another road by now; this paper of it went by mail.
        way=str(WAY_WORDS[BY_MAIL if missive.went_by_mail else delivery.way]),
        content=read_content(missive.words) if missive.words else None,
        state_words=_state_words(missive),
        fault=fault_words(missive.fault),
        warnings=tuple(row(warning, language()) for warning in law.warnings) if law else (),
        is_off=bool(law and law.sending_is_off),
        road=road_of(delivery, visitor.on),
        left=tuple(left_since(missive, visitor)),
    )


def _state_words(missive: Missive) -> str:
    is_carried = missive.state == State.SENT and not missive.went_by_mail
    return _("handed over by a person") if is_carried else str(missive.get_state_display())


def choices_of(deliveries: list[Delivery], visitor: Visitor) -> Iterator[tuple[Delivery, str]]:
    """Yield letters with the words by which one chooses among them."""
    for delivery in deliveries:
        name = delivery.institution.name_on(visitor.on)
        words = (
            name,
            LETTER_WORDS[delivery.letter],
            WAY_WORDS[delivery.way],
            language_name(delivery.language),
        )
        yield delivery, " · ".join(str(word) for word in words)


def language_name(code: str) -> str:
    ours = {"en": _("English"), "ru": _("Russian")}
    return str({**ours, **dict(NATIONAL)}.get(code, code))


def count_lines(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return how many letters stand at each state, in words."""
    return [(str(state.label), counts[state]) for state in State if state in counts]


def no_server_words(has_server: bool) -> str:
    if has_server:
        return ""
    return _("No mail server is named on this site: letters that go by e-mail wait until one is.")


def batch_page(batch: Batch, visitor: Visitor) -> dict[str, Any]:
    """Return what the page of a batch shows, but for its form and what changed since its preview."""
    letters = [missive_shown(missive, visitor) for missive in missives_of(batch)]
    is_open = batch.released_at is None and batch.ended_at is None
    by_mail = any(letter.missive.address for letter in letters)
    return {
        "batch": batch,
        "letters": letters,
        "counts": count_lines(counted(letter.missive for letter in letters)),
        "is_open": is_open,
        "may_prepare": may_prepare(visitor, batch.demand),
        "may_decide": may_decide(visitor, batch.demand),
        "no_server": no_server_words(bool(settings.MAIL_SERVER)) if by_mail else "",
        "crumbs": [*to_letters(batch.demand), (_("Preview") if is_open else _("Batch"), "")],
    }
