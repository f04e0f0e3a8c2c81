"""Acts on positions."""

from tamyr.positions.models import Amendment, Comment, Signature, Version
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.queries.texts import Place, binding_sha, places_of
from tamyr.positions.services import amending, beginning, signing, voicing, writing
from tamyr.positions.tests.writing import amendment, begun, check, plan, translate
from tests.house.acts import DAY, KEY, WORDS, Act, Scene


def draft(scene: Scene) -> Version:
    delegate = scene.cast.people["delegate"]
    return newest_version(begun(delegate, scene.lake, scene.at))


def of_stage(stage: str) -> Version:
    return Version.objects.get(stage=stage)


def clause(version: Version, number: int = 1) -> Place:
    return places_of(version)[number]


def sha(version: Version, number: int = 1) -> str:
    return clause(version, number).authoritative.sha


def wanted(version: Version) -> amending.AmendmentDraft:
    place = clause(version)
    return amending.AmendmentDraft(
        place.code, "en", "replace", "language", place.authoritative.sha, WORDS, "It reads better."
    )


def whole(version: Version) -> str:
    return binding_sha(places_of(version))


def approved(scene: Scene) -> Version:
    version = of_stage("adopted")
    signing.approve_inside(
        version=version, member=scene.lake, approval=WORDS, is_sealed=False, **scene.acting("delegate").who
    )
    return version


def translated(scene: Scene) -> Version:
    version = draft(scene)
    translate(version, clause(version), "Текст пункта.", scene.cast.people["delegate"], scene.at)
    return version


def of_agreement(scene: Scene) -> Amendment:
    """Propose what the author of the clause has to agree to."""
    version, other = draft(scene), scene.cast.people["other delegate"]
    return amendment(version, clause(version), scene.voice, other, WORDS, scene.at, nature="agreed")


def moved(scene: Scene) -> Amendment:
    """Change the clause that the amendment of the cast was written against."""
    version, deputy = of_stage("open"), scene.cast.people["deputy"]
    made = amendment(version, clause(version), scene.lake, deputy, "Another year is named.", scene.at)
    return amending.accept_amendment(amendment=made, sha=made.sha, **scene.acting("delegate").who)


POSITIONS = {
    "begin a position": Act(
        "delegate",
        lambda s: beginning.begin_position(plan=plan(), member=s.lake, form_key=KEY, **s.who),
        "position.begun",
        "position-begun",
        again="",
    ),
    "take a position over": Act(
        "coordinator",
        lambda s: beginning.take_over(position=of_stage("open").position, **s.who),
        "position.facilitator",
    ),
    "withdraw a version": Act(
        "delegate",
        lambda s: beginning.withdraw_version(version=s.made, **s.who),
        "version.withdrawn",
        "position-ended",
        make=lambda _scene: of_stage("open"),
    ),
    "begin another version": Act(
        "delegate",
        lambda s: beginning.begin_another_version(version=of_stage("adopted"), form_key=KEY, **s.who),
        "position.version_begun",
        "position-begun",
        again="",
    ),
    "open a version": Act(
        "delegate",
        lambda s: voicing.open_version(version=s.made, **s.who),
        "position.opened position.clock",
        "position-opened",
        make=draft,
    ),
    "consent to a version": Act(
        "delegate",
        lambda s: voicing.say_word(
            version=of_stage("open"), member=s.lake, stance="assent", sha=whole(of_stage("open")), **s.who
        ),
        "position.word_given",
        again="position.word_given",
    ),
    "object to a version": Act(
        "delegate",
        lambda s: voicing.say_word(
            version=of_stage("open"),
            member=s.lake,
            stance="objection",
            sha=whole(of_stage("open")),
            code=clause(of_stage("open")).code,
            reason=WORDS,
            change=WORDS,
            **s.who,
        ),
        "position.word_given",
        "position-objected",
        again="position.word_given",
    ),
    "record what came of a version": Act(
        "delegate",
        lambda s: voicing.record_outcome(version=s.made, **s.who),
        "version.failed",
        "position-ended",
        make=lambda _scene: of_stage("open"),
        days=40,
    ),
    "add a clause": Act(
        "delegate",
        lambda s: writing.add_clause(
            version=s.made, after=clause(s.made).code, kind="clause", text=WORDS, member=s.lake, **s.who
        ),
        "position.added",
        again="position.added",
        make=draft,
    ),
    "write a clause": Act(
        "delegate",
        lambda s: writing.write_clause(
            version=s.made, code=clause(s.made).code, text=WORDS, base_sha=sha(s.made), **s.who
        ),
        "position.written",
        again="",
        make=draft,
    ),
    "split a clause": Act(
        "delegate",
        lambda s: writing.split_clause(
            version=s.made,
            code=clause(s.made).code,
            first="One.",
            second="Two.",
            base_sha=sha(s.made),
            **s.who,
        ),
        "position.split position.split_off",
        again="position.split position.split_off",
        make=draft,
    ),
    "merge a clause with the next": Act(
        "delegate",
        lambda s: writing.merge_with_next(version=s.made, code=clause(s.made).code, **s.who),
        "position.merged position.merged_away",
        again="position.merged position.merged_away",
        make=draft,
    ),
    "move a clause": Act(
        "delegate",
        lambda s: writing.move_clause(version=s.made, code=clause(s.made).code, up=False, **s.who),
        "position.moved",
        again="position.moved",
        make=draft,
    ),
    "delete a clause": Act(
        "delegate",
        lambda s: writing.delete_clause(version=s.made, code=clause(s.made).code, **s.who),
        "position.deleted",
        again="position.deleted",
        make=draft,
    ),
    "translate a clause": Act(
        "delegate",
        lambda s: translate(s.made, clause(s.made), "Текст пункта.", s.by, s.at),
        "position.translated",
        again="position.translated",
        make=draft,
    ),
    "check a translation": Act(
        "coordinator",
        lambda s: check(s.made, clause(s.made).code, s.by, s.at),
        "position.checked",
        again="position.checked",
        make=translated,
    ),
    "propose an amendment": Act(
        "other delegate",
        lambda s: amending.propose_amendment(
            version=of_stage("open"), wanted=wanted(of_stage("open")), member=s.voice, form_key=KEY, **s.who
        ),
        "amendment.proposed",
        "position-amended",
        again="",
    ),
    "write an amendment anew": Act(
        "other delegate",
        lambda s: amending.write_amendment_anew(
            amendment=Amendment.objects.get(member=s.voice),
            text=WORDS,
            base_sha=sha(of_stage("open")),
            **s.who,
        ),
        "amendment.written_anew",
        "position-amended",
        make=moved,
    ),
    "withdraw an amendment": Act(
        "other delegate",
        lambda s: amending.withdraw_amendment(amendment=Amendment.objects.get(), **s.who),
        "amendment.withdrawn",
        "amendment-answered",
    ),
    "agree to an amendment": Act(
        "delegate",
        lambda s: amending.agree_to_amendment(amendment=s.made, sha=s.made.sha, **s.who),
        "amendment.agreed",
        "position-amended",
        make=of_agreement,
    ),
    "accept an amendment": Act(
        "delegate",
        lambda s: amending.accept_amendment(
            amendment=Amendment.objects.get(), sha=Amendment.objects.get().sha, **s.who
        ),
        "position.amended position.clock amendment.accepted",
        "amendment-answered position-opened",
    ),
    "comment on a clause": Act(
        "other delegate",
        lambda s: amending.comment(
            version=of_stage("open"),
            code=clause(of_stage("open")).code,
            words=WORDS,
            member=s.voice,
            form_key=KEY,
            **s.who,
        ),
        "position.commented",
        again="",
    ),
    "withdraw a comment": Act(
        "other delegate",
        lambda s: amending.withdraw_comment(comment=Comment.objects.get(), version=of_stage("open"), **s.who),
        "position.comment_withdrawn",
        again="",
    ),
    "ask for signatures": Act(
        "delegate",
        lambda s: signing.ask_for_signatures(version=of_stage("adopted"), until=s.at + 20 * DAY, **s.who),
        "position.signatures_asked",
        "position-signing",
        again="position.signatures_asked",
    ),
    "approve inside": Act(
        "delegate",
        lambda s: signing.approve_inside(
            version=of_stage("adopted"), member=s.lake, approval=WORDS, is_sealed=False, **s.who
        ),
        "position.signature_approved",
        again="position.signature_approved",
    ),
    "sign": Act(
        "delegate",
        lambda s: signing.sign(
            version=s.made, member=s.lake, sha=Signature.objects.get(member=s.lake).sha, **s.who
        ),
        "position.signature_signed",
        make=approved,
        again="",
    ),
    "withdraw a signature": Act(
        "hidden delegate",
        lambda s: signing.withdraw_signature(
            version=of_stage("adopted"), member=s.member("hidden delegate"), **s.who
        ),
        "position.signature_withdrawn",
    ),
}
