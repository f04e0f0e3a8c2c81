"""A mail server that cannot be reached as it should is told nothing, and the letter waits."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tamyr.deliveries.services.handing_over import LATER, Answer, Envelope, hand_over
from tamyr.deliveries.tests.mail_server import mail_server
from tamyr.replies.services.fetching import connected

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
LETTER = Envelope("a@example.org", "b@example.org", b"x\n")


def certificate(place: Path) -> Path:
    """Write a key, and the certificate that it made for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.org")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    signed = made.not_valid_after(datetime(2999, 1, 1, tzinfo=UTC)).sign(key, hashes.SHA256())
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    place.write_bytes(kept + signed.public_bytes(serialization.Encoding.PEM))
    return place


@contextmanager
def impostor(place: Path, greeting: bytes) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """Give how such a server is reached, and what it was told."""
    told: list[bytes] = []
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(certificate(place / "impostor.pem"))

    def speak() -> None:
        with suppress(OSError):
            connection, _address = listener.accept()
            with shown.wrap_socket(connection, server_side=True) as line:
                line.sendall(greeting)
                told.append(line.recv(1000))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        speaker = threading.Thread(target=speak, daemon=True)
        speaker.start()
        yield {"host": "127.0.0.1", "port": listener.getsockname()[1], "use_ssl": True, "timeout": 5}, told
        speaker.join(5)


def test_to_an_impostor_no_letter_is_handed(tmp_path: Path) -> None:
    with impostor(tmp_path, b"220 ready\r\n") as (server, told):
        known = {**server, "username": "example", "password": "example"}
        answer = hand_over(known, LETTER)
    assert (answer.outcome, answer.words) == (LATER, "SSLCertVerificationError") and not told


def test_from_an_impostor_no_letter_is_fetched(tmp_path: Path) -> None:
    with impostor(tmp_path, b"* OK ready\r\n") as (server, told), pytest.raises(ssl.SSLCertVerificationError):
        connected(server)
    assert not told


def test_a_name_or_a_password_that_cannot_be_told_leaves_no_doubt_of_a_letter() -> None:
    assert hand_over({"host": "mail..example.org", "port": 25}, LETTER) == Answer(LATER, "gaierror")
    with mail_server(ehlo=b"250-here\r\n250 AUTH PLAIN") as server:
        known = {**server.settings, "username": "example", "password": "пароль"}
        assert hand_over(known, LETTER) == Answer(LATER, "SMTPAuthenticationError")
    assert not server.taken
