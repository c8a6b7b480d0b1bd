"""PostgreSQL's own client library, called straight, so that no Python object is made per row while the clock runs."""

import ctypes
import time
from collections.abc import Iterable
from ctypes import POINTER, c_char, c_char_p, c_int, c_void_p
from datetime import date
from pathlib import Path
from typing import Any

CONNECTION_OK = 0
COMMAND_OK, TUPLES_OK, COPY_IN = 1, 2, 4

# Days from 1 January of the year 1 to 1 January 2000, from which PostgreSQL counts.
EPOCH = date(2000, 1, 1).toordinal()


class PostgreSQLError(Exception):
    """What the server or the library complained about."""


class Connection:
    """A connection over a unix socket."""

    def __init__(self, library: Path, conninfo: str) -> None:
        self._pq = pq = ctypes.CDLL(str(library))
        for name, result, arguments in (
            ("PQconnectdb", c_void_p, [c_char_p]),
            ("PQstatus", c_int, [c_void_p]),
            ("PQerrorMessage", c_char_p, [c_void_p]),
            ("PQfinish", None, [c_void_p]),
            ("PQexec", c_void_p, [c_void_p, c_char_p]),
            ("PQprepare", c_void_p, [c_void_p, c_char_p, c_char_p, c_int, c_void_p]),
            (
                "PQexecPrepared",
                c_void_p,
                [c_void_p, c_char_p, c_int, POINTER(c_char_p), c_void_p, c_void_p, c_int],
            ),
            ("PQresultStatus", c_int, [c_void_p]),
            ("PQclear", None, [c_void_p]),
            ("PQntuples", c_int, [c_void_p]),
            ("PQnfields", c_int, [c_void_p]),
            ("PQgetvalue", POINTER(c_char), [c_void_p, c_int, c_int]),
            ("PQgetlength", c_int, [c_void_p, c_int, c_int]),
            ("PQgetisnull", c_int, [c_void_p, c_int, c_int]),
            ("PQputCopyData", c_int, [c_void_p, c_char_p, c_int]),
            ("PQputCopyEnd", c_int, [c_void_p, c_char_p]),
            ("PQgetResult", c_void_p, [c_void_p]),
        ):
            function = getattr(pq, name)
            function.restype, function.argtypes = result, arguments
        self._connection = pq.PQconnectdb(conninfo.encode())
        if pq.PQstatus(self._connection) != CONNECTION_OK:
            message = self._message()
            self.close()
            raise PostgreSQLError(message)

    def _message(self) -> str:
        return str(self._pq.PQerrorMessage(self._connection), errors="replace").strip()

    def _expect(self, result: int | None, *statuses: int) -> int:
        status = self._pq.PQresultStatus(result)
        if result is None or status not in statuses:
            message = self._message()
            self._pq.PQclear(result)
            raise PostgreSQLError(message)
        return result

    def execute(self, sql: str) -> list[list[str]]:
        """Runs a statement without arguments; its rows as text."""
        result = self._expect(self._pq.PQexec(self._connection, sql.encode()), COMMAND_OK, TUPLES_OK)
        try:
            return [[value.decode() if value else "" for value in row] for row in self._rows(result)]
        finally:
            self._pq.PQclear(result)

    def prepare(self, name: str, sql: str) -> None:
        """Prepares a statement on the server."""
        none = self._pq.PQprepare(self._connection, name.encode(), sql.encode(), 0, None)
        self._pq.PQclear(self._expect(none, COMMAND_OK))

    def ask(self, name: str, arguments: list[str]) -> tuple[int, "Result"]:
        """Runs a prepared query: the nanoseconds until all of its rows are in this process's memory, and the rows."""
        values = (c_char_p * len(arguments))(*(argument.encode() for argument in arguments))
        run, connection, encoded, count = self._pq.PQexecPrepared, self._connection, name.encode(), len(arguments)
        start = time.perf_counter_ns()
        result = run(connection, encoded, count, values, None, None, 1)
        taken = time.perf_counter_ns() - start
        return taken, Result(self, self._expect(result, TUPLES_OK))

    def copy(self, table: str, columns: str, chunks: Iterable[bytes]) -> None:
        """Copies lines of COPY's text format into a table."""
        sql = f"COPY {table} ({columns}) FROM STDIN"
        self._pq.PQclear(self._expect(self._pq.PQexec(self._connection, sql.encode()), COPY_IN))
        for chunk in chunks:
            if self._pq.PQputCopyData(self._connection, chunk, len(chunk)) != 1:
                raise PostgreSQLError(self._message())
        if self._pq.PQputCopyEnd(self._connection, None) != 1:
            raise PostgreSQLError(self._message())
        self._pq.PQclear(self._expect(self._pq.PQgetResult(self._connection), COMMAND_OK))
        while (result := self._pq.PQgetResult(self._connection)) is not None:
            self._pq.PQclear(result)

    def _rows(self, result: int) -> list[list[bytes | None]]:
        pq = self._pq
        fields = range(pq.PQnfields(result))
        return [
            [
                None
                if pq.PQgetisnull(result, row, field)
                else ctypes.string_at(pq.PQgetvalue(result, row, field), pq.PQgetlength(result, row, field))
                for field in fields
            ]
            for row in range(pq.PQntuples(result))
        ]

    def close(self) -> None:
        """Closes the connection."""
        if self._connection is not None:
            self._pq.PQfinish(self._connection)
            self._connection = None


class Result:
    """The rows of an answer in PostgreSQL's binary format."""

    def __init__(self, connection: Connection, result: int) -> None:
        self._connection, self._result = connection, result

    def rows(self) -> list[list[Any]]:
        """The rows as bytes; frees the answer."""
        try:
            return self._connection._rows(self._result)
        finally:
            self.free()

    def free(self) -> None:
        """Frees the answer unread."""
        self._connection._pq.PQclear(self._result)


def day(value: bytes) -> str | None:
    """A date of the binary format in ISO form; None for an infinite one."""
    days = int.from_bytes(value, "big", signed=True)
    return None if abs(days) == 2**31 - 1 or days == -(2**31) else date.fromordinal(days + EPOCH).isoformat()


def number(value: bytes) -> int:
    """An integer of the binary format."""
    return int.from_bytes(value, "big", signed=True)


def copied(value: str) -> str:
    """A value as COPY's text format has it."""
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
