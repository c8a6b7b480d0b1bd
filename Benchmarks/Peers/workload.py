"""The data folder that `bench data` writes, as the peers take it, and the questions' answers as they give them."""

import csv
import json
from pathlib import Path
from typing import Any, Iterator, NamedTuple

# Stand for a side without a bound: earlier and later than any date of the workload.
PAST = "0001-01-01"
FUTURE = "9999-12-31"

# The organisation of a known size that is asked about as "the largest"; any other is a typical one.
LARGEST = "org-even"


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
            *(later(day) for day in self[3:7]),
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
    ends_nowhere = end_latest == FUTURE and not is_open
    if start_earliest == PAST:
        dated_from = start_latest if end_latest == FUTURE else min(start_latest, end_earliest)
    if ends_nowhere:
        dated_to = end_earliest if start_earliest == PAST else max(end_earliest, start_latest)
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
    """One line of `questions.jsonl`: who is at an organisation on a day, what a person held, or how many there were."""

    kind: str
    subject: str
    at: str

    @property
    def measure(self) -> str:
        """The name under which its times are collected."""
        if self.kind == "org":
            return "org-largest" if self.subject == LARGEST else "org-typical"
        return self.kind


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
                found.append(Question(kind, asked["person"], ""))
            elif kind == "headcount":
                found.append(Question(kind, asked["organization"], ""))
    return found


def months() -> list[str]:
    """The days on which a headcount counts: the last ones of the months of 1901 to 2025."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return [
        f"{year}-{month:02}-{29 if month == 2 and year % 4 == 0 else lengths[month - 1]}"
        for year in range(1901, 2026)
        for month in range(1, 13)
    ]


def events(folder: Path) -> Iterator[str]:
    """The lines of `events.jsonl`, without their ends."""
    with open(folder / "events.jsonl", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def batches(items: list[Any], size: int) -> Iterator[list[Any]]:
    """The items in runs of `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


class Report:
    """What one peer says: `PEER.answers.jsonl` and `PEER.times.jsonl` in a folder, in the forms of the README."""

    def __init__(self, folder: Path, peer: str) -> None:
        self.peer = peer
        folder.mkdir(parents=True, exist_ok=True)
        self._answers = open(folder / f"{peer}.answers.jsonl", "w", encoding="utf-8")
        self._times = open(folder / f"{peer}.times.jsonl", "w", encoding="utf-8")

    def answer(self, question: Question, rows: list[Any], belief: str = "today") -> None:
        """Writes the answer to a question, its rows in any order."""
        line = {"kind": question.kind, "subject": question.subject, "at": question.at, "belief": belief}
        print(json.dumps(line | {"answer": rows}, ensure_ascii=False), file=self._answers)

    def rate(self, measure: str, count: int, seconds: float, what: str = "events", **more: Any) -> None:
        """Writes how many events (or whatever else) a second were dealt with."""
        self._write(measure, f"{what}/s", value=round(count / seconds), count=count, **more)

    def times(self, measure: str, nanoseconds: list[int], **more: Any) -> None:
        """Writes the median and the 95th percentile of the times that single questions took."""
        if not nanoseconds:
            return
        ordered = sorted(nanoseconds)
        self._write(
            measure,
            "us",
            value=ordered[len(ordered) // 2] / 1000,
            p95=ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)] / 1000,
            count=len(ordered),
            **more,
        )

    def _write(self, measure: str, unit: str, **figures: Any) -> None:
        line = {"peer": self.peer, "measure": measure, "unit": unit} | figures
        print(json.dumps(line), file=self._times, flush=True)

    def close(self) -> None:
        self._answers.close()
        self._times.close()
