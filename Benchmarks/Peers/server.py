"""A server that runs while it is needed, in a folder of its own, and leaves nothing behind."""

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

# The longest path that the address of a unix socket holds.
SOCKET_PATH_LIMIT = 107

PR_SET_PDEATHSIG = 1

# The signals that end this program besides Ctrl-C.
ENDINGS = (signal.SIGTERM, signal.SIGHUP)


class ServerFailed(Exception):
    """A server did not start, or did not stop; the text says why and where its output is."""


def stop_when_told() -> None:
    """Makes SIGTERM and SIGHUP end the program as Ctrl-C does, so that servers are stopped."""

    def leave(number: int, _: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in ENDINGS:
        signal.signal(number, leave)


class Server:
    """A server process, and the folder with its data and sockets.

    Servers that refuse to run as root run as `nobody`. They are in a session of their own, so that Ctrl-C reaches only
    this program, which then stops them; the kernel stops them should this program be killed.
    """

    def __init__(self, scratch: Path, name: str, *, refuses_root: bool, stop: signal.Signals = signal.SIGTERM) -> None:
        self.name = name
        self._stop = stop
        self._user = "nobody" if refuses_root and os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        self._target: int | None = None
        self.root = scratch / "root"
        library = self.root / "usr" / "lib" / f"{os.uname().machine}-linux-gnu"
        self.environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(library)}
        running = scratch / "running"
        running.mkdir(exist_ok=True)
        running.chmod(0o755)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=running))
        if self._user:
            self.give(self.folder)
            self._check_that_others_can_enter()
        self.log = self.folder / "log"

    def _check_that_others_can_enter(self) -> None:
        for parent in self.folder.parents:
            if parent.stat().st_mode & 0o001 == 0:
                raise ServerFailed(
                    f"{self.name} does not run as root, and others cannot enter {parent}: "
                    "name another scratch folder with ANNALS_PEERS"
                )

    def give(self, path: Path) -> None:
        """Makes the user that the server runs as the owner of a file or folder."""
        if self._user:
            entry = pwd.getpwnam(self._user)
            os.chown(path, entry.pw_uid, entry.pw_gid)

    def socket(self, name: str) -> str:
        """The path of a unix socket in the folder."""
        path = str(self.folder / name)
        if len(os.fsencode(path)) > SOCKET_PATH_LIMIT:
            raise ServerFailed(
                f"{path} is too long for a unix socket: name a scratch folder with a shorter path with ANNALS_PEERS"
            )
        return path

    def _launch(self, command: list[str], stdin: bytes | None) -> subprocess.Popen[bytes]:
        def end_with_parent() -> None:
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(self._stop))

        identity: dict[str, Any] = {}
        if self._user:
            identity = {"user": self._user, "group": pwd.getpwnam(self._user).pw_gid, "extra_groups": []}
        with open(self.log, "ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=self.environment,
                start_new_session=True,
                preexec_fn=end_with_parent,
                **identity,
            )

    def run(self, command: list[str], stdin: bytes | None = None) -> None:
        """Runs a program to its end that prepares the folder."""
        process = self._launch(command, stdin)
        self._process = process
        process.communicate(stdin)
        self._process = None
        if process.returncode != 0:
            raise ServerFailed(f"{command[0]} failed:\n{self._last_words()}")

    def start(self, command: list[str], is_ready: Callable[[], bool], seconds: float = 60) -> None:
        """Starts the server, and waits until it is ready."""
        self._process = self._launch(command, None)
        deadline = time.monotonic() + seconds
        while not is_ready():
            if self._process.poll() is not None:
                raise ServerFailed(f"{self.name} ended with {self._process.returncode}:\n{self._last_words()}")
            if time.monotonic() > deadline:
                raise ServerFailed(f"{self.name} was not ready after {seconds} seconds:\n{self._last_words()}")
            time.sleep(0.05)
        # Under strace the server is its child, and strace ends when that does.
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        self._target = int(children[0]) if Path(command[0]).name == "strace" and children else self._process.pid

    def stop(self) -> None:
        """Stops the server if it runs."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        target = self._target or process.pid
        for number, patience in ((self._stop, 60), (signal.SIGKILL, 10)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(target, number)
            try:
                process.wait(patience)
                return
            except subprocess.TimeoutExpired:
                continue
        raise ServerFailed(f"{self.name} (process {process.pid}) could not be stopped")

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        # A second Ctrl-C must not leave the server half stopped.
        handlers = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, *ENDINGS)}
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
            for number, handler in handlers.items():
                signal.signal(number, handler)
