#!/usr/bin/env python3
"""MariaDB 10.11: appends events, and answers from a system-versioned table with an application period.

usage: peer_mariadb.py DATA SCRATCH RESULTS
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import workload
from libmariadb import Connection, MariaDBError, Statement, quoted
from server import Server, stop_when_told
from workload import FUTURE, PAST, Question, Report, Tenure

SETTINGS = {
    # Durability, as Annals has it. There is no binary log, whose writes would come on top.
    "innodb-flush-log-at-trx-commit": "1",
    "innodb-doublewrite": "ON",
    # What favours the server: memory for everything, room in the log, no log of slow queries, no network.
    "innodb-buffer-pool-size": "1G",
    "innodb-log-file-size": "1G",
    "innodb-log-buffer-size": "64M",
    "max-allowed-packet": "64M",
    "performance-schema": "OFF",
    "character-set-server": "utf8mb4",
    "collation-server": "utf8mb4_bin",
    "default-time-zone": "+00:00",
}

# The scripts that make the server's own tables, in order.
SYSTEM_TABLES = ("mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql")

# Asked this often, after once to warm up.
REPETITIONS = 5

# What the names of measures end with, by what is believed.
SUFFIXES = {"today": "", "before corrections": "-known", "corrected": "-corrected"}

# Ids are ASCII, as Annals has them; so the index's keys stay under InnoDB's limit. The period's columns are the days
# on which somebody can hold the position; the row's are in the index, so that it covers a query of the past too.
TABLE = """
CREATE TABLE tenures (
    id INT NOT NULL PRIMARY KEY,
    organization VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    person VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position VARCHAR(400) NOT NULL,
    start_earliest DATE NOT NULL, start_latest DATE NOT NULL, end_earliest DATE NOT NULL, end_latest DATE NOT NULL,
    dated_from DATE NOT NULL, dated_to DATE NOT NULL,
    row_start TIMESTAMP(6) GENERATED ALWAYS AS ROW START,
    row_end TIMESTAMP(6) GENERATED ALWAYS AS ROW END,
    PERIOD FOR SYSTEM_TIME (row_start, row_end),
    PERIOD FOR held (start_earliest, end_latest),
    KEY (organization, start_earliest, end_latest, row_end, row_start, start_latest, end_earliest, dated_from,
        dated_to, person, position),
    KEY (person, row_end, organization, position, start_earliest, start_latest, end_earliest, end_latest)
) WITH SYSTEM VERSIONING"""

COLUMNS = (
    "id, organization, person, position, start_earliest, start_latest, end_earliest, end_latest, dated_from, dated_to"
)

CERTAINTY = """CASE WHEN start_latest <= day AND end_earliest > day THEN 'certain'
        WHEN dated_from <= day AND dated_to > day THEN 'possible' ELSE 'undated' END"""
BEFORE = f"CASE WHEN start_earliest <= day AND end_latest > day THEN {CERTAINTY} END"
AFTER = BEFORE.replace("day", "later")
LINE = f"""person, position, {CERTAINTY},
    start_earliest, start_latest, end_earliest, end_latest"""

ORG = f"""
SELECT {LINE} FROM (SELECT CAST(? AS DATE) AS day) AS asked, tenures {{when}}
WHERE organization = ? AND start_earliest <= day AND end_latest > day"""

# A tenure that holds on either day has started by the later one, and was not over by the earlier one.
DIFFERENCE = f"""
SELECT * FROM (
    SELECT person, position, {BEFORE} AS earlier, {AFTER} AS later_on
    FROM (SELECT CAST(? AS DATE) AS day, CAST(? AS DATE) AS later) AS asked, tenures
    WHERE organization = ? AND start_earliest <= later AND end_latest > day
) AS both_days WHERE NOT earlier <=> later_on"""

# As for PostgreSQL: disjoint runs of days by person, +1 and -1 at their ends, summed up to the ends of the months.
HEADCOUNT = """
WITH spans AS (
    SELECT 0 AS kind, person, start_latest AS first, end_earliest AS past
    FROM tenures WHERE organization = ? AND start_latest < end_earliest
    UNION ALL
    SELECT 1, person, dated_from, dated_to FROM tenures WHERE organization = ? AND dated_from < dated_to
), reached AS (
    SELECT kind, person, first, past, max(past) OVER (
        PARTITION BY kind, person ORDER BY first, past ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered
    FROM spans
), numbered AS (
    SELECT kind, person, first, past, sum(covered IS NULL OR covered < first) OVER (
        PARTITION BY kind, person ORDER BY first, past ROWS UNBOUNDED PRECEDING) AS run
    FROM reached
), runs AS (
    SELECT kind, min(first) AS first, max(past) AS past FROM numbered GROUP BY kind, person, run
), turns AS (
    SELECT first AS day, IF(kind = 0, 1, 0) AS certain, IF(kind = 1, 1, 0) AS possible, 0 AS is_month FROM runs
    UNION ALL
    SELECT past, IF(kind = 0, -1, 0), IF(kind = 1, -1, 0), 0 FROM runs
    UNION ALL
    SELECT least(last_day(CAST(? AS DATE) + INTERVAL seq MONTH), CAST(? AS DATE)), 0, 0, 1 FROM seq_0_to_{last}
), sums AS (
    SELECT day, is_month, sum(certain) OVER (ORDER BY day RANGE UNBOUNDED PRECEDING) AS certain,
        sum(possible) OVER (ORDER BY day RANGE UNBOUNDED PRECEDING) AS possible
    FROM turns
)
SELECT day, certain, possible FROM sums WHERE is_month ORDER BY day"""


def row(number: int, one: Tenure) -> str:
    return f"({number}, {', '.join(quoted(value) for value in one)})"


def ask(
    statement: Statement,
    report: Report,
    asked: list[Question],
    arguments: Callable[[Question], list[str]],
    read: Callable[[list[list[str | None]]], list[object]],
    belief: str = "today",
) -> None:
    """Asks questions of one kind once for their answers and then for their times."""
    times: dict[str, list[int]] = {}
    for question in asked:
        statement.ask(arguments(question))
        report.answer(question, read(statement.rows()), belief)
    for _ in range(REPETITIONS):
        for question in asked:
            taken = statement.ask(arguments(question))
            statement.free()
            times.setdefault(question.measure, []).append(taken)
    for measure, all_taken in times.items():
        report.times(measure + SUFFIXES[belief], all_taken)
    statement.close()


def chart(rows: list[list[str | None]]) -> list[object]:
    return [row[:3] for row in rows]


def history(rows: list[list[str | None]]) -> list[object]:
    return [row[:2] + [None if day in (PAST, FUTURE) else day for day in row[2:]] for row in rows]


def query(connection: Connection, data: Path, report: Report) -> None:
    asked = workload.questions(data)
    of_kind = {
        kind: [question for question in asked if question.kind == kind]
        for kind in ("org", "person", "headcount", "diff")
    }

    connection.execute(TABLE)
    held = [row(number, one) for number, one in enumerate(workload.tenures(data))]
    for batch in workload.batches(held, 1000):
        connection.execute(f"INSERT INTO tenures ({COLUMNS}) VALUES {', '.join(batch)}")
    connection.execute("ANALYZE TABLE tenures")

    by_day = lambda question: [question.at, question.subject]  # noqa: E731
    ask(connection.prepare(ORG.format(when="")), report, of_kind["org"], by_day, chart)
    ask(
        connection.prepare(
            """SELECT organization, position, start_earliest, start_latest, end_earliest, end_latest
            FROM tenures WHERE person = ?"""
        ),
        report,
        of_kind["person"],
        lambda question: [question.subject],
        history,
    )
    for question in of_kind["headcount"]:
        last = len(workload.months(question.at, question.until)) - 1
        ask(
            connection.prepare(HEADCOUNT.format(last=last)),
            report,
            [question],
            lambda question: [question.subject, question.subject, question.at[:8] + "01", question.until],
            lambda rows: [[row[0], int(row[1] or 0), int(row[2] or 0)] for row in rows],
        )
    ask(
        connection.prepare(DIFFERENCE),
        report,
        of_kind["diff"],
        lambda question: [question.at, question.until, question.subject],
        lambda rows: list(rows),
    )

    # A tenth of the tenures is corrected; the table keeps what it replaces, with the times.
    time.sleep(0.01)
    moment = connection.execute("SELECT now(6)")[0][0] or ""
    time.sleep(0.01)
    moved = [
        row(number, one.shifted) for number, one in enumerate(workload.tenures(data)) if workload.is_corrected(number)
    ]
    for batch in workload.batches(moved, 1000):
        connection.execute(
            f"INSERT INTO tenures ({COLUMNS}) VALUES {', '.join(batch)} ON DUPLICATE KEY UPDATE "
            + ", ".join(f"{name} = VALUES({name})" for name in COLUMNS.split(", ")[4:])
        )
    connection.execute("ANALYZE TABLE tenures")
    past = ORG.format(when="FOR SYSTEM_TIME AS OF CAST(? AS DATETIME(6))")
    ask(
        connection.prepare(past),
        report,
        of_kind["org"],
        lambda question: [question.at, moment, question.subject],
        chart,
        "before corrections",
    )
    ask(connection.prepare(ORG.format(when="")), report, of_kind["org"], by_day, chart, "corrected")


def append(connection: Connection, data: Path, report: Report) -> None:
    """Appends events in batches of 1,000, each one INSERT and so a transaction of its own."""
    connection.execute("CREATE TABLE events (seq BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, body JSON NOT NULL)")
    events = [f"({quoted(event)})" for event in workload.events(data)]
    inserts = [f"INSERT INTO events (body) VALUES {', '.join(batch)}" for batch in workload.batches(events, 1000)]
    start = time.perf_counter()
    for insert in inserts:
        connection.execute(insert)
    report.rate("append-batches", len(events), time.perf_counter() - start)


def main(data: Path, scratch: Path, results: Path) -> None:
    stop_when_told()
    with Server(scratch, "mariadb", refuses_root=True) as server:
        program = str(server.root / "usr" / "sbin" / "mariadbd")
        share = server.root / "usr" / "share" / "mysql"
        socket = server.socket("s")
        (server.folder / "data").mkdir()
        server.give(server.folder / "data")
        common = ["--no-defaults", f"--datadir={server.folder / 'data'}", f"--lc-messages-dir={share}"]
        tables = "".join((share / name).read_text(encoding="utf-8") for name in SYSTEM_TABLES)
        server.run(
            [program, *common, "--bootstrap", "--skip-log-bin", "--innodb-buffer-pool-size=64M"],
            f"CREATE DATABASE mysql;\nUSE mysql;\n{tables}".encode(),
        )
        library = Path(server.environment["LD_LIBRARY_PATH"]) / "libmariadb.so.3"
        connections: list[Connection] = []

        def is_ready() -> bool:
            try:
                connections.append(Connection(library, socket))
            except MariaDBError:
                return False
            return True

        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        server.start(
            [
                program, *common, f"--socket={socket}", f"--pid-file={server.folder / 'pid'}", "--skip-networking",
                "--skip-grant-tables", f"--plugin-dir={server.root / 'usr/lib/mysql/plugin'}", *settings,
            ],
            is_ready,
        )  # fmt: skip
        connection = connections[-1]
        connection.execute("CREATE DATABASE bench")
        connection.execute("USE bench")
        report = Report(results, "mariadb", workload.count(data))
        append(connection, data, report)
        query(connection, data, report)
        report.close()
        connection.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())
