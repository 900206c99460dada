"""Two people in Granby read what was written without names, settle where they differ, and a theme
leads to a finding."""

from __future__ import annotations

import datetime as dt

from demo.assessments.nameless_words import BACK, NEXT_STEPS, QUOTES, THEMES, TIME, Said
from demo.clock import at
from mrplattform.assessments.models import Basis, Coding, Finding, Passage, Reading, Round, Theme
from mrplattform.assessments.passages import of_round
from mrplattform.assessments.services import coding, findings, quotes, readings, themes
from mrplattform.core.history import record_many
from mrplattform.organisations.models import Function, Role
from mrplattform.rights.models import Topic

STARTED, READ, TALKED = dt.date(2026, 10, 29), dt.date(2026, 11, 5), dt.date(2026, 11, 11)
QUESTION = "G12"


def build(world) -> None:
    round, nils = world.granby_gaps[-1], world.people["Nils Ek"]
    with at(STARTED):
        work = coding.start(
            world.granby,
            title="Vad behövs härnäst?",
            purpose="Vi vill veta vad som hindrar i vardagen, med deras egna ord.",
            texts=of_round(nils, round, [QUESTION]),
            first=_reporter(world, "Bildningsförvaltningen"),
            second=_reporter(world, "Omsorgsförvaltningen"),
            round=round,
            question_keys=[QUESTION],
            by=nils,
        )
        named = {
            name: themes.make(work, name, meaning=meaning, by=nils)
            for name, meaning in THEMES.items()
        }
    _read(work, named)
    _settle(work, named)
    with at(TALKED, 15):
        for text, theme in QUOTES:
            passage = work.passages.get(text=text)
            quotes.keep(passage, text, theme=named[theme], by=work.first.holder())
    _conclude(world, round, named)


def _reporter(world, unit: str) -> Function:
    return world.granby_units[unit].functions.get(role=Role.REPORTER)


def _read(work: Coding, named: dict[str, Theme]) -> None:
    """What each saw, as readings.read keeps it, in a few inserts."""
    said = {one.text: one for one in NEXT_STEPS}
    passages = list(work.passages.all())
    for reader, function in (("first", work.first), ("second", work.second)):
        with at(READ, 9 if reader == "first" else 14):
            rows = Reading.objects.bulk_create(
                [Reading(passage=one, reader=reader) for one in passages]
            )
            Reading.themes.through.objects.bulk_create(  # no history: told below
                Reading.themes.through(reading=row, theme=named[name])
                for row, one in zip(rows, passages, strict=True)
                for name in _seen(said[one.text], reader)
            )
            record_many(function.holder(), "text_read", rows)


def _seen(said: Said, reader: str) -> tuple[str, ...]:
    if reader == "second" and said.second is not None:
        return said.second
    return said.first


def _settle(work: Coding, named: dict[str, Theme]) -> None:
    with at(TALKED, 10):
        for said in NEXT_STEPS:
            passage = Passage.objects.filter(coding=work, text=said.text).first()
            if passage and said.agreed is not None:
                chosen = [named[name] for name in said.agreed]
                readings.settle(passage, chosen, saw=None, by=work.first.holder())


def _conclude(world, round: Round, named: dict[str, Theme]) -> None:
    """What the themes lead to."""
    bases = [Basis(round=round, theme=named[name]) for name in (TIME, BACK)]
    with at(dt.date(2026, 11, 20), 13):
        findings.write_finding(
            world.granby,
            by=world.people["Nils Ek"],
            round=round,
            kind=Finding.Kind.NEED,
            weight=2,
            title="De som möter barn och äldre ber om tid och svar, inte om fler beslut",
            text="Två av fem teman handlar om tid i schemat och om att få veta vad det man sagt "
            "ledde till. Ingen ber om fler program.",
            why="Den som aldrig får svar slutar berätta.",
            heard="Rättighetsgruppen läste temana tillsammans en förmiddag.",
            bases=[*bases, Basis(round=round, question_key="G04")],
            topics=Topic.objects.filter(
                key__in=("role.employer", "principle.participation", "criterion.A9")
            ),
        )
