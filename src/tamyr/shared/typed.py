"""What somebody typed into a form that is refused: shown again to be copied, for nothing may be lost."""

import json
import re
from collections.abc import Iterable

from django.forms import BaseForm, ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

# The field of ui/trap.html: people do not see it, programs that fill every field do.
TRAP = "leave_empty"
# What is secret, and marks by which a page knows itself again.
NEVER_SHOWN = {"csrfmiddlewaretoken", "password", "code", "credential", "next", "state", TRAP}
RETRY_SECONDS = 5


# What pages put into forms for us: keys, marks of what was looked at, signed bundles.
BY_US = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}|[\w.:=-]{60,}", re.ASCII)
# What may as well have been chosen from a list, ticked or numbered by us: alone it is no hour's work.
PERHAPS_CHOSEN = re.compile(r"[a-z][a-z0-9_-]*|[A-Z]{2,3}|[A-Z][a-z]+(/[A-Z]\w+)+|\d{1,9}", re.ASCII)
TICKED = "on"


def typed_texts(fields: Iterable[tuple[str, object]], *, is_certain: bool = True) -> list[str]:
    """Return what a person typed among a form's values, whatever it is; never a password or code.

    ``is_certain`` asks for something that nobody chooses from a list: of a press of a button alone nothing is returned.
    """
    said = [plain(str(value).strip()) for name, value in fields if name not in NEVER_SHOWN]
    texts = [text for text in said if text not in ("", TICKED) and not BY_US.fullmatch(text)]
    is_typed = not is_certain or any(not PERHAPS_CHOSEN.fullmatch(text) for text in texts)
    return texts if is_typed else []


def plain(value: str) -> str:
    """Return the words of a value; the editor sends a paragraph as JSON with its marks."""
    if not value.startswith('{"'):
        return value
    try:
        blocks = json.loads(value)["blocks"]
        return "\n\n".join(block["text"] for block in blocks)
    except (ValueError, KeyError, TypeError):
        return value


def come_back() -> ValidationError:
    """Return the fault of a form that has to wait: what was typed stays, only a file must be chosen anew."""
    words = _(
        "The site is busy with the files and questions of others, and yours was not begun. Try again in a moment; choose a file anew if you sent one."
    )
    return ValidationError(words, code="busy")


def typed_by_a_person(form: BaseForm) -> bool:
    """Whether a form that needs no account is filled in rightly, and not by a program: that is refused with why."""
    is_right = form.is_valid()
    if not form.data.get(TRAP):
        return is_right
    words = _(
        "A field that people do not see was filled in, as programs do. If your browser did it, send the form once more."
    )
    form.add_error(None, words)
    return False


def refused(form: BaseForm, answer: HttpResponse) -> HttpResponse:
    """Return the page of a refused form, as one to be asked for again where it only has to wait."""
    if any(form.has_error(name, "busy") for name in form.errors):
        answer.status_code, answer["Retry-After"] = 503, str(RETRY_SECONDS)
    return answer
