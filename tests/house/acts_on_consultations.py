"""Acts on consultations."""

from tamyr.addressees.models import Institution
from tamyr.consultations.models import Comment, Consultation
from tamyr.consultations.queries.texts import facts_sha, text_sha, texts_of
from tamyr.consultations.services import commenting, outcomes, recording, taking_part
from tamyr.consultations.services.locking import NotAnyMore
from tests.house.acts import DAY, KEY, WORDS, Act, Scene

TEXT = recording.Words("Example rules", WORDS)
PAGE = "https://ministry.example.org/"


def over() -> Consultation:
    return Consultation.objects.get(outcome_on__isnull=False)


def to_come() -> Consultation:
    return Consultation.objects.get(outcome_on=None, cancelled_at=None)


def in_russian() -> str:
    there = texts_of(to_come()).get("ru")
    return text_sha(there) if there else ""


def facts(scene: Scene) -> recording.Facts:
    return recording.Facts(
        institution=Institution.objects.get(number=90_777), kind="hearing", theme="clean-air", zone="Asia/Almaty",
        way="hearing", address="Town hall", languages="ru", source_url=PAGE, source_seen_on=scene.at.date(), iso3="KAZ",
    )  # fmt: skip


def recorded(scene: Scene) -> Consultation:
    return recording.record_consultation(
        facts=facts(scene),
        closes_at=scene.at + 30 * DAY,
        words=TEXT,
        language="en",
        member=scene.lake,
        form_key=KEY,
        **scene.who,
    )


def begun(scene: Scene) -> Comment:
    return commenting.begin_comment(
        consultation=to_come(), draft=commenting.Draft((), "ru"), member=scene.lake, form_key=KEY, **scene.who
    )


def drafted(scene: Scene) -> Comment:
    return begun(scene.acting("delegate"))


def written(scene: Scene, text: str = WORDS) -> Comment:
    """Write the draft anew, each time with the words that stand there as they are known."""
    comment = Comment.objects.get(stage="draft")
    commenting.write_comment(
        comment=comment, language="ru", text=text, base_sha=comment.texts.get().sha, **scene.who
    )
    return comment


def waiting(scene: Scene) -> Comment:
    drafted(scene)
    return written(scene.acting("delegate"))


def checked(scene: Scene) -> Comment:
    comment = waiting(scene)
    sha = comment.texts.get().sha
    commenting.check_comment(comment=comment, language="ru", sha=sha, **scene.acting("deputy").who)
    return comment


def read(scene: Scene) -> object:
    return outcomes.say_what_was_taken(
        comment=Comment.objects.get(stage="handed_over"),
        read=outcomes.Reading("not", WORDS, "en"),
        member=scene.voice,
        form_key=KEY,
        **scene.who,
    )


def passed(_scene: Scene) -> Consultation:
    """Let what has its outcome have none yet."""
    found = over()
    Consultation.objects.filter(pk=found.pk).update(outcome_on=None, outcome_url="")
    return found


CONSULTATIONS = {
    "tell of a consultation": Act(
        "delegate", recorded, "consultation.recorded", "consultation-opened", again=""
    ),
    "correct a consultation": Act(
        "other delegate",
        lambda s: recording.change_facts(
            consultation=to_come(), facts=facts(s), base_sha=facts_sha(to_come()), **s.who
        ),
        "consultation.changed",
        "consultation-corrected",
        again="consultation.changed",
    ),
    "write a consultation": Act(
        "other delegate",
        lambda s: recording.write_words(
            consultation=to_come(), language="ru", words=TEXT, base_sha=in_russian(), **s.who
        ),
        "consultation.written",
        again="consultation.written",
    ),
    "note the outcome of a consultation": Act(
        "delegate",
        lambda s: recording.note_outcome(consultation=s.made, on=s.at.date(), source_url=PAGE, **s.who),
        "consultation.outcome",
        "consultation-outcome",
        again="consultation.outcome",
        make=passed,
    ),
    "take part in a consultation": Act(
        "other delegate",
        lambda s: taking_part.take_part(
            consultation=to_come(), member=s.voice, how="speak", is_named=True, **s.who
        ),
        "consultation.joined",
        again="consultation.joined",
    ),
    "begin a comment": Act("delegate", begun, "consultation.comment_begun", again=""),
    "write a comment": Act("delegate", written, "consultation.comment_written", again="", make=drafted),
    "check a comment": Act(
        "other delegate",
        lambda s: commenting.check_comment(
            comment=s.made, language="ru", sha=s.made.texts.get().sha, **s.who
        ),
        "consultation.comment_checked",
        make=waiting,
    ),
    "show a comment to others": Act(
        "delegate",
        lambda s: commenting.show_comment_to(comment=s.made, exposure="public", **s.who),
        "consultation.comment_shown",
        again="consultation.comment_shown",
        make=drafted,
    ),
    "hand a comment over": Act(
        "delegate",
        lambda s: commenting.hand_over(
            comment=s.made, handed=commenting.Handover("ru", "form", s.at.date()), **s.who
        ),
        "consultation.comment_handed_over",
        again=NotAnyMore,
        make=checked,
    ),
    "give a draft of a comment up": Act(
        "delegate",
        lambda s: commenting.withdraw_comment(comment=s.made, **s.who),
        "consultation.comment_withdrawn",
        again=NotAnyMore,
        make=drafted,
    ),
    "say what was taken up of a comment": Act("other delegate", read, "consultation.uptake", again=""),
}
