"""Acts on letters that come in, and on the directory of those who answer."""

from typing import Any
from uuid import UUID

from tamyr.addressees.logic.rows import FileRow
from tamyr.addressees.models import Channel, Holder, Institution, Office
from tamyr.addressees.queries.plan import Plan, plan_of
from tamyr.addressees.queries.rows import facts_of, mark_of
from tamyr.addressees.services import importing, keeping
from tamyr.demands.models import Delivery
from tamyr.demands.services.delivering import Account
from tamyr.priorities.logic.texts import hash_of
from tamyr.replies.models import Arrival, Mailbox, Placement, PublicWords
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.services import answering, mailboxes, placing
from tamyr.replies.services.arriving import Envelope, take_in
from tamyr.replies.services.reading import read_arrival
from tamyr.replies.tests.corpus.making import mail, part, several, words
from tests.house.acts import KEY, WORDS, Act, Scene
from tests.house.acts_on_demands import letter, theirs

TO_NOBODY = "office@answers.example.org"


def box() -> Mailbox:
    return Mailbox.objects.get(delivery=asked())


def answer() -> Arrival:
    return Arrival.objects.get()


def placed() -> Placement:
    return Placement.objects.get(arrival=answer(), act="matched")


def asked() -> Delivery:
    return theirs().deliveries.get(letter="demand")


def came(scene: Scene, to: str, *files: bytes) -> Arrival:
    raw = mail(several(words(WORDS), *files), subject=b"x", sender=b"office@ministry.example.org", to=to)
    arrival = take_in(raw=raw, envelope=Envelope("lmtp", "", (to,)), at=scene.at)
    read_arrival(key=arrival.pk, at=scene.at)
    arrival.refresh_from_db()
    return arrival


def lost(scene: Scene) -> Arrival:
    return came(scene, TO_NOBODY)


def with_a_file(scene: Scene) -> Arrival:
    return came(scene, address_of(box()), part(b"words", 'text/plain; name="plan.txt"', "base64"))


def other_letter(scene: Scene) -> Delivery:
    return letter(scene.acting("delegate"))


def carried(scene: Scene) -> dict[str, Any]:
    return {"placement": placed(), "delivery": scene.made, "reason": WORDS, "form_key": KEY, **scene.who}


ANSWERS = {
    "open an address for answers": Act(
        "delegate",
        lambda s: mailboxes.open_mailbox(delivery=s.made, **s.who),
        "reply.mailbox_opened",
        again="",
        make=other_letter,
    ),
    "note how a letter went out": Act(
        "delegate",
        lambda s: mailboxes.note_sent(
            mailbox=box(), went=mailboxes.WentOut(s.at.date(), subject=WORDS), form_key=KEY, **s.who
        ),
        "reply.sent_noted",
        again="",
    ),
    "place a letter that came in": Act(
        "coordinator",
        lambda s: placing.place(arrival=s.made, delivery=asked(), reason=WORDS, form_key=KEY, **s.who),
        "reply.placed",
        "reply-came",
        again="",
        make=lost,
        strangers=("guest", "former", "delegate"),
    ),
    "move an answer": Act(
        "delegate",
        lambda s: placing.move(**carried(s)),
        "reply.moved",
        "reply-came",
        again="",
        make=other_letter,
    ),
    "copy an answer": Act(
        "delegate",
        lambda s: placing.copy(**carried(s)),
        "reply.copied",
        "reply-came",
        again="",
        make=other_letter,
    ),
    "set a letter aside": Act(
        "coordinator",
        lambda s: placing.set_aside(arrival=s.made, **s.who),
        "reply.set_aside",
        again="reply.set_aside",
        make=lost,
        strangers=("guest", "former", "delegate"),
    ),
    "record an answer": Act(
        "delegate",
        lambda s: answering.record_answer(
            placement=placed(), account=Account("answered", s.at.date()), form_key=KEY, **s.who
        ),
        "demand.event reply.recorded",
        "demand-heard",
        again="",
    ),
    "write what everybody may read": Act(
        "delegate",
        lambda s: answering.write_public_words(
            arrival=answer(), words=WORDS, base_sha=hash_of(answer().public_words.words), **s.who
        ),
        "reply.words_written",
        again="reply.words_written",
    ),
    "let everybody read it": Act(
        "deputy",
        lambda s: answering.check_public_words(
            arrival=answer(), words=PublicWords.objects.get().words, beside="", **s.who
        ),
        "reply.words_checked",
        again="",
    ),
    "show a file": Act(
        "delegate",
        lambda s: answering.show_file(file=s.made.files.get(), is_public=True, **s.who),
        "reply.file_shown",
        again="reply.file_shown",
        make=with_a_file,
    ),
}

BODY = {
    "iso3": "KAZ", "level": "national", "kind": "agency", "parent": "", "website": "", "languages": "ru",
    "founded_on": "", "dissolved_on": "", "status": "unverified", "source_url": "", "source_seen_on": "",
}  # fmt: skip


def body() -> Institution:
    return Office.objects.get(holders__isnull=False).institution


def moment(scene: Scene) -> dict[str, Any]:
    return {**scene.visitor, "at": scene.at}


def office(scene: Scene) -> Any:
    facts = {
        "kind": "contact",
        "titles": {"en": WORDS},
        "from_on": "",
        "until_on": "",
        **{name: BODY[name] for name in ("status", "source_url", "source_seen_on")},
    }
    return keeping.add_row(
        institution=body(),
        subject="office",
        key=str(KEY),
        of=str(body().pk),
        facts=facts,
        reason=WORDS,
        **moment(scene),
    )


def as_it_was(_scene: Scene) -> tuple[Channel, dict[str, Any]]:
    channel = Channel.objects.get(institution=body())
    return channel, facts_of("channel", channel)


def corrected(scene: Scene) -> Any:
    channel, opened = scene.made
    return keeping.correct_row(
        subject="channel",
        row=channel,
        opened_on=opened,
        facts=opened | {"value": WORDS},
        reason=WORDS,
        **moment(scene),
    )


def plan(_scene: Scene) -> Plan:
    return plan_of([FileRow("body", str(UUID(int=7)), "", BODY, "1")])


DIRECTORY = {
    "enter a public body": Act(
        "delegate",
        lambda s: keeping.enter_institution(form_key=KEY, facts=BODY, names={"en": WORDS}, **moment(s)),
        "institution.entered",
        again="",
    ),
    "add an office to a body": Act("delegate", office, "office.added", again=""),
    "correct how letters reach a body": Act(
        "other delegate", corrected, "channel.corrected", again="", make=as_it_was
    ),
    "rename a body": Act(
        "delegate",
        lambda s: keeping.rename_institution(
            institution=body(), language="en", name=WORDS, on=s.at.date(), reason=WORDS, **moment(s)
        ),
        "institution.renamed",
        again="",
    ),
    "look up a row of a body": Act(
        "other delegate",
        lambda s: keeping.verify_row(
            subject="holder",
            row=Holder.objects.get(),
            mark=mark_of("holder", Holder.objects.get()),
            **moment(s),
        ),
        "holder.verified",
        again="",
    ),
    "bring a file into the directory": Act(
        "coordinator",
        lambda s: importing.apply_plan(plan=s.made, digest=s.made.digest, reason=WORDS, **moment(s)),
        "institution.entered directory.imported",
        again=importing.NotAsReviewed,
        make=plan,
        strangers=("guest", "former", "delegate"),
    ),
}
ON_ANSWERS = {**ANSWERS, **DIRECTORY}
