"""A passkey as a device makes it, in plain Python: so that tests try answers no browser would give."""

import base64
import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256

PRESENT, VERIFIED, NEW_KEY = 0x01, 0x04, 0x40


def told(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@dataclass
class Device:
    """Holds one key for one site; ``verifies`` says whether it asked for a finger or a PIN."""

    verifies: bool = True
    origin: str = "http://testserver"
    site: str = "testserver"
    name: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, asked: dict[str, Any]) -> str:
        """Answer the question for a new passkey."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))  # type: ignore[no-untyped-call]
        about_key = bytes(16) + len(self.name).to_bytes(2, "big") + self.name + public
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(NEW_KEY) + about_key}
        heard = self._heard("webauthn.create", asked)
        return self._answer(clientDataJSON=told(heard), attestationObject=told(cbor.encode(statement)))

    def sign(self, asked: dict[str, Any], person: str) -> str:
        """Answer the question who signs in."""
        heard, data = self._heard("webauthn.get", asked), self._data()
        signature = self.key.sign(data + sha256(heard).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=told(heard),
            authenticatorData=told(data),
            signature=told(signature),
            userHandle=told(person.encode()),
        )

    def _data(self, more: int = 0) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verifies else 0)
        return sha256(self.site.encode()).digest() + bytes([flags]) + bytes(4)

    def _heard(self, kind: str, asked: dict[str, Any]) -> bytes:
        challenge = asked["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: str) -> str:
        named = {"id": told(self.name), "rawId": told(self.name), "type": "public-key"}
        return json.dumps(
            {**named, "response": response, "clientExtensionResults": {"credProps": {"rk": True}}}
        )
