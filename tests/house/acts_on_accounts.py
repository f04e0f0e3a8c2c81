"""Acts on one's own account and sessions, on calendars, on work that was given up, and of editors."""

from django_tasks_db.models import DBTaskResult
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from tamyr.accounts.models import Person, Session
from tamyr.accounts.models.factors import Authenticator
from tamyr.accounts.services import people as own
from tamyr.accounts.services import sessions, ways_in
from tamyr.calendars.models import PrivateAddress
from tamyr.calendars.services import addresses
from tamyr.network.models import Role
from tamyr.network.services.people import change_own_account
from tamyr.publishing.models import Withdrawal
from tamyr.publishing.services import translations, withdrawals
from tamyr.publishing.services.pages import add_story
from tamyr.publishing.tests.writing import WORDS as WRITTEN
from tamyr.publishing.tests.writing import news, translate
from tamyr.work.services.queue import try_again
from tests.house.acts import WORDS, Act, Scene
from tests.people import with_role

ABOUT = own.AboutMe("Example Name", "name@example.org", "ru", "UTC", "network")
NOT_THEMSELVES = ("locked", "traveller")


def passkey(scene: Scene) -> Authenticator:
    delegate = scene.cast.people["delegate"]
    for name in ("first", "second"):
        ways_in.add_passkey(person=delegate, credential={}, name=name, at=scene.at)
    return ways_in.passkeys_of(delegate).first()


def session() -> Session:
    return Session.objects.get(key_hash="0" * 64)


ACCOUNTS = {
    "change one's account": Act(
        "delegate",
        lambda s: change_own_account(about=ABOUT, pace="once", **s.visitor),
        "person.changed",
        again="person.changed",
        strangers=NOT_THEMSELVES,
    ),
    "choose a language": Act(
        "delegate",
        lambda s: own.choose_language(person=s.by, language="ru", at=s.at),
        "person.changed",
        again="person.changed",
        strangers=(),
        in_hand=False,
    ),
    "add a passkey": Act(
        "delegate",
        lambda s: ways_in.add_passkey(person=s.by, credential={}, name="key", at=s.at),
        "ways.passkey_added",
        again="ways.passkey_added",
        strangers=NOT_THEMSELVES,
    ),
    "remove a passkey": Act(
        "delegate",
        lambda s: ways_in.remove_passkey(person=s.by, passkey=s.made, at=s.at),
        "ways.passkey_removed",
        again="",
        make=passkey,
        strangers=NOT_THEMSELVES,
    ),
    "set a password and an app": Act(
        "delegate",
        lambda s: ways_in.set_password_and_app(
            person=s.by, password_hash="!", app_secret="JBSWY3DPEHPK3PXP", app_step=1, at=s.at
        ),
        "ways.password_and_app_set",
        again="ways.password_and_app_set",
        strangers=NOT_THEMSELVES,
    ),
    "renew recovery codes": Act(
        "delegate",
        lambda s: ways_in.renew_recovery_codes(person=s.by, seed=ways_in.new_recovery_seed(), at=s.at),
        "ways.recovery_codes_renewed",
        again="ways.recovery_codes_renewed",
        strangers=NOT_THEMSELVES,
    ),
    "name a session": Act(
        "delegate",
        lambda s: sessions.name_session(session=session(), label="Old laptop", person=s.by, at=s.at),
        "session.named",
        again="session.named",
        strangers=(),
        in_hand=False,
    ),
    "end a session": Act(
        "delegate",
        lambda s: sessions.end_session(session_id=s.made, person=s.by, at=s.at),
        "session.ended",
        again="",
        make=lambda _scene: session().pk,
        strangers=(),
        in_hand=False,
    ),
    "end all other sessions": Act(
        "delegate",
        lambda s: sessions.end_other_sessions(person=s.by, but="none", at=s.at),
        "session.others_ended",
        again="session.others_ended",
        strangers=(),
        in_hand=False,
    ),
}


def address(scene: Scene) -> object:
    return PrivateAddress.objects.get(person=scene.cast.people["delegate"]).pk


CALENDARS = {
    "make an address": Act(
        "delegate",
        lambda s: addresses.make_address(label="phone", has_titles=True, **s.visitor),
        "calendar.made",
        again="calendar.made",
    ),
    "make an address anew": Act(
        "delegate",
        lambda s: addresses.renew_address(key=s.made, **s.visitor),
        "calendar.renewed",
        again="calendar.renewed",
        make=address,
    ),
    "end an address": Act(
        "delegate",
        lambda s: addresses.end_address(key=s.made, **s.visitor),
        "calendar.ended",
        again=addresses.NotHere,
        make=address,
        strangers=("guest", "former", "other delegate", "coordinator"),
        refused=addresses.NotHere,
    ),
}
WORK = {
    "try work again": Act(
        "coordinator",
        lambda s: try_again(key=s.made, **s.visitor),
        "work.tried_again",
        again="",
        make=lambda _scene: DBTaskResult.objects.get(status="FAILED").pk,
    ),
}


def second_editor() -> Person:
    return with_role("second-editor", "Second Example", Role.EDITOR)


def public_page(scene: Scene) -> Page:
    return Page.objects.get(slug="guides", locale__language_code="en")


def withdrawal_by_another(scene: Scene) -> Withdrawal:
    return withdrawals.propose_withdrawal(
        page=public_page(scene), reason=WORDS, editor=second_editor(), at=scene.at
    )


def whole_translation(scene: Scene) -> Translation:
    """Return the English translation of a public Russian article, whole but unread."""
    editor, english = scene.cast.people["editor"], news("en").locale
    second_editor()
    words, day = {"ru": WRITTEN["ru"]}, scene.at.date()
    made = add_story(kind="article", slug="lake", on=day, words=words, at=scene.at, author=editor)
    translate_object(made["ru"], [english], user=editor)
    translation = Translation.objects.get(target_locale=english)
    translate(translation, editor)
    return translation


def waiting_for_a_reading(scene: Scene) -> Page:
    translation = whole_translation(scene)
    writer = Person.objects.get(sign_in_name="second-editor")
    return translations.submit_translation(translation=translation, translator=writer, at=scene.at)


EDITORS = {
    "propose to take a page back": Act(
        "editor",
        lambda s: withdrawals.propose_withdrawal(page=s.made, reason=WORDS, editor=s.by, at=s.at),
        "page.withdrawal_proposed",
        make=public_page,
        again=withdrawals.NotOpen,
    ),
    "agree to take a page back": Act(
        "editor",
        lambda s: withdrawals.agree_to_withdrawal(withdrawal=s.made, editor=s.by, at=s.at),
        "page.withdrawal_agreed page.unpublished",
        make=withdrawal_by_another,
        again=withdrawals.NotOpen,
    ),
    "leave a page public": Act(
        "editor",
        lambda s: withdrawals.refuse_withdrawal(withdrawal=s.made, editor=s.by, at=s.at),
        "page.withdrawal_refused",
        make=withdrawal_by_another,
        again=withdrawals.NotOpen,
    ),
    "submit a translation": Act(
        "editor",
        lambda s: translations.submit_translation(translation=s.made, translator=s.by, at=s.at),
        "page.submitted",
        make=whole_translation,
    ),
    "renew a translation": Act(
        "editor",
        lambda s: translations.renew_translation(translation=s.made, translator=s.by, at=s.at),
        "translation.renewed",
        make=whole_translation,
        again="translation.renewed",
    ),
    "read a translation": Act(
        "editor",
        lambda s: translations.read_translation(
            page=s.made,
            revision=str(s.made.latest_revision_id),
            reader=s.by,
            approved=True,
            remark="",
            at=s.at,
        ),
        "page.published",
        make=waiting_for_a_reading,
    ),
}
ON_ACCOUNTS = {**ACCOUNTS, **CALENDARS, **WORK, **EDITORS}
