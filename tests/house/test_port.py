"""A site that begins takes its port, so that no second one begins beside it."""

import socket
from contextlib import closing

import pytest

from tamyr.config.port import HOST, PortError, hold

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts([HOST])]


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind((HOST, 0))
        port: int = door.getsockname()[1]
        return port


def test_a_port_that_is_held_is_taken_for_a_second_start() -> None:
    port = free_port()
    with hold(port), pytest.raises(PortError, match=f"PORT {port} is taken by another program"):
        hold(port)
    hold(port).close()


def test_the_workers_of_who_holds_it_open_it() -> None:
    with hold(free_port()) as door, socket.socket() as worker:
        worker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        worker.bind(door.getsockname())
        worker.listen()
        with socket.create_connection(door.getsockname()) as caller:
            heard, address = worker.accept()
            heard.close()
            assert address == caller.getsockname()
