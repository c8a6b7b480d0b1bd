"""MariaDB's own client library, called straight, so that no Python object is made per row while the clock runs."""

import ctypes
import time
from ctypes import POINTER, byref, c_char, c_char_p, c_int, c_uint, c_ulong, c_ulonglong, c_void_p
from pathlib import Path

SET_CHARSET_NAME = 7
TYPE_STRING = 254
NO_DATA = 100

# The longest value that is read; longer ones are refused rather than cut.
LONGEST = 2000


class MariaDBError(Exception):
    """What the server or the library complained about."""


class Bind(ctypes.Structure):
    """`MYSQL_BIND` of `mariadb_stmt.h`."""

    _fields_ = [
        ("length", POINTER(c_ulong)),
        ("is_null", POINTER(c_char)),
        ("buffer", c_void_p),
        ("error", POINTER(c_char)),
        ("row_ptr", c_void_p),
        ("store_param_func", c_void_p),
        ("fetch_result", c_void_p),
        ("skip_result", c_void_p),
        ("buffer_length", c_ulong),
        ("offset", c_ulong),
        ("length_value", c_ulong),
        ("flags", c_uint),
        ("pack_length", c_uint),
        ("buffer_type", c_int),
        ("error_value", c_char),
        ("is_unsigned", c_char),
        ("long_data_used", c_char),
        ("is_null_value", c_char),
        ("extension", c_void_p),
    ]


class Connection:
    """A connection over a unix socket."""

    def __init__(self, library: Path, socket: str) -> None:
        self.library = lib = ctypes.CDLL(str(library))
        for name, result, arguments in (
            ("mysql_init", c_void_p, [c_void_p]),
            ("mysql_options", c_int, [c_void_p, c_int, c_char_p]),
            (
                "mysql_real_connect",
                c_void_p,
                [c_void_p, c_char_p, c_char_p, c_char_p, c_char_p, c_uint, c_char_p, c_ulong],
            ),
            ("mysql_error", c_char_p, [c_void_p]),
            ("mysql_close", None, [c_void_p]),
            ("mysql_real_query", c_int, [c_void_p, c_char_p, c_ulong]),
            ("mysql_store_result", c_void_p, [c_void_p]),
            ("mysql_field_count", c_uint, [c_void_p]),
            ("mysql_num_fields", c_uint, [c_void_p]),
            ("mysql_fetch_row", POINTER(c_char_p), [c_void_p]),
            ("mysql_free_result", None, [c_void_p]),
            ("mysql_stmt_init", c_void_p, [c_void_p]),
            ("mysql_stmt_prepare", c_int, [c_void_p, c_char_p, c_ulong]),
            ("mysql_stmt_bind_param", c_char, [c_void_p, POINTER(Bind)]),
            ("mysql_stmt_bind_result", c_char, [c_void_p, POINTER(Bind)]),
            ("mysql_stmt_execute", c_int, [c_void_p]),
            ("mysql_stmt_store_result", c_int, [c_void_p]),
            ("mysql_stmt_fetch", c_int, [c_void_p]),
            ("mysql_stmt_num_rows", c_ulonglong, [c_void_p]),
            ("mysql_stmt_free_result", c_char, [c_void_p]),
            ("mysql_stmt_param_count", c_ulong, [c_void_p]),
            ("mysql_stmt_field_count", c_uint, [c_void_p]),
            ("mysql_stmt_error", c_char_p, [c_void_p]),
            ("mysql_stmt_close", c_char, [c_void_p]),
        ):
            function = getattr(lib, name)
            function.restype, function.argtypes = result, arguments
        self.handle = lib.mysql_init(None)
        lib.mysql_options(self.handle, SET_CHARSET_NAME, b"utf8mb4")
        if not lib.mysql_real_connect(self.handle, None, b"root", None, None, 0, socket.encode(), 0):
            message = self._message()
            self.close()
            raise MariaDBError(message)

    def _message(self) -> str:
        return str(self.library.mysql_error(self.handle), errors="replace")

    def execute(self, sql: str) -> list[list[str | None]]:
        """Runs one statement without arguments; its rows as text."""
        lib, text = self.library, sql.encode()
        if lib.mysql_real_query(self.handle, text, len(text)) != 0:
            raise MariaDBError(self._message())
        result = lib.mysql_store_result(self.handle)
        if not result:
            if lib.mysql_field_count(self.handle):
                raise MariaDBError(self._message())
            return []
        rows = []
        fields = range(lib.mysql_num_fields(result))
        while row := lib.mysql_fetch_row(result):
            values = (row[field] for field in fields)
            rows.append([None if value is None else value.decode() for value in values])
        lib.mysql_free_result(result)
        return rows

    def prepare(self, sql: str) -> "Statement":
        """Prepares a statement on the server."""
        return Statement(self, sql)

    def close(self) -> None:
        """Closes the connection."""
        if self.handle is not None:
            self.library.mysql_close(self.handle)
            self.handle = None


class Statement:
    """A prepared query whose arguments and columns are all bound as text."""

    def __init__(self, connection: Connection, sql: str) -> None:
        self._lib = lib = connection.library
        self._statement = lib.mysql_stmt_init(connection.handle)
        text = sql.encode()
        self._expect(lib.mysql_stmt_prepare(self._statement, text, len(text)) == 0)
        self._parameters = (Bind * lib.mysql_stmt_param_count(self._statement))()
        count = lib.mysql_stmt_field_count(self._statement)
        self._columns = (Bind * count)()
        self._lengths = (c_ulong * count)()
        self._nulls = (c_char * count)()
        self._buffers = [ctypes.create_string_buffer(LONGEST) for _ in range(count)]
        for index, bind in enumerate(self._columns):
            bind.buffer_type = TYPE_STRING
            bind.buffer = ctypes.addressof(self._buffers[index])
            bind.buffer_length = LONGEST
            bind.length = ctypes.cast(byref(self._lengths, index * ctypes.sizeof(c_ulong)), POINTER(c_ulong))
            bind.is_null = ctypes.cast(byref(self._nulls, index), POINTER(c_char))

    def _expect(self, succeeded: bool) -> None:
        if not succeeded:
            raise MariaDBError(self._lib.mysql_stmt_error(self._statement).decode(errors="replace"))

    def ask(self, arguments: list[str]) -> int:
        """Runs the query: the nanoseconds until all of its rows are in this process's memory."""
        lib, statement = self._lib, self._statement
        values = [ctypes.create_string_buffer(argument.encode()) for argument in arguments]
        for bind, value in zip(self._parameters, values, strict=True):
            bind.buffer_type = TYPE_STRING
            bind.buffer = ctypes.addressof(value)
            bind.buffer_length = len(value) - 1
            bind.length_value = len(value) - 1
        if values:
            self._expect(lib.mysql_stmt_bind_param(statement, self._parameters) == b"\0")
        execute, store = lib.mysql_stmt_execute, lib.mysql_stmt_store_result
        start = time.perf_counter_ns()
        executed = execute(statement)
        stored = store(statement)
        taken = time.perf_counter_ns() - start
        self._expect(executed == 0 and stored == 0)
        return taken

    def rows(self) -> list[list[str | None]]:
        """The rows of the last answer as text; frees it."""
        lib, statement = self._lib, self._statement
        self._expect(lib.mysql_stmt_bind_result(statement, self._columns) == b"\0")
        rows = []
        while (status := lib.mysql_stmt_fetch(statement)) == 0:
            rows.append(
                [
                    None if self._nulls[index] != b"\0" else buffer.raw[: self._lengths[index]].decode()
                    for index, buffer in enumerate(self._buffers)
                ]
            )
        self._expect(status == NO_DATA)
        self.free()
        return rows

    def free(self) -> None:
        """Frees the last answer."""
        self._lib.mysql_stmt_free_result(self._statement)

    def close(self) -> None:
        """Frees the statement."""
        self._lib.mysql_stmt_close(self._statement)


def quoted(value: str) -> str:
    """A text literal."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
