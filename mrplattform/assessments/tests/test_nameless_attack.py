"""Somebody who reads every page and every file of two rounds without names tries to find out what a
hidden group answered. She knows how many answered in every group; she has all breakdowns of both
rounds, their movements and their texts."""

import csv
import io
import random
import re
from collections import Counter, defaultdict

import pytest
from django.urls import reverse

from mrplattform.assessments.models import Ballot, Round
from mrplattform.assessments.services import rounds
from mrplattform.core.tests.attackers import leaks, rank
from mrplattform.questions.models import Answer, Kind
from mrplattform.questions.services.ballots import lay_in
from tests import make

SMALLEST = 5
ROLE, AGE, LEVEL, SEVERAL, TEXT = "roll", "alder", "niva", "flera", "ord"
PARTS = ["", "enhet", "slag", ROLE, AGE]


@pytest.fixture
def version(db):
    return make.make_version(
        {"kind": Kind.CHOICE, "key": ROLE},
        {"kind": Kind.CHOICE, "key": AGE},
        {"key": LEVEL},
        {"kind": Kind.SEVERAL, "key": SEVERAL},
        {"kind": Kind.TEXT, "key": TEXT},
    )


def filled(chance, version, units, opens) -> Round:
    """Groups of random sizes, some of them small, and some questions that not all answer."""
    authority = units[0].authority
    round = make.make_round(authority, version=version, kind=Round.Kind.ANONYMOUS, opens=opens)
    questions = {one.key: one for one in version.questions.all()}
    roles = chance.sample("abc", chance.randint(1, 3))
    for unit in units:
        for _person in range(chance.choice([0, 1, 2, 3, 4, 5, 6, 9])):
            given = {
                ROLE: chance.choice(roles),
                AGE: chance.choice("ab"),
                LEVEL: chance.randint(0, 4),
                SEVERAL: chance.sample("abc", chance.randint(1, 2)),
                TEXT: f"ord {chance.random()}",
            }
            kept = {k: v for k, v in given.items() if chance.random() < 0.85} or {LEVEL: 1}
            sheet = lay_in(
                version,
                unit,
                round.opens,
                {questions[k]: (Answer.State.ANSWERED, v) for k, v in kept.items()},
            )
            Ballot.objects.create(sheet=sheet, round=round, organisation=unit)
    rounds.close(round, by=None)
    round.refresh_from_db()
    return round


# --- What the attacker sees ------------------------------------------------------------------


def pages(client, round):
    """(breakdown, its file as rows, its pages as text) of every choice that a reader has."""
    address = reverse("assessments:results", args=[round.pk])
    for by in PARTS:
        for key in ("", LEVEL, TEXT):
            asked = {"dela": by} | ({"fraga": key} if key else {})
            text = client.get(address, asked | {"format": "csv"}).getvalue().decode()
            rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
            yield by, rows, client.get(address, asked).text


def seen(client, round) -> dict[str, dict[tuple[str, str], dict[str, int]]]:
    """{question: {(breakdown, group): {way: how many}}}, the same in file and page, with "förra"
    for what a movement tells of the earlier round."""
    found: dict = defaultdict(lambda: defaultdict(dict))
    for by, rows, page in pages(client, round):
        for row in rows:
            if not row["Antal"] or row["Frågans nyckel"] == TEXT:
                continue
            parted = "" if row["Grupp"] == "Alla" else by
            place = found[row["Frågans nyckel"]][parted, row["Grupp"]]
            assert place.setdefault(row["Svar"], int(row["Antal"])) == int(row["Antal"])
            if row["Antal förra gången"]:
                place["förra " + row["Svar"]] = int(row["Antal förra gången"])
        _the_page_tells_no_more(by, rows, page)
    return found


def _the_page_tells_no_more(by, rows, page) -> None:
    """A group that the file hides has neither picture nor number on the page."""
    hidden = {(row["Fråga"], row["Grupp"]) for row in rows if row["Svar"].startswith("Vi visar")}
    for question, group in hidden:
        assert f"{question}. {group}" not in page  # the picture's own words
        cells = re.findall(rf'<th scope="row">{re.escape(group)}</th>(.*?)</tr>', page, re.S)
        assert sum("Visas inte" in cell for cell in cells) >= bool(cells)


# --- What is true ----------------------------------------------------------------------------


def truth(round, key) -> dict[tuple, int]:
    """{atom: how many answered}; an atom is a group in each breakdown."""
    choices = defaultdict(dict)
    rows = Answer.objects.filter(sheet__ballot__round=round).select_related("question")
    answered = []
    for one in rows:
        if one.question.key in (ROLE, AGE):
            choices[one.question.key][one.sheet_id] = one.question.label_of(one.value)
        if one.question.key == key:
            answered.append(one.sheet_id)
    units = {one.pk: one.organisation for one in round.ballots.select_related("organisation")}
    nobody = "Vet ej eller inget svar"
    return Counter(
        (
            ("", "Alla"),
            ("enhet", units[sheet].name),
            ("slag", units[sheet].get_kind_display()),
            (ROLE, choices[ROLE].get(sheet, nobody)),
            (AGE, choices[AGE].get(sheet, nobody)),
        )
        for sheet in answered
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_nothing_shown_adds_up_to_a_small_group(client, ekvik, strategist, version, seed):
    chance = random.Random(seed)
    kinds = ["administration", "company", "unit"]
    units = [
        make.make_organisation(parent=ekvik, kind=chance.choice(kinds), name=f"Enhet {n}")
        for n in range(5)
    ]
    early = filled(chance, version, units, "2025-01-01")
    late = filled(chance, version, units, "2026-01-01")
    client.force_login(strategist)
    told = {round: seen(client, round) for round in (early, late)}

    for round in (early, late):
        for key in (ROLE, LEVEL):
            sizes = truth(round, key)
            groups = told[round].get(key, {})
            rows = [{atom for atom in sizes if group in atom} for group in groups]
            assert not leaks([row for row in rows if row], sizes, SMALLEST), (round, key)
            _no_small_group_follows(sizes, [row for row in rows if row], groups)
    _movement_tells_only_what_both_show(told[early], told[late])


def _no_small_group_follows(sizes, rows, shown) -> None:
    """By linear algebra: the sum over a small group is no combination of what is shown."""
    atoms = [atom for atom, size in sizes.items() if size]
    matrix = [[atom in row for atom in atoms] for row in rows]
    for group in {place for atom in atoms for place in atom} - set(shown):
        if sum(size for atom, size in sizes.items() if group in atom) >= SMALLEST:
            continue
        own = [group in atom for atom in atoms]
        assert rank([list(map(int, one)) for one in [*matrix, own]]) > rank(
            [list(map(int, one)) for one in matrix]
        ), group


def _movement_tells_only_what_both_show(early, late) -> None:
    for key, groups in late.items():
        for group, ways in groups.items():
            then = {w.removeprefix("förra "): n for w, n in ways.items() if w.startswith("förra")}
            if then:
                assert {w: n for w, n in early[key][group].items() if w in then} == then


def test_texts_tell_of_no_small_group(client, ekvik, strategist, version):
    chance = random.Random(7)
    units = [make.make_administration(ekvik, f"Enhet {n}") for n in range(5)]
    round = filled(chance, version, units, "2026-01-01")
    client.force_login(strategist)
    writers = {
        one.text: one.sheet.organisation.name
        for one in Answer.objects.filter(sheet__ballot__round=round, question__key=TEXT)
    }
    assert len(writers) >= SMALLEST

    for by, rows, page in pages(client, round):
        shown = defaultdict(set)
        for row in rows:
            if row["Svar"] in writers:
                shown[row["Grupp"]].add(row["Svar"])
        for group, texts in shown.items():
            assert len(texts) >= SMALLEST
            assert by == "enhet" or group == "Alla"
        told = set().union(*shown.values()) if shown else set()
        assert {text for text in writers if text in page} <= told


@pytest.mark.slow
def test_the_attack_bites(client, ekvik, strategist, version, monkeypatch):
    """Were only the small ones themselves hidden, she would find them."""

    def only_small(groups, sizes, smallest, also=()):
        return {key for key, atoms in groups.items() if 0 < sum(sizes[a] for a in atoms) < smallest}

    monkeypatch.setattr("mrplattform.assessments.nameless.hiding.hidden", only_small)
    units = [make.make_administration(ekvik, f"Enhet {n}") for n in range(3)]
    found = False
    client.force_login(strategist)
    for seed in range(5):
        chance = random.Random(seed)
        round = filled(chance, version, units, f"202{seed}-01-01")
        sizes = truth(round, LEVEL)
        groups = seen(client, round).get(LEVEL, {})
        rows = [row for g in groups if (row := {atom for atom in sizes if g in atom})]
        if leaks(rows, sizes, SMALLEST):
            found = True
            break
    assert found
