"""A scanner looks through the files that came: what it knows is taken from everybody, what it has not seen waits for it."""

import socketserver
from collections.abc import Iterator
from pathlib import Path
from struct import unpack
from threading import Thread

import pytest
from django.test import Client

from tamyr.replies.models import ArrivedFile, Mailbox, Scan
from tamyr.replies.services import files
from tamyr.replies.services.files import check_waiting, scanned
from tamyr.replies.tests.filing import page, with_files
from tamyr.replies.tests.mailing import AT
from tamyr.safety.services.faults import PartlyDone

pytestmark = pytest.mark.django_db
EICAR_STANDS_FOR = b"a virus, as this scanner knows it"


class Clamd(socketserver.StreamRequestHandler):
    """Speaks the INSTREAM of clamd: a length and so many bytes, again and again, until the length is zero."""

    most = 1_000_000

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > self.most:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = b"Example.Virus FOUND" if EICAR_STANDS_FOR in content else b"OK"
        self.wfile.write(b"stream: " + found + b"\0")


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[str]:
    place = str(tmp_path / "clamd")
    with socketserver.ThreadingUnixStreamServer(place, Clamd) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield place
        server.shutdown()


SAID = [
    (b"words", "clean"),
    (b"x" * 200_000 + EICAR_STANDS_FOR, "infected"),
    (b"x" * 2_000_000, "unchecked"),
    (b"", "clean"),
]


@pytest.mark.parametrize(("content", "said"), SAID, ids=lambda value: str(value)[:12])
def test_the_scanner_is_believed_only_where_it_speaks_clearly(
    scanner: str, content: bytes, said: str
) -> None:
    assert scanned(content, scanner) == said


def test_what_the_scanner_knows_is_held_and_what_it_could_not_see_waits_for_it(
    settings: object, scanner: str, box: Mailbox, hers: Client
) -> None:
    settings.VIRUS_SCANNER = f"{scanner}-away"  # type: ignore[attr-defined]
    arrival = with_files(box, ("one.txt", b"words"), ("two.txt", b"words, " + EICAR_STANDS_FOR))
    assert [file.scan for file in arrival.files.all()] == [Scan.UNCHECKED] * 2
    assert not arrival.files.exclude(cleaned_type="").exists()
    assert [hers.get(page(arrival, number)).status_code for number in (1, 2)] == [404, 404]
    assert (
        "waits to be looked through for viruses".capitalize()
        in hers.get(f"/en/replies/{arrival.pk}/").content.decode()
    )
    assert check_waiting(scanner=f"{scanner}-away", at=AT) == 0
    assert check_waiting(scanner=scanner, at=AT) == 2
    assert [file.scan for file in arrival.files.all()] == [Scan.CLEAN, Scan.INFECTED]
    assert [hers.get(page(arrival, number)).status_code for number in (1, 2)] == [200, 404]
    assert hers.get(page(arrival, 1, "copy/")).status_code == 200


def test_a_virus_that_is_known_later_takes_a_file_back_from_everybody(scanner: str, box: Mailbox) -> None:
    arrival = with_files(box, ("two.txt", b"words, " + EICAR_STANDS_FOR))
    arrival.files.update(is_public=True, shown_at=AT)
    check_waiting(scanner=scanner, at=AT)
    file = ArrivedFile.objects.get()
    assert (file.scan, file.is_public, file.cleaned_type) == (Scan.INFECTED, False, "")


def test_a_file_that_does_not_open_keeps_no_other_one_from_the_scanner(scanner: str, box: Mailbox) -> None:
    arrival = with_files(box, ("one.txt", b"words"), ("two.txt", b"words"))
    broken = arrival.files.get(number=1)
    broken.content = "-"
    broken.save()
    with pytest.raises(PartlyDone, match="files: "):
        check_waiting(scanner=scanner, at=AT)
    assert [file.scan for file in arrival.files.all()] == ["", Scan.CLEAN]


@pytest.mark.usefixtures("in_a_child")
def test_the_files_of_one_letter_take_no_longer_than_others_can_wait(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_PROCESSOR_SECONDS", 0.001)
    arrival = with_files(box, ("one.txt", b"words"), ("two.txt", b"words"), ("three.exe", b"MZ"))
    assert [file.no_copy for file in arrival.files.all()] == ["", "too-costly", ""]
    assert [bool(file.safe_copy) for file in arrival.files.all()] == [True, False, False]
