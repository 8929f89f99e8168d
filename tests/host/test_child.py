"""A host that hangs or crashes is ended and named, and so the site stays as it was."""

import sys

import pytest

from dossier.errors import MachineError
from dossier.host.child import finished


def python(code: str, seconds: float = 60) -> tuple[int, str, str]:
    done = finished("the host", [sys.executable, "-c", code], seconds=seconds)
    return done.returncode, done.stdout, done.stderr


def test_what_a_host_says_and_how_it_ends_is_handed_on() -> None:
    code = "import sys; print('made'); print('warned', file=sys.stderr); sys.exit(3)"
    assert python(code) == (3, "made\n", "warned\n")


def test_a_host_that_hangs_is_stopped() -> None:
    with pytest.raises(MachineError, match=r"^the host was stopped: it had not finished in 1 s$"):
        python("import time; time.sleep(60)", seconds=1)


def test_a_host_that_crashes_is_named_with_the_signal() -> None:
    with pytest.raises(MachineError, match=r"^the host was ended by SIGSEGV$"):
        python("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
