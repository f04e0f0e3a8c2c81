"""What a child process does for one file, done where the test is: to begin a process takes longer than most files do."""

from collections.abc import Callable, Iterator

import pytest

from tamyr.shared import apart

BEGIN_A_CHILD = apart.child


@pytest.fixture(autouse=True, scope="session")
def files_are_read_here() -> Iterator[None]:
    """What goes there and back is pickled as ever; only the limits of a process of its own are not there."""

    def here(asked: bytes) -> bytes:
        try:
            return apart.answer(asked)
        except MemoryError:
            raise apart.TooCostly from None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "child", here)
        yield


@pytest.fixture
def in_a_child(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], bytes]:
    """Let files be read as on a site, in processes of their own."""
    monkeypatch.setattr(apart, "child", BEGIN_A_CHILD)
    return BEGIN_A_CHILD
