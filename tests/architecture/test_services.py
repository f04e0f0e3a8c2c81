"""Every public service that writes leaves a line in the audit chain."""

import re
from collections.abc import Mapping

import pytest

from tests.architecture import plan, services
from tests.architecture.test_deletions import is_deletion

# Steps of an act whose line another function leaves, and what no person does. By module and name.
WITHOUT_A_LINE = {
    "evidence.services.figures:load_assessments": "the start of a site computes it from published figures",
    "evidence.services.figures:load_figures": "the start of a site computes it from published figures",
    "network.services.example:mark_example": "a step of loading the example, which leaves the line",
    "accounts.services.carrying_over:bring_back": "before a former version runs: no act of anybody",
    "accounts.services.carrying_over:carry_over": "before the migrations, on which the chain itself stands",
    "accounts.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "admissions.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "calendars.services.deadlines:brought_up_to_date": "what a calendar was told of is no act of anybody",
    "decisions.services.casting:keep_version": "a step of casting, recusing and entering from paper, which leave the line",
    "decisions.services.casting:tell_member": "a step of casting and entering from paper, which leave the line",
    "decisions.services.casting:write_ballot": "a step of casting, recusing and entering from paper, which leave the line",
    "procedures.services:name_members": "a step of drafting and beginning, which leave the line",
    "decisions.services.closing:remind": "told of an opening, which left the line",
    "decisions.services.secret.ballots:cast_by_code": "a line would tell when a secret ballot was cast",
    "decisions.services.secret.codes:pick_up": "a line would tell in which order codes were picked up; shuffle leaves one for all",
    "decisions.services.secret.codes:sweep": "what was deleted left the line",
    "decisions.services.secret.standing:put_candidates": "a step of opening a decision, which leaves the line",
    "decisions.services.two_persons:ActOnDecision.carry_out": "a step of approving, which leaves the line",
    "ndc.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "network.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "accounts.services.factor_keys:write_factors_anew": "a step of rotate_field_keys, which leaves the line",
    "network.services.invitations.making:announce_proposal": "a step of proposing and approving, which leave the line",
    "network.services.members.entries:write_entry": "a step of registering and changing, which leave the line",
    "accounts.services.passkeys:person_by_passkey": "a step of signing in: begin_session leaves the line",
    "accounts.services.sign_in:check_sign_in": "a step of signing in: begin_session leaves the line",
    "accounts.services.sign_in:confirm_person": "changes nothing itself: what was confirmed leaves the line",
    "accounts.services.ways_in:replace_ways": "a step of joining and coming back: their services do it",
    "accounts.services.ways_in:spend_app_code": "a step of signing in: begin_session leaves the line",
    "accounts.services.ways_in:spend_recovery_code": "a step of signing in: begin_session leaves the line",
    "priorities.services.proposals:rewrite": "a step of changing and merging, which leave the line",
    "protection.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "network.services.two_persons.exports:Export.carry_out": "a step of approving, which leaves the line",
    "network.services.two_persons.exports:Export.tell_of_use": "a step of using, which leaves the line",
    "network.services.two_persons.imports:Import.call_off": "a step of refusing, which leaves the line",
    "network.services.two_persons.keys:FieldKeys.carry_out": "a step of approving, which leaves the line",
    "protection.services.letters.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "protection.services.letters.expiry:tell_of_ends": "told of a time that the letter's own acts have set",
    "protection.services.letters.holds:end_hold": "a step of holding, lifting and the writer's word, which leave the line",
    "protection.services.letters.keys:end_responder": "a step of stepping down and of taking off, which leave the line",
    "publishing.services.editors:admit_editor": "follows a role: invitations and roles leave the line",
    "publishing.services.editors:set_up_editors": "the first start of a site",
    "consultations.services.two_persons:End.call_off": "a step of refusing and taking back, which leave the line",
    "consultations.services.two_persons:ConsultationKind.carry_out": "a step of approving, which leaves the line",
    "consultations.services.two_persons:tell_what_ran_out": "told that nobody answered, which its end left to read",
    "demands.services.recounting:bring_days_in_step": "counted of what was recorded, by today's law: no act of anybody",
    "consultations.services.taking_part:remind": "told of an end that was recorded, which left the line",
    "deliveries.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "deliveries.services.handing_over:hand_over": "hands bytes to a mail server: the queue leaves the line",
    "replies.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "publishing.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "safety.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "publishing.services.translations:read_translation": "publishing/receivers.py leaves the line",
    "publishing.services.translations:submit_translation": "publishing/receivers.py leaves the line",
    "safety.services.keys:write_anew": "a step of rotate_field_keys and forget_what_ran_out, which leave the line",
    "safety.services.faults:Faults.delete": "a step of forget_what_ran_out, which leaves the line",
    "safety.services.letters:Outbox.send_messages": "a letter follows an act, which leaves the line",
    "notices.services.expiry:what_runs_out": "a step of forget_what_ran_out, which leaves the line",
    "notices.services.happenings:announce": "told of an act, which leaves the line",
    "notices.services.happenings:forget_scope": "a step of the act by which a right is lost",
    "notices.services.happenings:look_at": "what somebody has looked at is nobody's business",
    "notices.services.happenings:settle": "a step of the act that answers, which leaves the line",
    "notices.services.telling:deliver": "a letter follows an act, which leaves the line",
    "notices.services.telling:plan": "a letter follows an act, which leaves the line",
    "notices.services.telling:set_clocks_right": "no act of anybody: what the work does leaves the line",
    "notices.services.telling:spread": "told of an act, which leaves the line",
    "notices.services.telling:tell": "told of an act, which leaves the line",
    "safety.services.letters:deliver_due": "a letter follows an act, which leaves the line",
    "safety.services.letters:forget_letters_to": "a step of removing the example, which leaves the line",
    "safety.services.letters:keep_letters": "a letter follows an act, which leaves the line",
    "safety.services.letters:send_notices": "a letter follows an act, which leaves the line",
    "work.services.queue:claim_next": "no act of anybody: what the work does leaves the line",
    "work.services.queue:record_success": "no act of anybody: what the work did left the line",
    "work.services.queue:shorten_long_waits": "no act of anybody: what the work does leaves the line",
    "work.services.schedule:enqueue_due": "no act of anybody: what the work does leaves the line",
}


# Doors of people and programmes, and what these read by: services alone write, each with its line.
READERS = (
    *("admin", "api", "forms", "management", "pages", "queries", "receivers", "rules", "signals", "tasks"),
    *("templatetags", "urls", "views", "wagtail_hooks"),
)
# Whole databases are copied and put back there, below every room.
BELOW = "tamyr.config.operations."
ASKS = re.compile(r"from tamyr\.\w+\.(?:models|services)|\.objects\b|from django\.db\b|\bcursor\(")
WRITE_THEMSELVES = {
    "accounts.views.sign_in:sign_out": "ends the session of one's own request, as Django does",
    "network.views.account:close": "ends the session of one's own request, as Django does",
    "network.views.joining:finish": "ends the session of one's own request, as Django does",
    "decisions.views.codes:as_nobody": "takes the cookies of a request away, nothing of a table",
    "safety.rules:ProposalWords.mark": "words that are named as a verb of a page",
    "replies.views.handling:_placing": "a service that is named as a verb of a page",
    "work.receivers:forget": "a step of forget_what_ran_out, which leaves the line",
    "config.work_loop:leave": "what was printed, nothing of a table",
}
# Their statements are put together of what Django says for questions; none of them changes anything.
ASK_BY_STATEMENTS = {
    "evidence.queries.standing:current_stamp",
    "network.queries.desk.calls:_idle_sources",
    "network.queries.held:held_on",
}


def silent() -> set[str]:
    """Return the public services that write and leave no line, without the house's own name."""
    names = filter(services.is_public, services.writers() - services.recorders())
    return {name.removeprefix("tamyr.") for name in names}


def test_every_service_that_writes_leaves_a_line_in_the_audit_chain() -> None:
    assert len(services.writers()) > 100 and len(services.recorders()) > 60
    assert silent() - set(WITHOUT_A_LINE) == set(), "call record_act, or say in WITHOUT_A_LINE why not"


def test_no_exception_outlives_its_service() -> None:
    assert set(WITHOUT_A_LINE) - silent() == set()


def test_only_services_write() -> None:
    """A command, a task or a view that writes goes past locks and the audit chain."""
    found = services.all_functions(*READERS) | around_the_rooms()
    writing = {name.removeprefix("tamyr.") for name in writing_among(found)}
    assert {"tamyr.shared.attempts:unsound", "tamyr.config.work_loop:leave"} <= found.keys()
    assert "tamyr.safety.management.commands.deliver_letters:Command.handle" in found
    assert writing == {*WRITE_THEMSELVES, *ASK_BY_STATEMENTS}, (
        "let a service write, or say in WRITE_THEMSELVES why not"
    )


def around_the_rooms() -> dict[str, tuple[str, services.Function]]:
    """Return the functions of what is shared, and of what asks a database around the rooms."""
    files = [file for name in ("shared", "config") for file in (plan.PLATFORM / name).rglob("*.py")]
    modules = {services.module_of(file) for file in files if ASKS.search(file.read_text(encoding="utf-8"))}
    modules |= {services.module_of(file) for file in files if file.parent.name == "shared"}
    return {
        f"{module}:{name}": (module, function)
        for module in modules
        if not module.startswith(BELOW)
        for name, function in services.source_of(module).functions.items()
    }


def writing_among(found: Mapping[str, tuple[str, services.Function]]) -> set[str]:
    """Return the functions that write themselves, by a method of a model or by a function that stands beside one."""
    methods, beside = services.writing_methods() - services.RELATION_VERBS, services.writing_functions()
    named = {name.rpartition(":")[2] for name in beside}
    naming = {
        module
        for module in {module for module, _function in found.values()}
        if any(of.rpartition(":")[2] in named for of in services.source_of(module).names.values())
    }
    return {
        name
        for name, (module, function) in found.items()
        if module in naming
        and beside.intersection(services.called(function, module))
        or services.writes(function, methods)
        or any(map(is_deletion, services.calls_in(function)))
    }


@pytest.mark.parametrize(
    "text",
    [
        "def f(row):\n    row.save()",
        "def f(person):\n    person.put_words('x')",
        "def f(person):\n    on_commit(person.put_words)",
        "f = lambda row: row.save()",
        "if True:\n    def f(page, to):\n        page.move(to)",
        "from tamyr.accounts.models.sessions import forget_sessions\ndef f(day):\n    forget_sessions(day=day)",
    ],
)
def test_a_reader_that_writes_is_noticed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    planted = services.read(text, "tamyr.planted.views")
    source_of, here = services.source_of, "tamyr.planted.views"
    monkeypatch.setattr(
        services, "source_of", lambda module: planted if module == here else source_of(module)
    )
    found = {f"{here}:f": (here, planted.functions["f"])}
    assert writing_among(found) == found.keys()


PLANTED = {
    "an undecorated writer": ("def rename(*, member):\n    member.save()", True),
    "a query that is changed": ("def rename(*, found):\n    found.update(name='x')", True),
    "a query that is emptied": ("def forget(*, found):\n    return found.delete()", True),
    "a dictionary that is filled": ("def gather(more):\n    found = {}\n    found.update(more)", False),
    "a set that is filled": ("def gather(more):\n    found = set()\n    found.add(more)", False),
    "a statement of one's own": ('def rename(cursor):\n    cursor.execute("UPDATE a SET b = 1")', True),
    "many of them": (
        'def rename(cursor, rows):\n    cursor.executemany("INSERT INTO a VALUES (1)", rows)',
        True,
    ),
    "one that nobody sees here": ("def rename(cursor, sql):\n    cursor.execute(sql)", True),
    "a statement that reads": ('def read(cursor):\n    cursor.execute("SELECT 1")', False),
    "a setting that is put together": ('def read(cursor, a):\n    cursor.execute(f"SET {a} = 1")', False),
    "another maker's statement": (
        'def rename(rows):\n    return list(rows.raw("UPDATE a SET b = 1"))',
        True,
    ),
    "a page that is moved": ("def move(page, to):\n    page.move(to)", True),
    "one that is waited for": ("async def make(rows):\n    await rows.aget_or_create(pk=1)", True),
    "a write that is handed on": ("def rename(row):\n    transaction.on_commit(row.save)", True),
    "a write that is called in parts": ("def rename(row):\n    partial(row.save)()", True),
    "a write of each": ("def rename(rows):\n    [*map(type(rows[0]).save, rows)]", True),
    "a write under another name": ("def rename(row):\n    keep = row.save\n    keep()", True),
    "a write by its name": ('def rename(row):\n    getattr(row, "save")()', True),
    "a write of each by its name": ('def rename(rows):\n    [*map(methodcaller("delete"), rows)]', True),
    "a fact by its name": ('def read(row):\n    return getattr(row, "name")', False),
    "a lambda": ("rename = lambda row: row.save()", True),
    "a lambda in what makes a function": ("rename = transaction.atomic(lambda row: row.save())", True),
    "a part of a function": ("rename = partial(Member.save, force_update=True)", True),
    "a method under another name": ("rename: Writer = Member.save", True),
    "a class that is called": ("class Rename:\n    def __call__(self, row):\n        row.save()", True),
    "a class in another": ("class A:\n    class B:\n        rename = lambda self, row: row.save()", True),
    "a reader": ("def read(found):\n    return found.first()", False),
}


@pytest.mark.parametrize("named", PLANTED)
def test_what_writes_is_told_from_what_reads(named: str) -> None:
    text, writes = PLANTED[named]
    (name, function), *_others = services.read(text, "tamyr.planted.services").functions.items()
    assert services.is_public(f"tamyr.planted.services:{name}")
    assert services.writes(function) is writes


def test_functions_of_the_same_name_in_two_rooms_are_two() -> None:
    """Whoever calls one of them does not reach the other."""
    own, other = (f"tamyr.{room}.services.expiry:what_runs_out" for room in ("accounts", "network"))
    assert {own, other} <= services.writers()
    assert other not in services.reaching({own}, services.all_functions("services"))


def test_a_call_is_followed_through_imports_and_re_exports() -> None:
    assert services.meant("tamyr.safety.services:record_act") == services.AUDIT
    assert "tamyr.procedures.services:end" in services.recorders()
    assert "tamyr.evidence.services.judgements:withdraw_judgement" in services.recorders()
