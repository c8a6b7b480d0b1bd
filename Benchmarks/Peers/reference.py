#!/usr/bin/env python3
"""Answers the questions from `tenures.csv` by looking at every line: what the peers' answers are compared with.

usage: reference.py DATA RESULTS
"""

import sys
from collections import defaultdict
from pathlib import Path

import workload
from workload import FUTURE, PAST, Report, Tenure


def charted(held: list[Tenure], day: str) -> list[list[str]]:
    answer = ((one, workload.certainty(one, day)) for one in held)
    return [[one.person, one.position, sure] for one, sure in answer if sure]


def history(held: list[Tenure]) -> list[list[str | None]]:
    return [
        [one.organization, one.position, *(None if day in (PAST, FUTURE) else day for day in one[3:7])] for one in held
    ]


def headcount(held: list[Tenure], first: str, last: str) -> list[list[str | int]]:
    rows: list[list[str | int]] = []
    for day in workload.months(first, last):
        people: dict[str, set[str]] = defaultdict(set)
        for one in held:
            if sure := workload.certainty(one, day):
                people[sure].add(one.person)
        rows.append([day, len(people["certain"]), len(people["certain"] | people["possible"])])
    return rows


def difference(held: list[Tenure], first: str, last: str) -> list[list[str | None]]:
    both = ((one, workload.certainty(one, first), workload.certainty(one, last)) for one in held)
    return [[one.person, one.position, before, after] for one, before, after in both if before != after]


def main(data: Path, results: Path) -> None:
    asked = workload.questions(data)
    organizations = {question.subject for question in asked if question.kind != "person"}
    people = {question.subject for question in asked if question.kind == "person"}
    today: dict[str, list[Tenure]] = defaultdict(list)
    corrected: dict[str, list[Tenure]] = defaultdict(list)
    of_person: dict[str, list[Tenure]] = defaultdict(list)
    for number, one in enumerate(workload.tenures(data)):
        if one.organization in organizations:
            today[one.organization].append(one)
            corrected[one.organization].append(one.shifted if workload.is_corrected(number) else one)
        if one.person in people:
            of_person[one.person].append(one)

    report = Report(results, "reference", 0)
    for question in asked:
        if question.kind == "org":
            answer = charted(today[question.subject], question.at)
            report.answer(question, answer)
            # As known before the corrections, nothing has changed.
            report.answer(question, answer, belief="before corrections")
            report.answer(question, charted(corrected[question.subject], question.at), belief="corrected")
        elif question.kind == "person":
            report.answer(question, history(of_person[question.subject]))
        elif question.kind == "headcount":
            report.answer(question, headcount(today[question.subject], question.at, question.until))
        else:
            report.answer(question, difference(today[question.subject], question.at, question.until))
    report.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
