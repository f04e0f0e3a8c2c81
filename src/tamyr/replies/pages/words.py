"""What the logic tells by codes, in words."""

from django.utils.translation import gettext_lazy as _

# Each kind of ``logic.kinds`` has its words here; what is not read yet has none. Pages ask by the code.
KIND_WORDS = {
    "": _("Not read yet"),
    "loop": _("A letter that goes round in circles"),
    "bounce": _("Our letter did not come in"),
    "delayed": _("Our letter is under way longer"),
    "captcha": _("Our letter is held until somebody confirms it: not delivered yet"),
    "receipt": _("A receipt"),
    "out_of_office": _("Somebody is away"),
    "automatic": _("An automatic reply"),
    "answer": _("A letter of a person"),
}
# A machine’s letter is no answer, whatever it says.
KIND_NOTES = {
    "bounce": _("Send the letter again by another address or road. The clock of the law has not begun."),
    "delayed": _("The server tries on. Nothing is to be done yet."),
    "captcha": _(
        "Open the letter and do what it asks, or send ours by another road. The clock of the law has not begun."
    ),
    "receipt": _("It may prove that our letter came in. It is no answer."),
    "out_of_office": _(
        "Nothing in it answers, and the clock runs on. If you see an answer, record what it means."
    ),
    "automatic": _(
        "Nothing in it answers, and the clock runs on. If you see an answer, record what it means."
    ),
    "loop": _("It was cut: nothing is sent on."),
}
REASON_WORDS = {
    "hops": _("it has gone over too many servers"),
    "own-mark": _("it bears the mark of our own letters"),
    "own-address": _("it is from our own address"),
    "notification": _("a program tells that our letter was shown"),
    "bounce-report": _("a mail server’s report says so"),
    "bounce-address": _("it came to the address that only mail servers write to"),
    "bounce-words": _("a mail server says so in plain words"),
    "captcha": _("it asks for a confirmation"),
    "away": _("it says that somebody is away"),
    "registered": _("it says that our letter is registered"),
    "auto-submitted": _("its program says that no person wrote it"),
    "header": _("its program says that no person wrote it"),
    "no-return": _("it takes no answer itself, as machines’ letters do"),
    "subject": _("its subject says so"),
    "says-so": _("it says so itself"),
    "grounds": _("it holds an answer, although programs write this too"),
    "by-a-person": _("nothing says that a machine wrote it"),
}
QUARANTINE_WORDS = {
    "malformed": _("The address it came to looks like one of ours and is broken."),
    "forged": _("The address it came to was not made by us: its code is false."),
    "run-out": _("The address it came to takes no letters any more: its time is over."),
    "unknown": _("The address it came to belongs to no letter of ours."),
    "replayed": _("Somebody else uses an address that another sender has answered by before."),
    "unreadable": _("It cannot be read, or takes too much time or memory. It is kept as it came."),
}
MATCHED_WORDS = {
    "code": _("by the address it came to"),
    "references": _("by the letter it answers"),
    "number": _("by the number in its subject"),
}
SIGN_WORDS = {
    "also-addressed": _("it came to this letter’s address too"),
    "own-reference": _("it names our number"),
    "their-number": _("it names the number of their register"),
    "sender": _("it is from the address we wrote to"),
    "domain": _("it is from the same office"),
    "subject": _("its subject is like ours"),
    "recent": _("our letter is recent"),
}
FAULT_WORDS = {
    "too-large": _("larger than is read: only its head was"),
    "too-deep": _("parts within parts, more than are read"),
    "too-many-parts": _("more parts than are read"),
    "no-sender": _("it does not say from whom it is"),
    "broken-mime": _("its parts are not set apart rightly"),
    "broken-encoding": _("a part breaks off or is damaged"),
    "unknown-charset": _("its program names a character set that is not known"),
    "other-charset": _("its program names another character set than it was read in"),
    "unreadable": _("some characters could not be read"),
    "unreadable-packet": _("a packed file could not be opened"),
}
WARNING_WORDS = {
    "runs": _("may run as a program"),
    "other-type": _("is something else than its name says"),
    "not-on-list": _("of a kind that is not shown"),
    "active": _("holds commands"),
    "macros": _("holds macros"),
    "embedded": _("holds further files"),
    "external": _("fetches something from elsewhere when it is opened"),
    "packed": _("is packed"),
    "bomb": _("unpacks to far more than it seems"),
    "locked": _("is locked by a password"),
    "packed-again": _("holds further packed files"),
    "broken": _("is damaged"),
}
# Why there is no safe copy of a file that is of a kind of which one is made.
# The 60 pages and 40 million pixels are those of ``safety.logic``: whoever moves a bound there says it here.
COPY_FAULTS = {
    "broken": _("it is damaged, or not written as such files are"),
    "empty": _("it is empty"),
    "entities": _("it declares names of its own, by which a file can be made to grow without end"),
    "filled": _("it holds filled fields or stamps that we cannot draw: print it to a new PDF"),
    "locked": _("it is locked by a password"),
    "not-computed": _("a formula in it was never computed"),
    "not-understood": _("words in it stand where no program of ours looks"),
    "too-costly": _("it takes too much time or memory to read"),
    "too-deep": _("parts of it lie within each other deeper than is read"),
    "too-large": _("it is larger, or unpacks to more, than is read"),
    "too-many-pages": _("it has more than 60 pages"),
    "too-many-pixels": _("it has more than 40 million pixels"),
    "unknown": _("it is no picture that is drawn here"),
}
ASIDE_WORDS = {
    "comment": _("Comment in the file"),
    "deleted": _("Deleted, and kept in the file"),
    "hidden": _("Hidden in the file"),
}
FILE_NOTES = {
    "held": _("Held: it is given to nobody. It lies in the letter, which can be taken away as it came."),
    "made-anew": _(
        "The safe copy is made of its words, pixels or pages alone. Only that is ever shown to everybody."
    ),
    "not-cleaned": _(
        "It could not be made anew: open it only where it can do no harm. It is never shown to everybody."
    ),
}
SEALED_WORDS = {
    "smime": _("It is signed (S/MIME). Nobody has checked the signature."),
    "pgp": _("It is signed (PGP). Nobody has checked the signature."),
    "locked": _(
        "It, or a part of it, is encrypted with a key that the site does not have: it cannot be read here."
    ),
}
