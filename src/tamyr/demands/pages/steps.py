"""The next lawful step after silence or a refusal, and a text for it with the facts filled in, in two languages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from tamyr.addressees.pages.words import LETTER_WORDS
from tamyr.demands.logic.following import LATE, Progress, law_for
from tamyr.demands.logic.law import CountryLaw, Provenance
from tamyr.demands.logic.projection import REFUSED
from tamyr.demands.models import Event, Happening
from tamyr.demands.pages.country import row, turn_words, until_words
from tamyr.demands.pages.words import STEP_WORDS
from tamyr.demands.queries.deliveries import DeliveryShown, day_there, law_code
from tamyr.demands.queries.texts import words_for
from tamyr.shared.languages import BOUND_LANGUAGES, language

REMINDER, AARHUS = "reminder", "aarhus"
# A letter that may be late is reminded of; nobody complains before that.
REMINDED_OF = (*LATE, "disputed", "in_part")


@dataclass(frozen=True)
class NextStep:
    """A step that is open: where to, until when, how that is known, and its text by language."""

    kind: str
    name: str
    until: str
    known: object | None
    texts: Mapping[str, str]


def next_steps(one: DeliveryShown) -> list[NextStep]:
    """Return the steps that are open by how a letter stands: none while its time still runs."""
    return list(_steps(one))


def find_step(one: DeliveryShown, kind: str) -> NextStep | None:
    return next((step for step in _steps(one) if step.kind == kind), None)


def _steps(one: DeliveryShown) -> Iterator[NextStep]:
    followed, law = one.followed, law_for(law_code(one.delivery.institution))
    # Before any law is asked: to remind a body takes none.
    if followed.state in REMINDED_OF:
        yield _step(one, REMINDER, _("Remind the body"), "", None)
    if law is None or followed.reckoning is None or followed.state not in (*LATE, REFUSED):
        return
    for turn in followed.reckoning.turns:
        name = str(STEP_WORDS[turn.step.kind])
        yield _step(one, turn.step.kind, name, turn_words(turn), turn.step.known)
    # The text stands on articles 4 and 9, paragraph 1, which are about information on the environment alone.
    if law.aarhus.party and followed.history.letter == "environment":
        name = _("The Compliance Committee of the Aarhus Convention")
        words = _("once the remedies at home were used, or are no use")
        yield _step(one, AARHUS, name, words, law.aarhus.known)


def _step(one: DeliveryShown, kind: str, name: str, until: str, known: Provenance | None) -> NextStep:
    texts = {}
    for code in BOUND_LANGUAGES:
        with override(code):
            texts[code] = TEXTS[kind](_facts(one, code))
    return NextStep(kind, name, until, row(known, language(), name) if known else None, texts)


def _facts(one: DeliveryShown, code: str) -> dict[str, str]:
    """Return what every text names, in the language that is switched on: nothing that is not in the events."""
    delivery, days = one.delivery, one.followed.history.days
    law = law_for(law_code(delivery.institution))
    # By the name that the body bore then: the step is about a letter that names it so.
    on = day_there(delivery.institution, delivery.added_at)
    words = words_for(delivery.demand, code)
    standing = [event for event in one.events if event.pk not in {other.replaces_id for other in one.events}]
    refusal = next((event for event in reversed(standing) if event.kind == Happening.REFUSED), None)
    sent = next((event.happened_on for event in standing if event.kind in ("sent", "delivered")), None)
    began = sent or min(days.values(), default=None)
    return {
        "body": delivery.institution.name_on(on, code),
        "letter": str(LETTER_WORDS[one.followed.history.letter]).lower(),
        "title": words.title,
        "ask": words.ask,
        "sent": date_format(began) if began else "…",
        "number": _number_words(standing),
        "due": _due_words(one.followed),
        "law": _law_words(law, one, code),
        "what": _what(one, refusal),
    }


def _due_words(followed: Progress) -> str:
    """Say until when the answer was due, and until when as far as the law let the body put it off."""
    late_after = followed.due_on
    if followed.answer is None:
        named = _("until %(first)s") % {"first": date_format(late_after)} if late_after else ""
        return named or _("no term is known")
    words = until_words(followed.answer)
    if late_after is None or late_after <= followed.answer.late_after:
        return words
    return _("%(until)s; with the extension, until %(day)s") % {
        "until": words,
        "day": date_format(late_after),
    }


def _number_words(standing: list[Event]) -> str:
    """Say under which number the letter is found: the body’s own, else that of our receipt."""
    numbers = {event.kind: event.number for event in standing if event.number}
    if number := numbers.get("registered"):
        return " " + _("(registered under %(number)s)") % {"number": number}
    if number := numbers.get("delivered") or numbers.get("sent"):
        return " " + _("(receipt number %(number)s)") % {"number": number}
    return ""


def _law_words(law: CountryLaw | None, one: DeliveryShown, code: str) -> str:
    terms = law.letter(one.followed.history.letter) if law else None
    named = terms.law.known.remark(code) if terms else ""
    reckoning = one.followed.reckoning
    if reckoning is not None and reckoning.is_by_aarhus:
        convention = _("Aarhus Convention, article 4, paragraph 2")
        return f"{named}; {convention}"
    if reckoning is not None and reckoning.answer is None and reckoning.put_off_to:
        return _("the day that the body named itself")
    return named


def _what(one: DeliveryShown, refusal: Event | None) -> str:
    # Its day is the event's own: a refused letter that went on is refused still, and its clocks run from another day.
    if one.followed.state == REFUSED and refusal is not None:
        day = date_format(refusal.happened_on)
        if refusal.ground:
            return _("On %(day)s it was refused; the ground given: %(ground)s.") % {
                "day": day,
                "ground": refusal.ground,
            }
        return _("On %(day)s it was refused, and no ground was given.") % {"day": day}
    if one.followed.state == "in_part":
        return _("Only a part of it was answered.")
    return _("No answer came in time.")


def _reminder(facts: Mapping[str, str]) -> str:
    return (
        _(
            "To: %(body)s\n\nOn %(sent)s we sent you a letter%(number)s: %(letter)s, “%(title)s”.\n\n%(what)s By our count "
            "the answer was due: %(due)s (%(law)s).\n\nWe ask again: %(ask)s\n\nPlease answer in writing, and tell us the "
            "number under which the letter was registered, and who answers it."
        )
        % facts
    )


def _superior(facts: Mapping[str, str]) -> str:
    return (
        _(
            "To the body above: %(body)s\n\nComplaint about a letter left without a proper answer\n\nOn %(sent)s we sent to "
            "%(body)s a letter%(number)s: %(letter)s, “%(title)s”. We asked: %(ask)s\n\n%(what)s By our count the answer "
            "was due: %(due)s (%(law)s).\n\nWe ask you to have the letter answered in substance, to tell us by when, and "
            "to say in writing who is responsible for the delay."
        )
        % facts
    )


def _commission(facts: Mapping[str, str]) -> str:
    return (
        _(
            "To the commission for access to information\n\nOn %(sent)s we sent to %(body)s a letter%(number)s: %(letter)s, "
            "“%(title)s”. We asked: %(ask)s\n\n%(what)s By our count the answer was due: %(due)s (%(law)s).\n\nWe ask you "
            "to look into it and to recommend that the information be given. Attached: the letter, the proof of its "
            "delivery, and what the body answered, if it did."
        )
        % facts
    )


def _ombudsman(facts: Mapping[str, str]) -> str:
    return (
        _(
            "To the ombudsman\n\nOur right to an answer from a public body was not kept. On %(sent)s we sent to %(body)s a "
            "letter%(number)s: %(letter)s, “%(title)s”. We asked: %(ask)s\n\n%(what)s By our count the answer was due: "
            "%(due)s (%(law)s).\n\nWe ask you to look into it and to restore this right. Attached: the letter, the proof of "
            "its delivery, and what the body answered, if it did."
        )
        % facts
    )


def _court(facts: Mapping[str, str]) -> str:
    return (
        _(
            "Note for a lawyer, no claim yet\n\nBody: %(body)s\nLetter: %(letter)s, “%(title)s”, sent on "
            "%(sent)s%(number)s\nLaw named: %(law)s\nAnswer due: %(due)s\nWhat happened: %(what)s\nWhat was asked: "
            "%(ask)s\n\nTo be settled before a claim: whether a complaint to the body above has to come first, until which "
            "day a court can be asked, what it costs, and who signs. Have ready: the letter, the proof of its delivery, the "
            "answer or refusal, and this list of days."
        )
        % facts
    )


def _aarhus(facts: Mapping[str, str]) -> str:
    return (
        _(
            "To the Compliance Committee of the Aarhus Convention\n\nCommunication from the public: outline\n\n1. Who writes: "
            "name and address of the organisation.\n2. The Party concerned: the State of %(body)s.\n3. Facts: on %(sent)s we "
            "asked %(body)s for environmental information%(number)s: “%(title)s”. %(ask)s %(what)s The answer was due: "
            "%(due)s (%(law)s).\n4. Provisions: article 4, paragraphs 1 and 2, and article 9, paragraph 1 of the "
            "Convention.\n5. Remedies at home: which were used, when and with what result, or why they are no use.\n"
            "6. Attached: the letter, the proof of its delivery, answers and decisions."
        )
        % facts
    )


# Of every step that a law may name (``law.STEPS``): one without a text would leave its letters no page.
TEXTS: dict[str, Callable[[Mapping[str, str]], str]] = {
    REMINDER: _reminder,
    "superior": _superior,
    "commission": _commission,
    "ombudsman": _ombudsman,
    "court": _court,
    AARHUS: _aarhus,
}
