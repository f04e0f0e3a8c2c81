"""Files that only people's private keys open: written whole or not at all, read as a stream."""

import errno
import os
import tarfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage
from pyrage.x25519 import Identity, Recipient

from tamyr.config.operations.reasons import of_system
from tamyr.config.operations.refusal import Refused
from tamyr.config.private_files import FILE

MAGIC = b"age-encryption.org/v1"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def sealed(file: Path, recipients: Sequence[Recipient]) -> Iterator[tarfile.TarFile]:
    """Open an archive for writing: it gets its name when all of it lies on the disk."""
    with _written_whole(file) as out, ThreadPoolExecutor(1) as beside:
        # One library wants to write a file and the other to read one:
        # through a pipe nothing lies in clear on the disk.
        read_end, write_end = os.pipe()

        def encrypt() -> None:
            writer = _Writer(out)
            try:
                with os.fdopen(read_end, "rb") as plain:
                    pyrage.encrypt_io(plain, writer, recipients)
            except pyrage.EncryptError as error:
                raise writer.fault or error from error

        encrypting = beside.submit(encrypt)
        try:
            with (
                os.fdopen(write_end, "wb") as pipe,
                tarfile.open(fileobj=pipe, mode="w|", format=tarfile.PAX_FORMAT) as archive,
            ):
                yield archive
        except BrokenPipeError:
            # The pipe breaks where the sealing has failed: what failed there is the reason to be told.
            encrypting.result()
            raise
        encrypting.result()


class _Writer:
    """Keeps why something could not be written, of which the library tells only the words."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out
        self.fault: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self.out.write(data)
        except OSError as error:
            self.fault = error
            raise

    def flush(self) -> None:
        self.out.flush()


@contextmanager
def opened(file: Path, identities: Sequence[Identity]) -> Iterator[tarfile.TarFile]:
    """Open an archive for reading; what it gave is whole only when this ended without ``Refused``."""
    with _readable(file) as source, ThreadPoolExecutor(1) as beside:
        read_end, write_end = os.pipe()

        def decrypt() -> None:
            with os.fdopen(write_end, "wb") as pipe:
                pyrage.decrypt_io(source, pipe, identities)

        decrypting = beside.submit(decrypt)
        try:
            with os.fdopen(read_end, "rb") as plain:
                with tarfile.open(fileobj=plain, mode="r|") as archive:
                    yield archive
                # What is sealed after the archive's end belongs to the check of the whole.
                while plain.read(1 << 20):
                    pass
        except (tarfile.TarError, EOFError) as error:
            _refuse_unopened(file, decrypting)
            raise _foreign(file) from error
        _refuse_unopened(file, decrypting)


def _refuse_unopened(file: Path, decrypting: "Future[None]") -> None:
    try:
        decrypting.result()
    except BrokenPipeError:
        pass  # Whoever read it had seen enough, and said so.
    except pyrage.DecryptError as error:
        # The library has one exception for a key that does not fit and
        # for a damaged file: its words alone tell them apart.
        if "matching" in str(error).lower():
            raise Refused(
                f"This key does not open {file}. Try the key of another person for whom the copy was made.",
                f"Этот ключ не открывает {file}. Возьмите ключ другого человека, для которого сделана копия.",
            ) from error
        raise _damaged(file) from error
    except OSError as error:
        raise _damaged(file) from error


def _damaged(file: Path) -> Refused:
    return Refused(
        f"{file} is cut off or damaged, and was not used. Take another copy.",
        f"Файл {file} обрезан или повреждён, он не использован. Возьмите другую копию.",
    )


def _foreign(file: Path) -> Refused:
    return Refused(
        f"{file} is no copy made by “tamyr backup” of this kind, or its beginning is damaged.",
        f"Файл {file} не похож на копию такого рода, сделанную «tamyr backup», или повреждено его начало.",
    )


@contextmanager
def _readable(file: Path) -> Iterator[IO[bytes]]:
    try:
        source = file.open("rb")
    except OSError as error:
        raise Refused(f"{file} cannot be read.", f"Файл {file} не читается.") from error
    with source:
        if source.read(len(MAGIC)) != MAGIC:
            raise _foreign(file)
        source.seek(0)
        yield source


@contextmanager
def _written_whole(file: Path) -> Iterator[IO[bytes]]:
    draft = file.with_name(f"{file.name}.unfinished")
    _refuse_taken(file)
    try:
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        # Asked again: a copy may take minutes, and to rename writes over what has got the name meanwhile.
        _refuse_taken(file)
        draft.rename(file)
        _keep_name(file.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _not_written(file, error) from error
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _refuse_taken(file: Path) -> None:
    if file.exists():
        raise Refused(
            f"{file} is there already; nothing is written over it. Name another file.",
            f"Файл {file} уже есть, поверх него ничего не пишется. Назовите другой.",
        )


def _not_written(file: Path, error: OSError) -> Refused:
    if error.errno in NO_ROOM:
        return Refused(
            "There is no room left on the disk. No copy was made; earlier ones are as they were.",
            "На диске нет места. Копия не сделана, прежние остались как были.",
        )
    english, russian = of_system(error)
    return Refused(
        f"{file} cannot be written ({english}). No copy was made; earlier ones are as they were.",
        f"Файл {file} не записывается ({russian}). Копия не сделана, прежние остались как были.",
    )


def _keep_name(folder: Path) -> None:
    """Let the file's name outlive a power cut as its content does."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
