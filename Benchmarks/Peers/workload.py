"""The data folder that `bench data` writes, as the peers take it, and the questions' answers as they give them."""

import calendar
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

# Stand for a side without a bound: earlier and later than any date of the workload.
PAST = "0001-01-01"
FUTURE = "9999-12-31"

# The organisation of a known size that is asked about as "the largest"; any other is a typical one.
LARGEST = "org-even"

# The person with twenty tenures, whose history is measured; the others' are asked about as well.
PERSON = "person-twenty"


class Tenure(NamedTuple):
    """One line of `tenures.csv`, every bound a day: nobody holds the position before `start_earliest`, somebody who
    does so surely does from `start_latest` on and up to (not on) `end_earliest`, nobody from `end_latest` on.

    `dated_from` and `dated_to` enclose the days on which it is more than undated.
    """

    organization: str
    person: str
    position: str
    start_earliest: str
    start_latest: str
    end_earliest: str
    end_latest: str
    dated_from: str
    dated_to: str

    @property
    def shifted(self) -> "Tenure":
        """The same a month later: what a correction says."""
        return tenure(
            self.organization,
            self.person,
            self.position,
            later(self.start_earliest),
            later(self.start_latest),
            later(self.end_earliest),
            later(self.end_latest),
            is_open=self.end_latest == FUTURE and self.end_earliest == FUTURE,
        )


def later(day: str) -> str:
    """The day a month after, the 28th at most; a missing bound stays one."""
    if day in (PAST, FUTURE):
        return day
    year, month, of_month = int(day[:4]), int(day[5:7]), min(int(day[8:]), 28)
    return f"{year + month // 12:04}-{month % 12 + 1:02}-{of_month:02}"


def tenure(
    organization: str,
    person: str,
    position: str,
    start_earliest: str,
    start_latest: str,
    end_earliest: str,
    end_latest: str,
    is_open: bool,
) -> Tenure:
    """A tenure of bounds as they are in the file (empty for none) or as they are here."""
    start_earliest = start_earliest or PAST
    start_latest = start_latest or FUTURE
    end_earliest = FUTURE if is_open else end_earliest or PAST
    end_latest = FUTURE if is_open else end_latest or FUTURE
    dated_from, dated_to = start_earliest, end_latest
    # "By a day" is a date of a start; only where neither bound is there it has none. A doubt of the other side, if that
    # has a date, still leaves it possible.
    if start_earliest == PAST and start_latest == FUTURE:
        dated_from = FUTURE if end_latest == FUTURE else end_earliest
    if end_latest == FUTURE and not is_open:
        dated_to = max(end_earliest, start_latest)
    return Tenure(
        organization, person, position, start_earliest, start_latest, end_earliest, end_latest, dated_from, dated_to
    )


def tenures(folder: Path) -> Iterator[Tenure]:
    """The lines of `tenures.csv`."""
    with open(folder / "tenures.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield tenure(
                row["organization"],
                row["person"],
                row["position"],
                row["start_earliest"],
                row["start_latest"],
                row["end_earliest"],
                row["end_latest"],
                is_open=row["open"].strip().lower() in ("1", "true", "yes", "open"),
            )


def is_corrected(number: int) -> bool:
    """Whether the tenure in line `number` of the file (from 0) is one of the tenth that a later correction moves."""
    return number % 10 == 0


def certainty(of: Tenure, day: str) -> str | None:
    """How surely somebody holds a position at the end of a day: `certain`, `possible`, `undated` or not at all.

    The servers' SQL says the same once more; that their answers agree with these is what is checked.
    """
    if not of.start_earliest <= day < of.end_latest:
        return None
    if of.start_latest <= day < of.end_earliest:
        return "certain"
    return "possible" if of.dated_from <= day < of.dated_to else "undated"


class Question(NamedTuple):
    """One line of `questions.jsonl`: who is at an organisation on a day, what a person held, how many there were at the
    ends of the months between two days, or whose certainty is another on a later day."""

    kind: str
    subject: str
    at: str = ""
    until: str = ""

    @property
    def measure(self) -> str:
        """The name under which its times are collected."""
        match self.kind:
            case "org":
                return "org-largest" if self.subject == LARGEST else "org-typical"
            case "person":
                return "person-history" if self.subject == PERSON else "person-history-others"
            case "headcount":
                return "headcount-series"
            case _:
                return "chart-diff"


def questions(folder: Path) -> list[Question]:
    """The questions of the kinds that peers are asked; further kinds are left out."""
    found = []
    with open(folder / "questions.jsonl", encoding="utf-8") as file:
        for line in file:
            asked = json.loads(line)
            kind = asked["kind"]
            if kind == "org":
                found.append(Question(kind, asked["organization"], asked["at"]))
            elif kind == "person":
                found.append(Question(kind, asked["person"]))
            elif kind == "headcount" and asked.get("by", "month") == "month":
                found.append(Question(kind, asked["organization"], asked["from"], asked["through"]))
            elif kind == "diff":
                found.append(Question(kind, asked["organization"], asked["from"], asked["to"]))
    return found


def months(first: str, last: str) -> list[str]:
    """The days on which a headcount counts: the ends of the months of two days and those between, up to the last."""
    numbers = range(int(first[:4]) * 12 + int(first[5:7]) - 1, int(last[:4]) * 12 + int(last[5:7]))
    ends = ((year, month + 1) for year, month in (divmod(number, 12) for number in numbers))
    return [min(last, f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}") for year, month in ends]


def events(folder: Path) -> Iterator[str]:
    """The lines of `events.jsonl`, without their ends."""
    with open(folder / "events.jsonl", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def count(folder: Path) -> int:
    """How many events there are."""
    return sum(1 for _ in events(folder))


def batches(items: list[Any], size: int) -> Iterator[list[Any]]:
    """The items in runs of `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


class Report:
    """What one peer says: `PEER.answers.jsonl` and `PEER.times.jsonl` in a folder, in the forms of the README.

    They have these names once all is said; a peer that fails or is stopped leaves none.
    """

    def __init__(self, folder: Path, peer: str, events: int) -> None:
        self._peer, self._events = peer, events
        self._names = [folder / f"{peer}.answers.jsonl", folder / f"{peer}.times.jsonl"]
        self._answers, self._times = (open(f"{name}.part", "w", encoding="utf-8") for name in self._names)

    def answer(self, question: Question, rows: list[Any], belief: str = "today") -> None:
        """Writes the answer to a question, its rows in any order."""
        line = question._asdict() | {"belief": belief, "answer": rows}
        print(json.dumps(line, ensure_ascii=False), file=self._answers)

    def rate(self, measure: str, count: int, seconds: float, counted: dict[str, float] | None = None) -> None:
        """Writes how many events a second were dealt with."""
        self._write(measure, "events/s", count / seconds, counted={"events": count} | (counted or {}))

    def times(self, measure: str, nanoseconds: list[int]) -> None:
        """Writes the median and the 95th percentile of the times that single questions took."""
        ordered = sorted(nanoseconds)
        unit, scale = ("ms", 1e6) if measure.startswith("headcount") else ("µs", 1e3)
        median, high = (ordered[(len(ordered) * percent + 99) // 100 - 1] / scale for percent in (50, 95))
        self._write(measure, unit, median, p95=high, counted={"repetitions": len(ordered)})

    def _write(self, measure: str, unit: str, figure: float, **more: Any) -> None:
        line = {"key": measure, "title": measure, "events": self._events, "unit": unit, "figure": figure}
        print(json.dumps(line | more | {"peer": self._peer}, ensure_ascii=False), file=self._times)

    def close(self) -> None:
        """Ends the report."""
        for file, name in zip((self._answers, self._times), self._names, strict=True):
            file.close()
            Path(f"{name}.part").replace(name)
