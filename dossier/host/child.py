"""A host's own process, which may fail, hang or crash without harm."""

import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import Final

from dossier.errors import MachineError

SECONDS: Final = 900
"""So long a host may take: founding dossiers take ten, and what hangs takes for ever."""


def finished(
    name: str,
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> subprocess.CompletedProcess[str]:
    """A host's process when it has ended, well or not, with what it said.

    Raises:
        MachineError: it took longer than `seconds`, and was stopped, or a signal ended it.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, and a host that was chosen
            command, env=environment, capture_output=True, text=True, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        raise MachineError(f"{name} was stopped: it had not finished in {seconds:g} s") from None
    if done.returncode < 0:
        raise MachineError(f"{name} was ended by {signal.Signals(-done.returncode).name}")
    return done
