#!/usr/bin/env python3
"""UmaDB: appends events in batches of 1,000, and one by one from 32 writers in one process.

usage: peer_umadb.py DATA SCRATCH RESULTS

Each measure is taken twice: for its time, and under strace to count what reached the disk.
"""

import json
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import workload
from server import Server, ServerFailed, stop_when_told
from umadb import Client, Event
from workload import Report

WRITERS = 32

# Events that all writers append together, and those appended under strace, in batches of 1,000 and one by one.
SINGLE_EVENTS = 32_000
TRACED_EVENTS = 100_000
TRACED_SINGLE_EVENTS = 8_000

# What can force bytes to the disk.
SYNCS = ("fdatasync", "fsync", "msync", "sync_file_range", "sync", "syncfs")


def event(line: str) -> Event:
    """An event with its bytes as they are, and tags by which the events of a person or an organisation are found."""
    fields = json.loads(line)
    tags = [f"{name}:{fields[name]}" for name in ("person", "organization") if name in fields]
    return Event(event_type=fields["type"], data=line.encode(), tags=tags)


class UmaDB:
    """A server with an empty store, perhaps under strace."""

    def __init__(self, scratch: Path, *, traced: bool) -> None:
        self._server = Server(scratch, "umadb", refuses_root=False)
        self._program = str(scratch / "python" / "bin" / "umadb")
        self._trace = self._server.folder / "trace" if traced else None
        self.url = ""

    def __enter__(self) -> "UmaDB":
        try:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            self.url = f"http://127.0.0.1:{port}"

            def is_ready() -> bool:
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=1):
                        return True
                except OSError:
                    return False

            command = [self._program, "--listen", f"127.0.0.1:{port}", "--db-path", str(self._server.folder / "store")]
            if self._trace:
                calls = ",".join(SYNCS)
                # With -I 2 a signal to strace ends the server too, should this program be killed.
                options = ["-f", "--seccomp-bpf", "-qq", "-I", "2", "-e", f"trace={calls}", "-o", str(self._trace)]
                command = ["strace", *options, *command]
            self._server.start(command, is_ready)
        except BaseException:
            self._server.__exit__()
            raise
        return self

    def stop(self) -> int:
        """Stops the server; how often it forced bytes to the disk. Only then strace has written all that it saw."""
        self._server.stop()
        if self._trace is None:
            return 0
        lines = self._trace.read_text(errors="replace").splitlines()
        return sum(any(f"{name}(" in line for name in SYNCS) for line in lines)

    def __exit__(self, *_: object) -> None:
        self._server.__exit__()


def append_batches(url: str, events: list[Event]) -> float:
    """Appends in batches of 1,000, one after the other; the seconds that took."""
    prepared = list(workload.batches(events, 1000))
    with Client(url) as client:
        client.head()
        start = time.perf_counter()
        for batch in prepared:
            client.append(batch)
        seconds = time.perf_counter() - start
    return seconds


def append_singly(url: str, events: list[Event]) -> float:
    """Appends one event a batch from all writers, each with a connection of its own; the seconds that took."""
    ready = threading.Barrier(WRITERS + 1)
    failures: list[BaseException] = []

    def write(own: list[Event]) -> None:
        try:
            with Client(url) as client:
                client.head()
                ready.wait()
                for one in own:
                    client.append([one])
        except BaseException as failure:  # noqa: BLE001  # raised again below
            failures.append(failure)
            ready.abort()

    writers = [threading.Thread(target=write, args=(events[first::WRITERS],), daemon=True) for first in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        ready.wait()
    except threading.BrokenBarrierError:
        pass
    start = time.perf_counter()
    for writer in writers:
        writer.join()
    if failures:
        raise failures[0]
    return time.perf_counter() - start


def check(url: str, expected: int) -> None:
    """Makes sure that the store has the events that were appended."""
    with Client(url) as client:
        head = client.head() or 0
    if head != expected:
        raise ServerFailed(f"the store has {head} events, and {expected} were appended")


def compared(
    scratch: Path,
    report: Report,
    measure: str,
    append: Callable[[str, list[Event]], float],
    events: list[Event],
    traced: list[Event],
) -> None:
    """Takes a measure of all of some events, and counts what reached the disk for the first of them."""
    counted: dict[str, float] = {}
    if shutil.which("strace"):
        with UmaDB(scratch, traced=True) as store:
            at_rest = store.stop()
        with UmaDB(scratch, traced=True) as store:
            append(store.url, traced)
            check(store.url, len(traced))
            syncs = store.stop() - at_rest
            counted["events per fdatasync"] = round(len(traced) / max(1, syncs), 2)
    else:
        print("umadb: fdatasyncs are not counted, as there is no strace", file=sys.stderr)
    with UmaDB(scratch, traced=False) as store:
        seconds = append(store.url, events)
        check(store.url, len(events))
        report.rate(measure, len(events), seconds, counted)


def main(data: Path, scratch: Path, results: Path) -> None:
    stop_when_told()
    events = [event(line) for line in workload.events(data)]
    report = Report(results, "umadb", len(events))

    single, traced_single = events[:SINGLE_EVENTS], events[:TRACED_SINGLE_EVENTS]
    compared(scratch, report, "append-batches", append_batches, events, events[:TRACED_EVENTS])
    compared(scratch, report, "append-writers", append_singly, single, traced_single)
    report.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())
