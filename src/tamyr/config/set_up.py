"""Make ``.venv`` and install the locked packages in it: ``python3 -m tamyr.config.set_up run`` (or ``dev``).

Runs under any Python from 3.11 on, before anything is installed. Each step leaves a stamp,
so a second start skips what is done, and an interrupted one is taken up where it stopped.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from tamyr.config.port import free_port_or_exit
from tamyr.config.terminal import said, step

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
LOCK_FOLDER = ROOT / "var"
PIP = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-qq")
INSTALL = (*PIP, "install", "--no-deps", "--no-compile")
# Wheels alone: a source package runs code of its own while it is installed.
CHECKED = ("--require-hashes", "--only-binary", ":all:", "--requirement")


@contextmanager
def only_one_at_a_time(folder: Path = LOCK_FOLDER) -> Iterator[None]:
    """Let one start prepare ``folder`` while another one waits; the system frees the lock of a killed one."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "set-up.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(
                said("Another start is setting up; waiting for it.", "Другой запуск готовит место; жду его."),
                flush=True,
            )
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def begin(*command: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, cwd=ROOT)


def run(*command: str) -> None:
    wait_for(begin(*command), command)


def wait_for(process: "subprocess.Popen[bytes]", command: tuple[str, ...]) -> None:
    if process.wait():
        words = " ".join(command[:6])
        sys.exit(
            said(
                f"The set-up stopped: “{words} …” ended with code {process.returncode}; its words stand "
                "above. Mend that and start again: what is done will not be done twice.",
                f"Подготовка остановилась: «{words} …» завершилась с кодом {process.returncode}; "
                "её слова выше. Исправьте и запустите снова: сделанное не повторится.",
            )
        )


def fingerprint(name: str) -> str:
    """Return what the installed packages depend on: the lock, the Python, the place."""
    lock = (ROOT / "requirements" / f"{name}.txt").read_bytes()
    return hashlib.sha256(lock + sys.version.encode() + str(ROOT).encode()).hexdigest()


def is_installed(name: str) -> bool:
    stamp = ENVIRONMENT / f"installed-{name}"
    return stamp.exists() and stamp.read_text() == fingerprint(name)


def make_environment() -> None:
    step(1, "Making an isolated environment in .venv", "Создаю отдельное окружение в .venv")
    if importlib.util.find_spec("ensurepip") is None:
        run(str(ROOT / "bin" / "system-packages"), f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    # Cleared: an interrupted start may have left half a package.
    run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT))
    if sys.version_info < (3, 12):
        # A newer Python puts none there: nothing that is installed asks for it, and no lock holds its version.
        run(*PIP, "uninstall", "--yes", "setuptools")
    take_locked_pip()


def take_locked_pip() -> None:
    """Let the locked pip install the rest: the one that came with Python may take twice as long."""
    lock = (ROOT / "requirements" / "run.txt").read_text()
    with NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(re.findall(r"^pip==.*(?:\n +.*)*\n", lock, re.MULTILINE)[0])
        file.flush()
        run(*INSTALL, *CHECKED, file.name)


def install(names: list[str]) -> None:
    locks = {name: ROOT / "requirements" / f"{name}.txt" for name in names}
    count = sum(lock.read_text().count("==") for lock in locks.values())
    step(
        2,
        f"Installing {count} packages, each checked by its hash",
        f"Устанавливаю пакеты ({count}), сверяя каждый",
    )
    commands = {name: (*INSTALL, *CHECKED, str(lock)) for name, lock in locks.items()}
    # At once: no package stands in two locks.
    begun = {name: begin(*command) for name, command in commands.items()}
    try:
        if "run" in names:
            wait_for(begun["run"], commands["run"])
            run(*INSTALL, "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    finally:
        # Nothing writes here any longer once the next start may.
        for process in begun.values():
            process.wait()
    for name, process in begun.items():
        wait_for(process, commands[name])


def compile_bytecode() -> None:
    # Python writes none where PYTHONDONTWRITEBYTECODE is set: imports are then several times slower.
    # Developers' commands unset it, and need a part of what is installed: Python compiles that as it goes.
    step(3, "Compiling them for quick starts", "Компилирую их для быстрых запусков")
    run(*compiling(ROOT / "src"))
    for folder in ENVIRONMENT.glob("lib/python3*/site-packages"):
        # A package may carry a file for another Python, as olefile does: nothing imports it, and it stops nobody.
        begin(*compiling(folder)).wait()


def compiling(folder: Path) -> tuple[str, ...]:
    # No process of a site loads tests or pip: their bytecode would be a third of all.
    left_out = rf"^{re.escape(str(folder))}/(pip/|(.*/)?tests[/.])"
    return (str(PYTHON), "-m", "compileall", "-qq", "-j", "0", "-x", left_out, str(folder))


def set_up(names: list[str]) -> None:
    if "run" in names:
        make_environment()
    install(names)
    if names == ["run"]:
        compile_bytecode()
    # Last of all: whatever stops before it is done again.
    for name in names:
        (ENVIRONMENT / f"installed-{name}").write_text(fingerprint(name))


def main() -> None:
    if sys.argv[1:] not in (["run"], ["dev"]):
        given = " ".join(sys.argv[1:])
        sys.exit(
            said(
                f"Set up for what? Say “run” or “dev” and nothing else{f', not “{given}”' if given else ''}.",
                f"Для чего готовить? Укажите только «run» или «dev»{f', а не «{given}»' if given else ''}.",
            )
        )
    try:
        prepare_for(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(said("The set-up was stopped.", "Подготовка остановлена."))


def prepare_for(purpose: str) -> None:
    if purpose == "run":
        free_port_or_exit(os.environ)
    with only_one_at_a_time():
        wanted = ("run", "dev") if purpose == "dev" else ("run",)
        missing = [name for name in wanted if not is_installed(name)]
        if "run" in missing:
            # Its environment is made anew, without what developers had in it.
            set_up(list(wanted))
        elif missing:
            set_up(missing)


if __name__ == "__main__":
    main()
