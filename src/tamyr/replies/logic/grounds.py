"""Whether a letter holds what an office answers: then a footer or one phrase does not make it a machine's."""

import re

from tamyr.replies.logic.reading.letter import Letter
from tamyr.replies.logic.tables.absences import AWAY
from tamyr.replies.logic.tables.answers import (
    AN_EXECUTOR,
    ANSWERED,
    COURTESY,
    DECIDED,
    FIRST_PERSON,
    OF_THE_LETTER,
)
from tamyr.replies.logic.tables.machines import CHALLENGED, CONFIRM, MADE_BY_MACHINE, REGISTERED

# A dot after one letter is an initial's.
A_SENTENCE = re.compile(r"(?:[^.!?;։\n]|[.!?](?=\w)|(?<=\b\w)\.)+(?:[.!?;։]+|\n|$)")
A_WORD = re.compile(r"[^\W\d_]{2,}")
OF_A_MACHINE = (AWAY, CHALLENGED, CONFIRM, MADE_BY_MACHINE, REGISTERED, OF_THE_LETTER)
LEAST_WORDS = 3


def has_grounds(letter: Letter, own: str) -> bool:
    """Say whether a document came, or a sentence answers that is not of the letter, its box, or somebody's absence."""
    return has_documents(letter) or any(
        DECIDED.search(sentence) or ANSWERED.search(sentence) and not _is_of_a_machine(sentence)
        for sentence in A_SENTENCE.findall(own)
    )


def leaves_words(own: str) -> bool:
    """Say whether something is left that neither machines write of themselves or of letters, nor courtesy asks for."""
    return any(
        len(A_WORD.findall(sentence)) >= LEAST_WORDS
        and not _is_of_a_machine(sentence)
        and not COURTESY.search(sentence)
        for sentence in A_SENTENCE.findall(own)
    )


def absence(subject: str, own: str, is_marked: bool) -> str:
    """Return by which words somebody says to be away. Of others so speaks, without a program's mark, who answers as well."""
    for sentence in A_SENTENCE.findall(f"{subject}\n{own}"):
        words = AWAY.search(sentence)
        if not words or AN_EXECUTOR.search(sentence) and not is_marked:
            continue
        if is_marked or FIRST_PERSON.search(sentence) or not leaves_words(own):
            return words[0]
    return ""


def _is_of_a_machine(sentence: str) -> bool:
    return any(words.search(sentence) for words in OF_A_MACHINE)


def has_documents(letter: Letter) -> bool:
    """Say whether a file came that may hold an answer: no picture, visiting card or signature, and no letter, as ours is when it comes back."""
    return any(
        not file.media_type.startswith(
            ("image/", "text/vcard", "text/rfc822-headers", "message/", "application/pkcs7")
        )
        for file in letter.attachments
        if not (letter.enclosed and file.name == "head.txt")
    )
