"""What a letter is once it is read: its head, its words, its files, what it says of other letters, what is broken in it."""

from dataclasses import dataclass
from functools import cached_property

from tamyr.replies.logic.reading import headers


@dataclass(frozen=True)
class Fault:
    """What is broken, where in the letter (1.2 is the second part of the first), and what stands there."""

    place: str
    what: str
    value: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that came with a letter, by the place where it stands in it."""

    place: str
    name: str
    media_type: str
    content: bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter:
    """A letter as it is read: its head, its words, its files, what it says of other letters, and what is broken in it.

    ``sealed`` is by what something in it is signed (smime, pgp), or that it is locked for a key that is not here.
    """

    head: tuple[tuple[str, str], ...]
    text: str
    charset: str
    digest: str
    attachments: tuple[Attachment, ...] = ()
    report: tuple[tuple[tuple[str, str], ...], ...] = ()
    enclosed: tuple[tuple[tuple[str, str], ...], ...] = ()
    media_type: str = "text/plain"
    report_type: str = ""
    sealed: str = ""
    faults: tuple[Fault, ...] = ()

    def all_of(self, name: str) -> list[str]:
        return [value for given, value in self.head if given.lower() == name.lower()]

    def first(self, name: str) -> str:
        return next(iter(self.all_of(name)), "")

    @property
    def subject(self) -> str:
        return self.first("subject")

    @property
    def message_id(self) -> str:
        return next(iter(headers.message_ids(self.first("message-id"))), "")

    @property
    def sender(self) -> str:
        """The address it says it is from; anybody can write anything there."""
        return next(iter(self.senders), "")

    @cached_property
    def senders(self) -> tuple[str, ...]:
        """All addresses it says it is from: of several, a mail server on the way may have looked at any."""
        return tuple(address for line in self.all_of("from") for _name, address in headers.addresses(line))

    @property
    def answers_to(self) -> tuple[str, ...]:
        """What it says it answers, the nearest first."""
        named = headers.message_ids(" ".join(self.all_of("in-reply-to")))
        # References begin with the oldest.
        return tuple(
            dict.fromkeys([*named, *reversed(headers.message_ids(" ".join(self.all_of("references"))))])
        )

    def recipients(self, *delivered_to: str) -> tuple[str, ...]:
        """To whom it came: first what the server said, then what the letter says."""
        lines = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
        said = [
            address
            for line in lines
            for text in self.all_of(line)
            for _name, address in headers.addresses(text)
        ]
        return tuple(
            dict.fromkeys([*(address.strip("<> ").lower() for address in delivered_to if address), *said])
        )
