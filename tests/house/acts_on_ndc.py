"""Acts on submissions about NDCs."""

from tamyr.ndc.models import Comment, Kind, Section, Submission
from tamyr.ndc.pages.sources import Source
from tamyr.ndc.queries.submissions import section_sha, sections_of, titles_sha, words_sha
from tamyr.ndc.services import commenting, making, signing
from tamyr.procedures.services import MovedMeanwhile
from tests.house.acts import KEY, WORDS, Act, Scene

TEXTS = {"en": WORDS, "ru": WORDS}
SAID = commenting.CommentDraft(WORDS, "", "en", may_be_published=True)
ANSWER = commenting.Answer(taken_up=True, section=None, why=TEXTS)


def theirs() -> Submission:
    return Submission.objects.get(agreed_at__isnull=False)


def theirs_open() -> Submission:
    return Submission.objects.get(open_until__isnull=False)


def comment(scene: Scene) -> Comment:
    return commenting.leave_comment(
        submission=theirs_open(), said=SAID, asked=None, form_key=KEY, at=scene.at
    )


def put_aside(scene: Scene) -> Comment:
    return commenting.set_comment_aside(comment=comment(scene), **scene.acting("delegate").who)


def answered(_scene: Scene) -> Comment:
    return theirs().comments.get()


def made(scene: Scene) -> Submission:
    plan = making.Plan("KAZ", "ndc-3", "public", "Words", "Слова")
    return making.begin_submission(plan=plan, member=scene.lake, form_key=KEY, **scene.who)


def drafted(scene: Scene) -> Submission:
    return made(scene.acting("delegate"))


def added(submission: Submission, scene: Scene) -> Section:
    source = Source(Kind.VERSIONS, "own")
    return making.add_section(submission=submission, source=source, form_key=KEY, **scene.who)


def section(scene: Scene) -> Section:
    writer = scene.acting("delegate")
    return added(made(writer), writer)


SUBMISSIONS = {
    "begin a submission": Act("delegate", made, "submission.begun", "submission-begun", again=""),
    "change a submission's title": Act(
        "delegate",
        lambda s: making.change_titles(submission=s.made, titles=TEXTS, base_sha=titles_sha(s.made), **s.who),
        "submission.titled",
        again="submission.titled",
        make=drafted,
    ),
    "add a section": Act(
        "delegate", lambda s: added(s.made, s), "submission.section_added", again="", make=drafted
    ),
    "write a section": Act(
        "delegate",
        lambda s: making.write_section(
            section=s.made, headings=TEXTS, words=TEXTS, base_sha=section_sha(s.made), **s.who
        ),
        "submission.written",
        again="submission.written",
        make=section,
    ),
    "quote a source anew": Act(
        "delegate",
        lambda s: making.quote_anew(section=s.made, **s.who),
        "submission.quoted",
        again="submission.quoted",
        make=section,
    ),
    "take a section out": Act(
        "delegate",
        lambda s: making.take_section_out(section=s.made, **s.who),
        "submission.section_out",
        again=MovedMeanwhile,
        make=section,
    ),
    "agree to a submission": Act(
        "deputy",
        lambda s: making.agree_to_submission(
            submission=s.made.submission,
            sha=words_sha(s.made.submission, sections_of(s.made.submission)),
            **s.who,
        ),
        "submission.agreed",
        "submission-agreed",
        make=section,
    ),
    "put a submission before everybody": Act(
        "deputy",
        lambda s: commenting.open_for_comments(
            submission=s.made.submission,
            sha=words_sha(s.made.submission, sections_of(s.made.submission)),
            days=30,
            **s.who,
        ),
        "submission.opened",
        again="submission.opened",
        make=section,
    ),
    "ask a local government": Act(
        "delegate",
        lambda s: commenting.ask_for_a_comment(submission=theirs_open(), body=WORDS, **s.who),
        "submission.asked",
        again="submission.asked",
    ),
    "take a link back": Act(
        "delegate",
        lambda s: commenting.take_link_back(asked=theirs_open().asked.get(), **s.who),
        "submission.link_back",
    ),
    "comment on a draft": Act(
        "guest",
        lambda s: commenting.leave_comment(
            submission=theirs_open(), said=SAID, asked=None, form_key=KEY, at=s.at
        ),
        "submission.comment",
        "comment-arrived",
        again="",
        strangers=(),
        in_hand=False,
    ),
    "answer a comment": Act(
        "delegate",
        lambda s: commenting.answer_comment(comment=s.made, answer=ANSWER, **s.who),
        "submission.comment_answered",
        make=comment,
    ),
    "set a comment aside": Act(
        "delegate",
        lambda s: commenting.set_comment_aside(comment=s.made, **s.who),
        "submission.comment_aside",
        make=comment,
    ),
    "take up again what was set aside": Act(
        "deputy",
        lambda s: commenting.take_up_again(comment=s.made, **s.who),
        "submission.comment_again",
        make=put_aside,
    ),
    "publish a comment": Act(
        "deputy",
        lambda s: commenting.publish_comment(comment=answered(s), **s.who),
        "submission.comment_published",
    ),
    "withdraw a submission": Act(
        "delegate",
        lambda s: making.withdraw_submission(submission=theirs(), **s.who),
        "submission.withdrawn",
        "submission-ended",
    ),
    "sign a submission": Act(
        "other delegate",
        lambda s: signing.sign_submission(submission=theirs(), member=s.voice, is_named=True, **s.who),
        "submission.signed",
        again="submission.signed",
    ),
    "sign a submission no more": Act(
        "delegate",
        lambda s: signing.unsign_submission(submission=theirs(), member=s.lake, **s.who),
        "submission.left",
        again="",
    ),
}
