"""The port the site listens on: which one was asked for, and whether it is free."""

import errno
import socket
import sys
from collections.abc import Mapping

from tamyr.config.terminal import said

HOST = "127.0.0.1"
DEFAULT = 8000

NOT_ALLOWED = ("the system does not allow it", "система не разрешает")


class PortError(ValueError):
    """The port cannot be used; the text says why and what to do."""


def port_asked_for(environ: Mapping[str, str]) -> int:
    value = environ.get("PORT") or str(DEFAULT)
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise PortError(
            said(
                f"PORT is {value!r}. Allowed: a whole number from 1 to 65535. Example: PORT={DEFAULT}",
                f"PORT равен {value!r}. Допустимо: целое число от 1 до 65535. Пример: PORT={DEFAULT}",
            )
        )
    return int(value)


def hold(port: int) -> socket.socket:
    """Take a port for a server that begins now: whoever asks for it from here on finds it taken, a second start too.

    The server cannot say so itself: each of its workers opens the port beside the others, as a second site could.
    Raises ``PortError``.
    """
    door = socket.socket()
    # Without it the port would count as taken for a minute after a site has stopped.
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((HOST, port))
    except OSError as error:
        door.close()
        raise PortError(explain(port, error)) from None
    # It hears nobody; beside it may open the port only who shares it, as the workers do.
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    return door


def explain(port: int, error: OSError) -> str:
    other = port + 1 if 1024 <= port < 65535 else DEFAULT
    if error.errno == errno.EADDRINUSE:
        return said(
            f"PORT {port} is taken by another program. Stop it, or choose another: make run PORT={other}",
            f"PORT {port} занят другой программой. Остановите её или выберите другой: make run PORT={other}",
        )
    english, russian = NOT_ALLOWED if error.errno == errno.EACCES else (f"{error.errno}", f"{error.errno}")
    return said(
        f"PORT {port} cannot be opened ({english}). Choose from 1024 to 65535: make run PORT={other}",
        f"PORT {port} не открыть ({russian}). Выберите от 1024 до 65535: make run PORT={other}",
    )


def free_port_or_exit(environ: Mapping[str, str]) -> int:
    try:
        port = port_asked_for(environ)
        hold(port).close()
    except PortError as error:
        sys.exit(str(error))
    return port
