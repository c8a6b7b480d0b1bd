#!/usr/bin/env python3
"""Compares the peers' answers, then prints their times; times of a peer with a wrong answer are not shown.

usage: compare.py DATA RESULTS ROWS

The reference is what `reference.py` made of `tenures.csv`. Where DATA has Annals' own answers, in the same form and
called `answers.jsonl`, they are compared as well. What is printed is written to the file ROWS too, for the page of
results.
"""

import json
import sys
from pathlib import Path
from typing import Any

Key = tuple[str, ...]


def answers(file: Path) -> dict[Key, set[tuple[Any, ...]] | list[Any]]:
    """The answers by their questions: rows as sets; two equal rows are a mistake, and told apart by a count."""
    found: dict[Key, set[tuple[Any, ...]] | list[Any]] = {}
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            rows = [tuple(row) for row in one["answer"]]
            as_set = set(rows)
            key = (one["kind"], one["subject"], one["at"], one["until"], one["belief"])
            found[key] = as_set if len(as_set) == len(rows) else sorted(rows, key=repr)
    return found


def differences(expected: dict[Key, Any], given: dict[Key, Any]) -> list[str]:
    """What is wrong with the answers given."""
    wrong = []
    for key, answer in given.items():
        name = " ".join(part for part in key if part)
        if key not in expected:
            wrong.append(f"{name}: not asked")
        elif answer != expected[key]:
            missing = [row for row in expected[key] if row not in answer]
            extra = [row for row in answer if row not in expected[key]]
            wrong.append(f"{name}: {len(missing)} missing {missing[:2]}, {len(extra)} too many {extra[:2]}")
    return wrong


def figure(value: float, unit: str) -> str:
    """A figure with its unit, to as many places as it is worth."""
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"


def main(data: Path, results: Path, rows: Path) -> int:
    expected = answers(results / "reference.answers.jsonl")
    status = 0
    wrong_peers: dict[str, int] = {}
    files = sorted(results.glob("*.answers.jsonl"))
    if (data / "answers.jsonl").exists():
        files.append(data / "answers.jsonl")
    print(f"{'answers':<28} {'compared':>15} {'lines':>9}  result")
    for file in files:
        peer = "annals" if file.parent == data else file.name.removesuffix(".answers.jsonl")
        given = answers(file)
        if peer == "reference" or not given:
            continue
        wrong = differences(expected, given)
        lines = sum(map(len, given.values()))
        compared = f"{len(given):,} of {len(expected):,}"
        result = f"{len(wrong)} differ" if wrong else "equal"
        print(f"{peer:<28} {compared:>15} {lines:>9,}  {result}")
        for what in wrong[:5]:
            print(f"    {what}")
        if wrong:
            wrong_peers[peer] = len(wrong)
            status = 1

    print(f"\n{'peer':<28} {'measure':<28} {'median or rate':>20} {'95 %':>14} {'events/fdatasync':>17}")
    shown = []
    for file in sorted(results.glob("*.times.jsonl")):
        peer = file.name.removesuffix(".times.jsonl")
        if peer in wrong_peers:
            print(f"{peer:<28} not shown: {wrong_peers[peer]} of its answers differ")
            continue
        with open(file, encoding="utf-8") as figures:
            for line in figures:
                shown.append(line)
                one = json.loads(line)
                median, high = (figure(one[name], one["unit"]) if name in one else "" for name in ("figure", "p95"))
                syncs = one["counted"].get("events per fdatasync", "")
                print(f"{peer:<28} {one['key']:<28} {median:>20} {high:>14} {syncs:>17}".rstrip())
    rows.write_text("".join(shown), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
