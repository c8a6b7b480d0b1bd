"""A simple projection from events to tenures, such as somebody would write upon an event-sourcing library.

It knows what the workload has: at most one tenure a seat, told by one interval or by a start and an end; sightings;
corrections and retractions. It knows no disputes, no seats held twice, no limits by births, deaths and foundings, and
keeps no evidence. Annals' own fold does all of these.
"""

from typing import Any

import edtf
import workload
from workload import FUTURE, PAST, Tenure

Event = dict[str, Any]


class TenureProjection:
    """Tenures by what was said of them. Events go in one by one; the tenures come out at the end."""

    def __init__(self) -> None:
        self._claims: dict[str, Event] = {}
        self._posts: dict[str, str] = {}

    def apply(self, identifier: str, event: Event) -> None:
        """Takes in an event with the id that others name it by."""
        kind = event["type"]
        if kind in ("position.held", "position.started", "position.ended"):
            self._claims[identifier] = event
        elif kind == "event.corrected":
            if event["event"] in self._claims:
                self._claims[event["event"]] = event["replacement"]
        elif kind == "event.retracted":
            self._claims.pop(event["event"], None)
        elif kind == "post.created" and "post" in event:
            self._posts[event["post"]] = event.get("position", event["post"])

    def tenures(self) -> list[Tenure]:
        """The tenures that the events add up to."""
        seats: dict[tuple[str, str, str], Seat] = {}
        for claim in self._claims.values():
            title = claim.get("position", "")
            name: str = claim.get("post") or title.casefold()
            key = (claim["person"], claim["organization"], name)
            seat = seats.get(key)
            if seat is None:
                seat = seats[key] = Seat()
            if "post" in claim:
                title = self._posts.get(claim["post"], title)
            seat.claim(claim["type"], claim["date"], title)
        return [seat.tenure(organization, person) for (person, organization, _), seat in seats.items()]


class Seat:
    """What is known of one person's seat so far."""

    __slots__ = ("start", "end", "is_over", "title", "seen")

    def __init__(self) -> None:
        self.start: edtf.Bounds = (PAST, FUTURE)
        self.end: edtf.Bounds = (PAST, FUTURE)
        self.is_over = False
        self.title = ""
        self.seen: list[edtf.Bounds] = []

    def claim(self, kind: str, date: str, title: str) -> None:
        """Narrows it by a claim."""
        self.title = self.title or title
        if kind == "position.started":
            self.start = common(self.start, edtf.bounds(date))
        elif kind == "position.ended":
            self.is_over = True
            self.end = common(self.end, edtf.bounds(date))
        elif "/" in date:
            start, end = date.split("/")
            self.start = common(self.start, edtf.bounds(start))
            if end != "..":
                self.is_over = True
                self.end = common(self.end, edtf.bounds(end))
        elif seen := edtf.bounds(date):
            self.seen.append(seen)

    def tenure(self, organization: str, person: str) -> Tenure:
        """The tenure, its sides narrowed by each other and by the sightings."""
        (start_earliest, start_latest), (end_earliest, end_latest) = self.start, self.end
        for earliest, latest in self.seen:
            start_latest = min(start_latest, latest)
            end_earliest = max(end_earliest, edtf.following(earliest))
        if self.is_over:
            start_latest = min(start_latest, end_latest)
            end_earliest = max(end_earliest, start_earliest)
        return workload.tenure(
            organization,
            person,
            self.title,
            start_earliest,
            start_latest,
            end_earliest,
            end_latest,
            is_open=not self.is_over,
        )


def common(first: edtf.Bounds, second: edtf.Bounds | None) -> edtf.Bounds:
    """What two claims of the same moment leave."""
    return first if second is None else (max(first[0], second[0]), min(first[1], second[1]))
