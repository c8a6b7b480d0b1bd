"""The bounds of the dates that the workload has: days, months, years, seasons, decades, `~` and `?`, and `[..D]`."""

import calendar
import re
from datetime import date, timedelta
from functools import cache

from workload import FUTURE, PAST

Bounds = tuple[str, str]

DATE = re.compile(r"(\d{4}|\d{3}X)(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


@cache
def bounds(text: str) -> Bounds | None:
    """The first and last day that a date can mean; None where it says nothing, or where it is of another form."""
    if text in ("", "..", "XXXX"):
        return None
    if text.startswith("[..") and text.endswith("]"):
        inner = bounds(text[3:-1])
        return (PAST, inner[1]) if inner else None
    match = DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day, qualifier = match.groups()
    units = 2 if qualifier == "%" else len(qualifier)
    if year.endswith("X"):
        first, last = date(int(year[:3] + "0"), 1, 1), date(int(year[:3] + "9"), 12, 31)
        return widened(first, last, years=10 * units)
    if month is None:
        return widened(date(int(year), 1, 1), date(int(year), 12, 31), years=units)
    if day is not None:
        exact = date(int(year), int(month), int(day))
        return widened(exact, exact, years=units, months=units, days=units, ends_with_month=False)
    if int(month) > 20:
        # Spring is 21, and winter runs into the February of the year after.
        start = date(int(year), 3 + (int(month) - 21) % 4 * 3, 1)
        return widened(start, end_of_month(start.year * 12 + start.month + 1), years=units, months=3 * units)
    start = date(int(year), int(month), 1)
    return widened(start, end_of_month(start.year * 12 + start.month - 1), years=units, months=units)


def end_of_month(number: int) -> date:
    """The last day of a month, counted from January of the year 0."""
    year, month = divmod(number, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def widened(
    first: date, last: date, years: int = 0, months: int = 0, days: int = 0, ends_with_month: bool = True
) -> Bounds:
    """Both bounds moved outwards by what a qualifier allows each part of the date."""

    def moved(day: date, direction: int, to_month_end: bool) -> date:
        end = end_of_month((day.year + direction * years) * 12 + day.month - 1 + direction * months)
        target = end if to_month_end or day.day >= end.day else end.replace(day=day.day)
        return target + timedelta(days=direction * days)

    return moved(first, -1, False).isoformat(), moved(last, 1, ends_with_month).isoformat()


@cache
def following(day: str) -> str:
    """The day after."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day not in (PAST, FUTURE) else day
