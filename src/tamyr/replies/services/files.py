"""A file that came is looked through for viruses, where a scanner is named, and made anew as far as it can be."""

import socket
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from resource import RUSAGE_CHILDREN, getrusage
from struct import pack
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import Q

from tamyr.replies.logic.cleaning import CLEANED, CleanCopy, NotCleaned, cleaned
from tamyr.replies.logic.reading.files import HELD
from tamyr.replies.logic.reading.letter import Attachment
from tamyr.replies.models import Arrival, ArrivedFile, Scan
from tamyr.replies.models.arrivals import kept
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults
from tamyr.shared.apart import TooCostly, apart

# Where a scanner listens: the path of a socket, or a port of this machine.
Scanner = str | tuple[str, int] | None
MOST_PROCESSOR_SECONDS = 60
SECONDS, PIECE, LONGEST_ANSWER = 60, 65_536, 4_096


@dataclass(frozen=True)
class ScannedFile:
    """A file with what the scanner said of it and what was made anew of it, or why nothing was."""

    file: Attachment
    scan: str
    clean: CleanCopy | None
    fault: NotCleaned | None = None


def made_ready(files: Iterable[Attachment], scanner: Scanner) -> list[ScannedFile]:
    """Look the files of one letter through and make them anew, for as long as one letter may keep others waiting."""
    begun, ready = _spent(), list[ScannedFile]()
    for file in files:
        scan = _scan(file, scanner, [other.scan for other in ready])
        may_cost = _spent() - begun < MOST_PROCESSOR_SECONDS
        ready.append(
            ScannedFile(file, scan, *_made_anew(file.content, file.media_type, file.warnings, scan, may_cost))
        )
    return ready


def _scan(file: Attachment, scanner: Scanner, before: list[str]) -> str:
    """Ask the scanner; one that has just said nothing is asked again with what waits for it."""
    if scanner is None:
        return ""
    return Scan.UNCHECKED if Scan.UNCHECKED in before else scanned(file.content, scanner)


def _spent() -> float:
    """Return the processor's seconds that children of this process have taken: no clock, which runs while it waits."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def scanned(content: bytes, scanner: str | tuple[str, int]) -> str:
    """Return what clamd says of some bytes. Whatever is no clear word of it leaves them unchecked."""
    kind = (
        socket.AF_UNIX
        if isinstance(scanner, str)
        else socket.AF_INET6
        if ":" in scanner[0]
        else socket.AF_INET
    )
    try:
        with socket.socket(kind) as line:
            line.settimeout(SECONDS)
            line.connect(scanner)
            answer = _asked(line, content)
    except OSError:
        return Scan.UNCHECKED
    if answer == b"stream: OK":
        return Scan.CLEAN
    return Scan.INFECTED if answer.startswith(b"stream: ") and answer.endswith(b" FOUND") else Scan.UNCHECKED


def _asked(line: socket.socket, content: bytes) -> bytes:
    # As clamd asks for it: each piece behind its length, and a length of nought at the end.
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        line.sendall(pack(">I", len(piece)) + piece)
    line.sendall(pack(">I", 0))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        heard = line.recv(LONGEST_ANSWER)
        if not heard:
            break
        answer += heard
    return answer.rstrip(b"\0")


def _made_anew(
    content: bytes, media_type: str, warnings: tuple[str, ...], scan: str, may_cost: bool = True
) -> tuple[CleanCopy | None, NotCleaned | None]:
    """Return what is made anew of a file, or why nothing is; neither where none is to be made, or not yet."""
    # Nothing is drawn that a scanner is still to see: what draws is what a virus is written for.
    if media_type not in CLEANED or not HELD.isdisjoint(warnings) or scan in (Scan.INFECTED, Scan.UNCHECKED):
        return None, None
    if not may_cost:
        return None, NotCleaned("too-costly")
    try:
        return apart(cleaned, content, media_type), None
    except NotCleaned as fault:
        return None, fault
    except TooCostly:
        return None, NotCleaned("too-costly")


def put_down(file: ArrivedFile, clean: CleanCopy | None, fault: NotCleaned | None) -> None:
    """Write down what was made anew of a file, or why nothing was."""
    file.cleaned = Arrival.packed(clean.content) if clean else ""
    file.cleaned_type = clean.media_type if clean else ""
    file.no_copy = fault.why if fault else ""
    notes, where = [asdict(note) for note in clean.aside] if clean else [], fault.value if fault else ""
    file.aside = kept({"notes": notes, "where": where}) if notes or where else ""


def check_waiting(*, scanner: Scanner, at: datetime) -> int:
    """Let the scanner look at what it has not seen; return how many files it spoke of. Raises ``PartlyDone`` at the end."""
    faults, count = Faults(), 0
    waiting = ArrivedFile.objects.filter(Q(scan="") | Q(scan=Scan.UNCHECKED)).order_by("pk")
    for key in list(waiting.values_list("pk", flat=True)):
        try:
            count += _check(key, scanner, at)
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one file, the others are looked at
            faults.note("files", error)
    faults.tell()
    return count


def _check(key: UUID, scanner: Scanner, at: datetime) -> bool:
    file = ArrivedFile.objects.filter(pk=key).first()
    content = file.data if file is not None else None
    if file is None or content is None or scanner is None:
        return False
    # While nothing is held: a scanner may take a minute.
    scan = scanned(content, scanner)
    made = _made_anew(content, file.media_type, tuple(file.warnings), scan)
    return scan != Scan.UNCHECKED and _keep_scan(file, scan, made, at)


@transaction.atomic
def _keep_scan(
    file: ArrivedFile, scan: str, made: tuple[CleanCopy | None, NotCleaned | None], at: datetime
) -> bool:
    """Keep what the scanner said. What holds a virus is taken back from everybody."""
    # The letter before its file, as whoever shows a file holds them.
    arrival = Arrival.objects.select_for_update(no_key=True, of=("self",)).get(pk=file.arrival_id)
    standing = ArrivedFile.objects.select_for_update(no_key=True, of=("self",)).get(pk=file.pk)
    standing.scan = scan
    # A copy that is there stays: somebody may have looked at it, and shown it.
    if not standing.cleaned_type:
        put_down(standing, *made)
    if scan == Scan.INFECTED:
        standing.is_public = False
        put_down(standing, None, None)
    standing.save(update_fields=["scan", "cleaned", "cleaned_type", "no_copy", "aside", "is_public"])
    record_act(act="reply.file_scanned", actor=None, about=arrival, at=at, details={"scan": scan})
    return True
