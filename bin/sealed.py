#!/usr/bin/env python3
"""Make keys for sealed letters and open them, on a computer of one's own: it asks neither the site nor the network.

Usage: PYTHONPATH=src python bin/sealed.py ACT …: see docs/how-to/keep-keys-for-letters.md.
"""

import argparse
import os
import secrets
import sys
from getpass import getpass
from pathlib import Path

import pyrage

from tamyr.safety.logic.sealing.seeds import SEED_BYTES, identity_from, public_key_of
from tamyr.safety.logic.sealing.shares import NotShares, from_paper, join, on_paper, split
from tamyr.safety.logic.sealing.texts import NotSealed, open_sealed

LEAST_PASSPHRASE = 16


def write_private(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(content)


def new_key(file: Path) -> None:
    """Make a key, keep it under a passphrase, and print the public half."""
    passphrase = getpass(f"Passphrase, at least {LEAST_PASSPHRASE} characters: ")
    if len(passphrase) < LEAST_PASSPHRASE:
        raise ValueError(f"a passphrase has at least {LEAST_PASSPHRASE} characters")
    if getpass("Once more: ") != passphrase:
        raise ValueError("the two are not the same")
    identity = identity_from(secrets.token_bytes(SEED_BYTES))
    write_private(file, pyrage.passphrase.encrypt(identity.encode(), passphrase))
    print(public_key_of(identity))


def new_escrow(folder: Path, shares: int, needed: int) -> None:
    """Make a key that nobody holds: its shares, a file for each keyholder, and the public half printed."""
    seed = secrets.token_bytes(SEED_BYTES)
    public = public_key_of(identity_from(seed))
    for number, share in enumerate(split(seed, shares=shares, needed=needed, draw=secrets.token_bytes), 1):
        text = f"Share {number} of {shares}; {needed} open what is sealed to\n{public}\n\n{on_paper(share)}\n"
        write_private(folder / f"share-{number}.txt", text.encode())
    print(public)


def share_in(text: str) -> bytes:
    lines = [line for line in text.splitlines() if line.strip()]
    return from_paper(lines[-1] if lines else "")


def opened(file: Path, keys: list[Path], shares: list[Path]) -> str:
    """Open a letter with a kept key, or with enough shares of the one that nobody holds."""
    if shares:
        identities = [identity_from(join([share_in(share.read_text()) for share in shares]))]
    else:
        identities = [identity_in(key) for key in keys]
    return open_sealed(file.read_bytes(), identities)


def identity_in(key: Path) -> str:
    content = key.read_bytes()
    if content.startswith(b"age-encryption.org/"):
        content = pyrage.passphrase.decrypt(content, getpass(f"Passphrase of {key.name}: "))
    lines = content.decode().splitlines()
    return next((line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")), "")


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("new-key").add_argument("file", type=Path)
    escrow = acts.add_parser("new-escrow")
    escrow.add_argument("folder", type=Path)
    escrow.add_argument("--shares", type=int, default=5)
    escrow.add_argument("--needed", type=int, default=3)
    opening = acts.add_parser("open")
    opening.add_argument("file", type=Path)
    opening.add_argument("--key", type=Path, action="append", default=[])
    opening.add_argument("--share", type=Path, action="append", default=[])
    given = parser.parse_args(words)
    try:
        if given.act == "new-key":
            new_key(given.file)
        elif given.act == "new-escrow":
            new_escrow(given.folder, given.shares, given.needed)
        else:
            print(opened(given.file, given.key, given.share))
    except (NotSealed, NotShares, ValueError, OSError, pyrage.DecryptError) as error:
        print(f"not done: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
