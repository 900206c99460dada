"""What a reader sees in a text, and what the two settle together where they saw different things.

Each reader has a reading of her own, so that neither writes over the other.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Coding, Passage, Reading, Theme
from mrplattform.assessments.services.coding import held
from mrplattform.core.history import VERBS, record

VERBS.update(
    text_read=gettext_lazy("läste en text"),
    text_unread=gettext_lazy("tog tillbaka en läsning"),
    text_settled=gettext_lazy("kom överens om en text"),
)
UNREAD = None  # what the page showed when nobody had read the text


class ReadMeanwhile(Exception):
    """Somebody in the same function read it since the page was opened. `theirs`: what is stored."""

    def __init__(self, theirs: Reading):
        self.theirs = theirs
        super().__init__(theirs)


@transaction.atomic
def read(
    passage: Passage, reader: str, themes: Collection[Theme], *, saw: Collection[int] | None, by
) -> Reading:
    """Keep what this reader sees; no themes says that none fits. `saw` is what the page showed."""
    coding = held(passage.coding)
    reading = Reading.objects.filter(passage=passage, reader=reader).first()
    before = set(reading.themes.all()) if reading else UNREAD
    if before == set(themes):
        return reading  # a retry, or two of the same mind
    _refuse_unseen(reading, before, saw)
    reading = reading or Reading.objects.create(passage=passage, reader=reader)
    reading.themes.set(themes)
    reading.save()
    record(by, "text_read", reading, changes={_("teman"): [_told(before), _told(themes)]})
    if reader == Reading.Reader.BOTH:
        _settled(coding, passage, before, themes, by=by)
    return reading


@transaction.atomic
def take_back(passage: Passage, reader: str, *, saw: Collection[int] | None, by) -> None:
    """Nothing is chosen any more, and nothing said of it: the text is unread again."""
    held(passage.coding)
    reading = Reading.objects.filter(passage=passage, reader=reader).first()
    if reading is None:
        return
    before = set(reading.themes.all())
    _refuse_unseen(reading, before, saw)
    record(by, "text_unread", reading, changes={_("teman"): [_told(before), None]})
    reading.delete()


def settle(passage: Passage, themes: Collection[Theme], *, saw: Collection[int] | None, by):
    """What both agree on; what each saw first is kept."""
    return read(passage, Reading.Reader.BOTH, themes, saw=saw, by=by)


def _refuse_unseen(reading: Reading | None, before, saw) -> None:
    stored = {one.pk for one in before} if before is not None else UNREAD
    if reading and stored != (set(saw) if saw is not None else UNREAD):
        raise ReadMeanwhile(reading)


def _settled(coding: Coding, passage: Passage, before, themes, *, by) -> None:
    passage.settled = True
    passage.save(update_fields=["settled"])
    number = _("text %d") % passage.place
    record(by, "text_settled", coding, changes={number: [_told(before), _told(themes)]})


def _told(themes) -> str | None:
    if themes is None:
        return None
    return ", ".join(sorted(one.name for one in themes)) or _("inget tema passar")
