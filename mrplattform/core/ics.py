"""Dated things as a calendar file (iCalendar), whole days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from icalendar import Calendar, Event

from mrplattform.core.dates import now

TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Day:
    """`key` names the thing and never changes, so that a calendar moves it instead of doubling it."""

    key: str
    date: dt.date
    title: str
    url: str
    text: str = ""


def calendar_file(days: Iterable[Day], *, name: str = "") -> bytes:
    """`name` is what a subscription is called in the reader's calendar."""
    found = Calendar()
    found.add("prodid", f"-//{settings.SITE_NAME}//SV")
    found.add("version", "2.0")
    if name:
        found.add("x-wr-calname", name)
        found.add("refresh-interval;value=duration", "PT6H")
    for day in days:
        found.add_component(_event(day))
    return found.to_ical()


def _event(day: Day) -> Event:
    event = Event()
    event.add("uid", f"{day.key}@{settings.SITE_URL.split('//')[-1]}")
    event.add("dtstamp", now())
    event.add("dtstart", day.date)
    event.add("dtend", day.date + dt.timedelta(days=1))
    event.add("summary", day.title)
    event.add("url", settings.SITE_URL + day.url)
    if day.text:
        event.add("description", day.text)
    event.add("transp", "TRANSPARENT")
    return event
