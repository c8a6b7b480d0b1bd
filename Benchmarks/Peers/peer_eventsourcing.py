#!/usr/bin/env python3
"""The Python library eventsourcing on SQLite: appends in batches of 1,000, and replays into a projection in memory.

usage: peer_eventsourcing.py DATA SCRATCH RESULTS

Two ways are measured: through an application's event store, which turns domain events into stored ones and back, as
the library is meant to be used; and through its recorder alone, which is given the bytes.
"""

import hashlib
import json
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import workload
from eventsourcing.application import Application
from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.sqlite import SQLiteFactory
from reference import charted
from server import stop_when_told
from tenure_projection import Event, TenureProjection
from workload import Report, Tenure

# SQLite's number for synchronous=FULL.
FULL = 2


@dataclass(frozen=True)
class Recorded:
    """A domain event of the application: an event of the workload, under the id that corrections name."""

    originator_id: str
    originator_version: int
    id: str
    body: dict[str, Any]


def identifier(event: Event) -> str:
    """The id that Annals gives to an event: the hash of its canonical form."""
    event = normalized(event)
    if "replacement" in event:
        event = event | {"replacement": normalized(event["replacement"])}
    return hashlib.sha256(canonical(event)).hexdigest()


def normalized(event: Event) -> Event:
    """An event with its sources as the canonical form has them."""
    if "sources" not in event:
        return event
    sources = [{"source": one} if isinstance(one, str) else one for one in event["sources"]]
    return event | {"sources": sorted(sources, key=canonical)}


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and without space."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def recorded(data: Path) -> list[Recorded]:
    """The events, each in the stream of its person, else of its organisation, else of its type."""
    versions: Counter[str] = Counter()
    found = []
    for line in workload.events(data):
        event = json.loads(line)
        stream = event.get("person") or event.get("organization") or event["type"]
        found.append(Recorded(stream, versions[stream], identifier(event), event))
        versions[stream] += 1
    return found


def opened(folder: Path, name: str) -> Application[Any]:
    """An application on a new database, whose commits are as durable as those of Annals."""
    application: Application[Any] = Application(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(folder / name),
            "ORIGINATOR_ID_TYPE": "text",
        }
    )
    assert isinstance(application.factory, SQLiteFactory)
    with application.factory.datastore.transaction(commit=False) as cursor:
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()[0]
        cursor.execute("PRAGMA journal_mode")
        journal = cursor.fetchone()[0]
    if synchronous != FULL or journal != "wal":
        raise SystemExit(f"eventsourcing: synchronous is {synchronous} and the journal {journal}, not FULL and wal")
    return application


def measure(
    report: Report,
    application: Application[Any],
    data: Path,
    prepared: list[Any],
    append: Callable[[list[Any]], object],
    read: Callable[[Notification], tuple[str, Event]],
) -> None:
    """Appends, replays, and answers from what the replay gave."""
    start = time.perf_counter()
    for batch in workload.batches(prepared, 1000):
        append(batch)
    report.rate("append-batches", len(prepared), time.perf_counter() - start)

    start = time.perf_counter()
    projection = TenureProjection()
    for notification in notifications(application):
        projection.apply(*read(notification))
    tenures = projection.tenures()
    report.rate("replay-process", len(prepared), time.perf_counter() - start)

    of_organization: dict[str, list[Tenure]] = defaultdict(list)
    for one in tenures:
        of_organization[one.organization].append(one)
    for question in workload.questions(data):
        if question.kind == "org":
            report.answer(question, charted(of_organization[question.subject], question.at))
    report.close()


def notifications(application: Application[Any]) -> Iterable[Notification]:
    """All events in the order in which they were recorded, read 1,000 at a time."""
    start = 1
    while batch := application.recorder.select_notifications(start=start, limit=1000):
        yield from batch
        start = batch[-1].id + 1


def main(data: Path, scratch: Path, results: Path) -> None:
    stop_when_told()
    events = recorded(data)
    (scratch / "running").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="eventsourcing-", dir=scratch / "running"))
    try:
        application = opened(folder, "store.db")

        def mapped(notification: Notification) -> tuple[str, Event]:
            event: Any = application.mapper.to_domain_event(notification)
            return event.id, event.body

        measure(
            Report(results, "eventsourcing", len(events)), application, data, events, application.events.put, mapped
        )
        application.close()

        application = opened(folder, "recorder.db")
        stored = [
            StoredEvent(
                originator_id=event.originator_id,
                originator_version=event.originator_version,
                topic=event.body["type"],
                state=canonical({"id": event.id, "body": event.body}),
            )
            for event in events
        ]

        def decoded(notification: Notification) -> tuple[str, Event]:
            event = json.loads(notification.state)
            return event["id"], event["body"]

        measure(
            Report(results, "eventsourcing-recorder", len(events)),
            application,
            data,
            stored,
            application.recorder.insert_events,
            decoded,
        )
        application.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())
