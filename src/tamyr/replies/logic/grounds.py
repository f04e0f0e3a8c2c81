"""Whether a letter holds what an office answers: then a footer or one phrase does not make it a machine's."""

import re

from tamyr.replies.logic.reading.letter import Letter
from tamyr.replies.logic.tables.answers import AN_EXECUTOR, ANSWERED, OF_THE_LETTER
from tamyr.replies.logic.tables.machines import AWAY, CHALLENGED, CONFIRM, MADE_BY_MACHINE, REGISTERED

A_SENTENCE = re.compile(r"[^.!?;։\n]+(?:[.!?](?=\w)[^.!?;։\n]+)*(?:[.!?;։]+|\n|$)")
OF_A_MACHINE = (AWAY, CHALLENGED, CONFIRM, MADE_BY_MACHINE, REGISTERED, OF_THE_LETTER)


def has_grounds(letter: Letter, own: str) -> bool:
    """Say whether a document came, or a sentence answers that is not of the letter, its box, or somebody's absence."""
    return has_documents(letter) or any(
        ANSWERED.search(sentence) and not any(words.search(sentence) for words in OF_A_MACHINE)
        for sentence in A_SENTENCE.findall(own)
    )


def absence(text: str) -> str:
    """Return by which words somebody says to be away; of a letter's executor its writer may say so too."""
    found = (
        AWAY.search(sentence) for sentence in A_SENTENCE.findall(text) if not AN_EXECUTOR.search(sentence)
    )
    return next((words[0] for words in found if words), "")


def has_documents(letter: Letter) -> bool:
    """Say whether a file came that may hold an answer: no picture, visiting card or signature, and no letter, as ours is when it comes back."""
    return any(
        not file.media_type.startswith(
            ("image/", "text/vcard", "text/rfc822-headers", "message/", "application/pkcs7")
        )
        for file in letter.attachments
        if not (letter.enclosed and file.name == "head.txt")
    )
