#!/usr/bin/env python3
"""PostgreSQL 15: appends events, and answers from a covering b-tree and from GiST over ranges.

usage: peer_postgresql.py DATA SCRATCH RESULTS
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import libpq
import workload
from libpq import Connection, PostgreSQLError, copied
from server import Server, stop_when_told
from workload import FUTURE, PAST, Question, Report, Tenure

SETTINGS = {
    # Durability, as Annals has it.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # What favours the server: memory for everything, no checkpoint amid a measure, no compiling of short queries.
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "random_page_cost": "1.1",
    "jit": "off",
    "autovacuum": "off",
    "listen_addresses": "",
    "max_connections": "10",
    "client_min_messages": "warning",
}

# Asked this often, after once to warm up.
REPETITIONS = 5

# What the names of measures end with, by what is believed.
SUFFIXES = {"today": "", "before corrections": "-known", "corrected": "-corrected"}

COLUMNS = "organization, person, position, start_earliest, start_latest, end_earliest, end_latest, dated_from, dated_to"
FIELDS = """
    organization text NOT NULL, person text NOT NULL, position text NOT NULL,
    start_earliest date NOT NULL, start_latest date NOT NULL, end_earliest date NOT NULL, end_latest date NOT NULL,
    dated_from date NOT NULL, dated_to date NOT NULL"""

CERTAINTY = """CASE WHEN start_latest <= $2 AND end_earliest > $2 THEN 'certain'
    WHEN dated_from <= $2 AND dated_to > $2 THEN 'possible' ELSE 'undated' END"""
BEFORE = f"CASE WHEN start_earliest <= $2 AND end_latest > $2 THEN {CERTAINTY} END"
AFTER = BEFORE.replace("$2", "$3")
LINE = f"person, position, {CERTAINTY}, start_earliest, start_latest, end_earliest, end_latest"

# The days on which people are certain (or more than undated) as disjoint ranges, each +1 at its start and -1 at its
# end; then the sums of these at the ends of the months.
HEADCOUNT = """
WITH runs AS (
    SELECT 0 AS kind, unnest(range_agg(daterange(start_latest, end_earliest))) AS days
    FROM {table} WHERE organization = $1 AND start_latest < end_earliest GROUP BY person
    UNION ALL
    SELECT 1, unnest(range_agg(daterange(dated_from, dated_to)))
    FROM {table} WHERE organization = $1 AND dated_from < dated_to GROUP BY person
), turns AS (
    SELECT lower(days) AS day, (kind = 0)::int AS certain, (kind = 1)::int AS possible FROM runs
    UNION ALL
    SELECT coalesce(upper(days), 'infinity'), -(kind = 0)::int, -(kind = 1)::int FROM runs
    UNION ALL
    SELECT least((month + interval '1 month' - interval '1 day')::date, $3), NULL, NULL
    FROM generate_series(date_trunc('month', $2::date::timestamp), $3::date::timestamp, interval '1 month') AS month
), sums AS (
    SELECT day, certain IS NULL AS is_month,
        sum(certain) OVER (ORDER BY day) AS certain, sum(possible) OVER (ORDER BY day) AS possible
    FROM turns
)
SELECT day, certain::bigint, possible::bigint FROM sums WHERE is_month ORDER BY day"""


# A tenure that holds on either day has started by the later one, and was not over by the earlier one.
DIFFERENCE = f"""
SELECT * FROM (
    SELECT person, position, {BEFORE} AS before, {AFTER} AS after
    FROM {{table}} WHERE organization = $1 AND {{overlaps}}
) AS both_days WHERE before IS DISTINCT FROM after"""


class Layout:
    """One way to lay the tenures out, and how to ask it. `known` is a second table whose rows say when they were held
    for true, in numbers of revisions: PostgreSQL has no system-versioned tables, so that is done by hand."""

    def __init__(self, peer: str, setup: str, org: str, overlaps: str, known_setup: str, known: str) -> None:
        self.peer, self.setup, self.org, self.overlaps = peer, setup, org, overlaps
        self.known_setup, self.known = known_setup, known


BTREE = Layout(
    "postgresql-btree",
    setup=f"""
        CREATE TABLE tenures ({FIELDS});
        -- rows
        CREATE INDEX ON tenures (organization, start_earliest, end_latest)
            INCLUDE (start_latest, end_earliest, dated_from, dated_to, person, position)""",
    org=f"SELECT {LINE} FROM tenures WHERE organization = $1 AND start_earliest <= $2 AND end_latest > $2",
    overlaps="start_earliest <= $3 AND end_latest > $2",
    known_setup=f"""
        CREATE TABLE known ({FIELDS}, known_from int NOT NULL DEFAULT 1, known_to int NOT NULL DEFAULT 2147483647);
        -- rows
        CREATE INDEX ON known (organization, start_earliest, end_latest)
            INCLUDE (known_from, known_to, start_latest, end_earliest, dated_from, dated_to, person, position)""",
    known=f"""SELECT {LINE} FROM known WHERE organization = $1 AND start_earliest <= $2 AND end_latest > $2
        AND known_from <= $3 AND known_to > $3""",
)

GIST = Layout(
    "postgresql-gist",
    setup=f"""
        CREATE EXTENSION IF NOT EXISTS btree_gist;
        CREATE TABLE tenures ({FIELDS},
            days daterange GENERATED ALWAYS AS (daterange(start_earliest, end_latest)) STORED);
        -- rows
        CREATE INDEX ON tenures USING gist (organization, days);
        CREATE INDEX ON tenures (organization)""",
    org=f"SELECT {LINE} FROM tenures WHERE organization = $1 AND days @> $2::date",
    overlaps="days && daterange($2::date, $3::date, '[]')",
    known_setup=f"""
        CREATE TABLE known ({FIELDS}, known_from int NOT NULL DEFAULT 1, known_to int NOT NULL DEFAULT 2147483647,
            days daterange GENERATED ALWAYS AS (daterange(start_earliest, end_latest)) STORED,
            known int4range GENERATED ALWAYS AS (int4range(known_from, known_to)) STORED);
        -- rows
        CREATE INDEX ON known USING gist (organization, days, known)""",
    known=f"SELECT {LINE} FROM known WHERE organization = $1 AND days @> $2::date AND known @> $3::int",
)


def cells(one: Tenure) -> list[str]:
    days = ("-infinity" if day == PAST else "infinity" if day == FUTURE else day for day in one[3:])
    return [copied(value) for value in one[:3]] + list(days)


def lines(rows: Iterator[list[str]]) -> Iterator[bytes]:
    for row in rows:
        yield ("\t".join(row) + "\n").encode()


def ask(
    connection: Connection,
    report: Report,
    asked: list[Question],
    name: str,
    arguments: Callable[[Question], list[str]],
    read: Callable[[list[list[bytes]]], list[object]],
    belief: str = "today",
) -> None:
    """Asks questions of one kind once for their answers and then for their times."""
    times: dict[str, list[int]] = {}
    for question in asked:
        report.answer(question, read(connection.ask(name, arguments(question))[1].rows()), belief)
    for _ in range(REPETITIONS):
        for question in asked:
            taken, result = connection.ask(name, arguments(question))
            result.free()
            times.setdefault(question.measure, []).append(taken)
    for measure, all_taken in times.items():
        report.times(measure + SUFFIXES[belief], all_taken)


def chart(rows: list[list[bytes]]) -> list[object]:
    return [[row[0].decode(), row[1].decode(), row[2].decode()] for row in rows]


def query(connection: Connection, data: Path, results: Path, layout: Layout) -> None:
    report = Report(results, layout.peer, workload.count(data))
    asked = workload.questions(data)
    of_kind = {
        kind: [question for question in asked if question.kind == kind]
        for kind in ("org", "person", "headcount", "diff")
    }

    connection.execute("DROP TABLE IF EXISTS tenures, known")
    before, after = layout.setup.split("-- rows")
    connection.execute(before)
    connection.copy("tenures", COLUMNS, lines(cells(one) for one in workload.tenures(data)))
    connection.execute(after)
    connection.execute(
        """CREATE INDEX ON tenures (person)
        INCLUDE (organization, position, start_earliest, start_latest, end_earliest, end_latest)"""
    )
    connection.execute("VACUUM (ANALYZE, FREEZE) tenures")
    connection.execute("CHECKPOINT")

    connection.execute("DEALLOCATE ALL")
    connection.prepare("org", layout.org)
    connection.prepare(
        "person",
        """SELECT organization, position, start_earliest, start_latest, end_earliest, end_latest
        FROM tenures WHERE person = $1""",
    )
    connection.prepare("headcount", HEADCOUNT.format(table="tenures"))
    ask(connection, report, of_kind["org"], "org", lambda question: [question.subject, question.at], chart)
    ask(
        connection,
        report,
        of_kind["person"],
        "person",
        lambda question: [question.subject],
        lambda rows: [[row[0].decode(), row[1].decode()] + [libpq.day(day) for day in row[2:]] for row in rows],
    )
    ask(
        connection,
        report,
        of_kind["headcount"],
        "headcount",
        lambda question: [question.subject, question.at, question.until],
        lambda rows: [[libpq.day(row[0]), libpq.number(row[1]), libpq.number(row[2])] for row in rows],
    )
    connection.prepare("diff", DIFFERENCE.format(table="tenures", overlaps=layout.overlaps))
    ask(
        connection,
        report,
        of_kind["diff"],
        "diff",
        lambda question: [question.subject, question.at, question.until],
        lambda rows: [[None if value is None else value.decode() for value in row] for row in rows],
    )

    # Revision 1 knows the tenures as they are; revision 2 moved a tenth of them, and keeps what it replaced.
    before, after = layout.known_setup.split("-- rows")
    connection.execute(before)
    kept = (one for number, one in enumerate(workload.tenures(data)) if not workload.is_corrected(number))
    connection.copy("known", COLUMNS, lines(cells(one) for one in kept))
    moved = [one for number, one in enumerate(workload.tenures(data)) if workload.is_corrected(number)]
    connection.copy("known", COLUMNS + ", known_to", lines(cells(one) + ["2"] for one in moved))
    connection.copy("known", COLUMNS + ", known_from", lines(cells(one.shifted) + ["2"] for one in moved))
    connection.execute(after)
    connection.execute("VACUUM (ANALYZE, FREEZE) known")
    connection.prepare("known", layout.known)
    for belief, revision in (("before corrections", "1"), ("corrected", "2")):
        ask(
            connection,
            report,
            of_kind["org"],
            "known",
            lambda question, revision=revision: [question.subject, question.at, revision],
            chart,
            belief,
        )
    report.close()


def append(connection: Connection, data: Path, report: Report) -> None:
    """Appends events in batches of 1,000, each a COPY of its own and so a transaction of its own."""
    connection.execute("CREATE TABLE events (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body json NOT NULL)")
    copies = [
        [(copied(event) + "\n").encode() for event in batch]
        for batch in workload.batches(list(workload.events(data)), 1000)
    ]
    start = time.perf_counter()
    for batch in copies:
        connection.copy("events", "body", [b"".join(batch)])
    report.rate("append-batches", sum(map(len, copies)), time.perf_counter() - start)


def main(data: Path, scratch: Path, results: Path) -> None:
    stop_when_told()
    # SIGINT makes PostgreSQL end its sessions and stop.
    with Server(scratch, "postgresql", refuses_root=True, stop=signal.SIGINT) as server:
        programs = server.root / "usr" / "lib" / "postgresql" / "15" / "bin"
        server.socket(".s.PGSQL.5432")
        server.run(
            [
                str(programs / "initdb"), "--pgdata=data", "--username=bench", "--auth=trust", "--encoding=UTF8",
                "--no-locale", "--no-instructions",
            ]
        )  # fmt: skip
        library = Path(server.environment["LD_LIBRARY_PATH"]) / "libpq.so.5"
        os.environ["PGCLIENTENCODING"] = "UTF8"
        connections: list[Connection] = []

        def is_ready() -> bool:
            try:
                connections.append(Connection(library, f"host={server.folder} user=bench dbname=postgres"))
            except PostgreSQLError:
                return False
            return True

        settings = [f"--{name.replace('_', '-')}={value}" for name, value in SETTINGS.items()]
        server.start(
            [str(programs / "postgres"), "-D", "data", f"--unix-socket-directories={server.folder}", *settings],
            is_ready,
        )
        connection = connections[-1]
        appending = Report(results, "postgresql", workload.count(data))
        append(connection, data, appending)
        appending.close()
        for layout in (BTREE, GIST):
            query(connection, data, results, layout)
        connection.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())
