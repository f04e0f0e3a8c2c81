"""Acts with letters that go out."""

from dataclasses import replace
from uuid import uuid4

from tamyr.deliveries.models import Batch, Missive, NationalText, Receipt, ReceiptDraft, State
from tamyr.deliveries.queries.texts import national_text
from tamyr.deliveries.services import deciding, preparing, proving, texts
from tamyr.deliveries.services.two_persons.not_handed import take_back
from tamyr.safety.logic.papers import Paper
from tests.house.acts import KEY, WORDS, Act, Scene
from tests.house.acts_on_demands import TEXT, letter, theirs

# Who stands not behind the demand handles none of its letters.
STRANGERS = ("guest", "former", "other delegate")


def batch() -> Batch:
    return Batch.objects.get()


def missive() -> Missive:
    return batch().missives.get()


def released(scene: Scene, state: State) -> None:
    """Let the letter of the cast have been released, and have come so far."""
    Batch.objects.update(released_at=scene.at, released_by=scene.cast.people["deputy"])
    claimed_at = None if state == State.BY_HAND else scene.at
    Missive.objects.update(state=state, claimed_at=claimed_at, sent_at=None)


def doubtful(scene: Scene) -> None:
    released(scene, State.PERHAPS)


def proof(scene: Scene) -> proving.Proof:
    return proving.Proof("registered", scene.at.date(), "17")


def handed_over(scene: Scene) -> None:
    """Let the delegate have said so, of a letter of which no picture is kept."""
    released(scene, State.BY_HAND)
    Receipt.objects.all().delete()
    said = replace(proof(scene), kind="sent")
    acting = scene.acting("delegate")
    proving.hand_in(missive=missive(), proof=said, form_key=uuid4(), **acting.who)


def wrote(scene: Scene) -> NationalText:
    standing = national_text(theirs(), "kk")
    seen = standing.sha if standing else ""
    return texts.write_national(demand=theirs(), language="kk", words=TEXT, base_sha=seen, **scene.who)


def written(scene: Scene) -> NationalText:
    return wrote(scene.acting("delegate"))


OF_DELIVERIES = {
    "prepare letters": Act(
        "delegate",
        lambda s: preparing.prepare(
            demand=theirs(), plan=preparing.Plan([s.made], s.lake), form_key=KEY, **s.who
        ),
        "reply.mailbox_opened delivery.prepared",
        again="",
        make=lambda s: letter(s.acting("delegate")),
        strangers=STRANGERS,
    ),
    "call letters off": Act(
        "deputy",
        lambda s: preparing.call_off(batch=batch(), **s.who),
        "delivery.called_off",
        again="",
        strangers=STRANGERS,
    ),
    "say that a doubtful letter went out": Act(
        "deputy",
        lambda s: deciding.say_sent(missive=missive(), **s.who),
        "delivery.sent",
        make=doubtful,
        strangers=STRANGERS,
    ),
    "send a refused letter again": Act(
        "delegate",
        lambda s: deciding.send_again(missive=missive(), **s.who),
        "delivery.again",
        make=lambda s: released(s, State.FAILED),
        strangers=STRANGERS,
    ),
    "give a letter up": Act(
        "delegate",
        lambda s: deciding.drop(missive=missive(), **s.who),
        "delivery.dropped",
        make=lambda s: released(s, State.CHANGED),
        strangers=STRANGERS,
    ),
    "hand a letter in": Act(
        "delegate",
        lambda s: proving.hand_in(missive=missive(), proof=proof(s), form_key=KEY, **s.who),
        "demand.event delivery.handed",
        again="",
        make=lambda s: released(s, State.BY_HAND),
        strangers=STRANGERS,
    ),
    "take back that one handed a letter in": Act(
        "delegate",
        lambda s: take_back(missive=missive(), words=WORDS, form_key=KEY, **s.who),
        "demand.event delivery.not_handed",
        "letters-not-handed",
        again="",
        make=handed_over,
        strangers=STRANGERS,
    ),
    "keep pages to be looked at": Act(
        "delegate",
        lambda s: proving.draft_receipt(missive=missive(), proof=proof(s), paper=Paper(b"x", 1), **s.who),
        "delivery.receipt_drafted",
        again="delivery.receipt_drafted",
        make=lambda s: released(s, State.BY_HAND),
        strangers=STRANGERS,
    ),
    "delete pages that were looked at": Act(
        "delegate",
        lambda s: proving.drop_draft(draft=s.made, **s.who),
        "delivery.receipt_dropped",
        again="",
        make=lambda s: ReceiptDraft.objects.get(),
        strangers=STRANGERS,
    ),
    "write a demand in a national language": Act(
        "delegate", wrote, "delivery.text_written", again="", strangers=STRANGERS
    ),
    "check a demand in a national language": Act(
        "other delegate",
        lambda s: texts.check_national(demand=theirs(), language="kk", sha=s.made.sha, **s.who),
        "delivery.text_checked",
        again="",
        make=written,
    ),
}
