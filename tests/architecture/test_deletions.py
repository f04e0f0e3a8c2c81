"""Nothing deletes what is somebody else's for good: what deletes is listed, with why one person may."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import plan
from tests.architecture.plan import nodes_in, nodes_of

# By module, or by module and function. What takes another's things away for good is a kind of two persons instead.
DELETES = {
    "accounts/services/expiry": "what has run out",
    "admissions/services/expiry": "what has run out",
    "deliveries/services/expiry": "what has run out",
    "ndc/services/expiry": "what has run out",
    "network/services/expiry": "what has run out",
    "notices/services/expiry": "what has run out",
    "publishing/services/expiry": "what has run out",
    "protection/services/expiry": "what has run out",
    "protection/services/letters/expiry": "what has run out",
    "replies/services/expiry": "what has run out",
    "safety/services/expiry": "what has run out",
    "safety/services/faults": "what has run out",
    "accounts/models/sessions": "sessions that are over, and the one of one's own request",
    "accounts/models/wrong_tries": "wrong tries that the right word has made good",
    "accounts/services/sessions": "one's own sessions",
    "accounts/services/standing:lock_account": "sessions of an account that two contacts lock",
    "accounts/services/ways_in": "one's own ways to sign in, and those of who comes back by the word of two",
    "admissions/services/admissions:raise_objection": "one's own consent, by an objection",
    "admissions/services/admissions:withdraw_application": "the applicant's own documents",
    "calendars/services/addresses": "one's own addresses, and those that hold no more",
    "calendars/services/deadlines": "what one's own address told of, once it is past",
    "decisions/services/recusing:_recuse": "one's own ballot, by taking no part",
    "decisions/services/recusing:stay_out": "one's own wish to be no voter",
    "decisions/services/recusing:_take_out": "one's own ballot, of which taking no part leaves nothing",
    "decisions/services/secret/codes:forget": "ballots of a secret vote, once its file holds them",
    "decisions/services/secret/codes:shuffle": "codes that others take the place of in the same act, or that too few picked up",
    "decisions/services/secret/standing:put_candidates": "options of a draft that the candidates take the place of",
    "decisions/services/secret/standing:step_back": "one's own candidacy",
    "decisions/services/preparing:open_decision": "wishes of members that hide, once the voters are fixed",
    "decisions/services/preparing:withdraw_decision": "wishes of members that hide, once nobody votes",
    "decisions/services/preparing:_write": "options of a draft that others take the place of in the same act",
    "deliveries/services/proving": "pages of one's own that were looked at, or that others take the place of",
    "evidence/services/outcomes:forget_outcome": "a copy of what its maker lets fewer people read now",
    "evidence/services/outcomes:record_outcome": "readings that others take the place of in the same act",
    "network/services/example:remove_example_network": "the example, which is nobody's",
    "network/services/members/entries:_put_words": "words that others take the place of in the same act",
    "network/services/people:begin_mandate": "a promise for a later day that gives way to a mandate from today",
    "network/services/people:close_account": "one's own account",
    "network/services/register:keep_upload": "what has run out",
    "notices/services/happenings:forget_scope": "news of what one may no longer know of",
    "positions/services/writing:quote_evidence": "a reference of one's own draft; what it named stays",
    "procedures/services:name_members": "names that others take the place of in the same act, in a draft",
    "protection/services/letters/checkins": "one's own check-in",
    "protection/services/presses:drop_word": "one's own word",
    "publishing/services/pages:_emptied_root": "another maker's first page, at the first start",
    "publishing/services/pages:_read_everything_twice": "another maker's way of approving, at the first start",
    "safety/services/letters:forget_letters_to": "letters to the example's people, with the example",
    "work/receivers:forget": "what has run out",
    "work/services/queue:record_success": "rows of the queue",
    "work/services/queue:_failed": "rows of the queue",
}


def deletions() -> Iterator[str]:
    for file in sources():
        source = file.read_text(encoding="utf-8")
        for function in nodes_in(source) if "delete" in source else ():
            if isinstance(function, ast.FunctionDef) and any(map(is_deletion, nodes_of(function))):
                module = str(file.relative_to(plan.PLATFORM).with_suffix(""))
                yield module if module in DELETES else f"{module}:{function.name}"


def sources() -> list[Path]:
    """Return what runs: services, and commands, tasks, views and models too."""
    files = plan.PLATFORM.glob("*/**/*.py")
    return sorted(file for file in files if not {"tests", "migrations"} & set(file.parts))


def is_deletion(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "delete"


def test_nobody_deletes_for_good_what_is_not_theirs() -> None:
    assert set(deletions()) == set(DELETES), "two persons (ADR 0031), or say here why one may"
