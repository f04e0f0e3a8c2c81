"""Acts on demands."""

from uuid import UUID, uuid4

from tamyr.addressees.models import Institution
from tamyr.demands.models import Commitment, Delivery, Demand, DemandText, ExposureChange, Source
from tamyr.demands.queries.texts import draft_sha, plan_sha, words_sha
from tamyr.demands.services import backing, delivering, exposing, judging, making, promises
from tests.house.acts import DAY, KEY, WORDS, Act, Scene

TEXT = making.Words("Clean air", WORDS, "The air is clean.")


def theirs() -> Demand:
    return Demand.objects.get(agreed_at__isnull=False)


def plan(scene: Scene) -> making.Plan:
    return making.Plan(iso3="KAZ", theme="clean-air", due_on=(scene.at + 300 * DAY).date())


def made(scene: Scene) -> Demand:
    return making.make_demand(
        plan=plan(scene),
        source=Source(),
        words=TEXT,
        language="en",
        member=scene.lake,
        form_key=KEY,
        **scene.who,
    )


def drafted(scene: Scene) -> Demand:
    return made(scene.acting("delegate"))


def translated(scene: Scene) -> DemandText:
    writer = scene.acting("delegate")
    demand = made(writer)
    return making.write_words(
        demand=demand, language="ru", base_sha=words_sha(demand, "ru"), words=TEXT, **writer.who
    )


def whole(scene: Scene) -> Demand:
    row = translated(scene)
    making.check_words(demand=row.demand, language="ru", sha=row.sha, **scene.acting("deputy").who)
    return row.demand


def letter(scene: Scene, way: str = "post", form_key: UUID = KEY) -> Delivery:
    body = Institution.objects.get(number=90_777)
    address = delivering.Address(body, "information", way, "ru")
    return delivering.add_delivery(
        demand=theirs(), address=address, member=scene.lake, form_key=form_key, **scene.who
    )


def read(scene: Scene) -> object:
    return judging.give_verdict(
        demand=theirs(),
        member=scene.voice,
        reading="refused",
        reason=WORDS,
        language="en",
        form_key=KEY,
        **scene.who,
    )


def promise(scene: Scene) -> promises.Promise:
    body = theirs().deliveries.get(letter="demand").institution
    return promises.Promise(body, WORDS, "en", scene.at.date(), (scene.at + DAY).date())


def exposed(scene: Scene, exposure: str) -> ExposureChange:
    return exposing.change_exposure(
        demand=theirs(), exposure=exposure, circle=None, form_key=KEY, **scene.who
    )


DEMANDS = {
    "make a demand": Act("delegate", made, "demand.made", "demand-made", again=""),
    "change a demand's plan": Act(
        "delegate",
        lambda s: making.change_plan(demand=s.made, base_sha=plan_sha(s.made), plan=plan(s), **s.who),
        "demand.changed",
        again="demand.changed",
        make=drafted,
    ),
    "write a demand": Act(
        "delegate",
        lambda s: making.write_words(demand=s.made, language="ru", base_sha=words_sha(s.made, "ru"), words=TEXT, **s.who),
        "demand.written",
        again="demand.written",
        make=drafted,
    ),
    "check a demand's translation": Act(
        "other delegate",
        lambda s: making.check_words(demand=s.made.demand, language="ru", sha=s.made.sha, **s.who),
        "demand.checked",
        make=translated,
    ),
    "agree to a demand": Act(
        "deputy",
        lambda s: making.agree_to_demand(demand=s.made, sha=draft_sha(s.made), **s.who),
        "demand.agreed",
        "demand-agreed",
        make=whole,
    ),
    "withdraw a demand": Act(
        "delegate",
        lambda s: making.withdraw_demand(demand=theirs(), why=WORDS, **s.who),
        "demand.withdrawn",
        "demand-ended",
    ),
    "close a demand": Act(
        "delegate",
        lambda s: making.close_demand(demand=theirs(), **s.who),
        "demand.closed",
        "demand-ended",
        make=lambda s: read(s.acting("other delegate")),
    ),
    "stand behind a demand": Act(
        "other delegate",
        lambda s: backing.back_demand(demand=theirs(), member=s.voice, is_named=True, **s.who),
        "demand.backed",
        again="demand.backed",
    ),
    "leave a demand": Act(
        "delegate",
        lambda s: backing.leave_demand(demand=theirs(), member=s.lake, **s.who),
        "demand.left",
        again="",
    ),
    "add a letter": Act("delegate", letter, "demand.delivery_added", again=""),
    "let a letter take another road": Act(
        "delegate",
        lambda s: letter(s, "hand", uuid4()),
        "demand.delivery_moved",
        again=delivering.ThereAlready,
        make=lambda s: letter(s.acting("delegate")),
    ),
    "record what happened to a letter": Act(
        "delegate",
        lambda s: delivering.record_event(
            delivery=theirs().deliveries.get(letter="demand"), account=delivering.Account("answered", s.at.date()),
            member=s.lake, form_key=KEY, **s.who,
        ),
        "demand.event",
        "demand-heard",
        again="",
    ),
    "say what became of a demand": Act("other delegate", read, "demand.verdict", "demand-judged", again=""),
    "note a promise": Act(
        "delegate",
        lambda s: promises.note_commitment(
            demand=theirs(), promise=promise(s), member=s.lake, form_key=KEY, **s.who
        ),
        "demand.commitment",
        again="",
    ),
    "say whether a promise was kept": Act(
        "other delegate",
        lambda s: promises.read_promise(
            commitment=Commitment.objects.get(), member=s.voice, outcome="fulfilled", on=s.at.date(), source="",
            form_key=KEY, **s.who,
        ),
        "demand.promise_read",
        "demand-judged",
        again="",
    ),
    "let fewer read a demand": Act(
        "delegate",
        lambda s: exposed(s, "sealed"),
        "demand.exposure_changed",
        "demand-exposure",
        again="",
    ),
    "ask that others read a demand": Act(
        "delegate",
        lambda s: exposed(s, "public"),
        "demand.exposure_asked",
        "demand-exposure-asked",
        again="",
    ),
    "agree that others read a demand": Act(
        "deputy",
        lambda s: exposing.agree_to_exposure(demand=theirs(), change=s.made, **s.who),
        "demand.exposure_changed",
        "demand-exposure",
        make=lambda s: exposed(s.acting("delegate"), "public"),
    ),
    "let it fall that others read a demand": Act(
        "coordinator",
        lambda s: exposing.drop_exposure(demand=theirs(), change=s.made, **s.who),
        "demand.exposure_dropped",
        make=lambda s: exposed(s.acting("delegate"), "public"),
    ),
    "show an addressee's own words": Act(
        "delegate",
        lambda s: judging.note_reply(
            demand=theirs(), institution=promise(s).institution, words=WORDS, language="en",
            received_on=s.at.date(), form_key=KEY, **s.who,
        ),
        "demand.reply_shown",
        again="",
    ),
}  # fmt: skip
