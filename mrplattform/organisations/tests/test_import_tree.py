"""A municipality's own tree comes in from a file: tried first, whole or not at all, repeatable."""

from __future__ import annotations

import datetime as dt
import io
import time

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError

from mrplattform.core.history import history
from mrplattform.organisations.models import Function, Organisation, Reorganisation, Role
from mrplattform.organisations.services import imports, reorganise
from mrplattform.organisations.tree import Tree
from tests import make

DAY = dt.date(2026, 1, 1)
HEAD = "id;namn;kortnamn;slag;överordnad"
EKVIK = f"""{HEAD}
10;Barn- och utbildningsförvaltningen;BUF;förvaltning;
11;Ekskolan;;enhet;10
12;Vikskolan;;enhet;10
13;Administration;;enhet;10
20;Socialförvaltningen;SOF;förvaltning;
21;Administration;;enhet;20
"""


def sheet(text, ending="csv", encoding="utf-8-sig"):
    return imports.read_tree(text.encode(encoding), ending)


def excel(rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                page.write(number, place, value)
    return out.getvalue()


def read_in(root, text, day=DAY, by=None):
    trial, _row = imports.import_tree(root, sheet(text), day, by=by)
    return trial


def tree(root, day=DAY):
    """{name: parent's name}, by path where names repeat."""
    nodes = Tree(root, day).nodes
    return {
        (node.name_on, nodes[node.parent_on].name_on) for node in nodes.values() if node.parent_on
    }


def errors(root, *lines, head=HEAD):
    trial = imports.try_tree(root, sheet("\n".join([head, *lines])), DAY)
    return [(problem.row, problem.column, problem.reason) for problem in trial.errors]


def test_a_first_file_makes_the_tree(ekvik, strategist):
    trial = read_in(ekvik, EKVIK, by=strategist)

    assert trial.counts["new"] == 6
    assert tree(ekvik) == {
        ("Barn- och utbildningsförvaltningen", "Ekvik"),
        ("Ekskolan", "Barn- och utbildningsförvaltningen"),
        ("Vikskolan", "Barn- och utbildningsförvaltningen"),
        ("Administration", "Barn- och utbildningsförvaltningen"),
        ("Socialförvaltningen", "Ekvik"),
        ("Administration", "Socialförvaltningen"),
    }
    school = Organisation.objects.get(external_id="11")
    assert [deed.verb for deed in history(school)] == ["imported"]
    assert school.starts == DAY


def test_the_same_file_again_changes_nothing(ekvik):
    read_in(ekvik, EKVIK)
    rows = Reorganisation.objects.count()

    trial = read_in(ekvik, EKVIK, day=dt.date(2026, 6, 1))

    assert trial.changes_nothing
    assert trial.counts["unchanged"] == 6
    assert Reorganisation.objects.count() == rows


def test_a_trial_writes_nothing(ekvik):
    trial = imports.try_tree(ekvik, sheet(EKVIK), DAY)

    assert trial.counts["new"] == 6
    assert tree(ekvik) == set()


def test_names_and_places_change_from_the_day_and_the_past_stays(ekvik):
    read_in(ekvik, EKVIK)
    later = dt.date(2026, 7, 1)
    text = EKVIK.replace("Vikskolan;;enhet;10", "Vikens skola;;enhet;20")

    trial = read_in(ekvik, text, day=later)

    assert [(str(unit), before) for unit, before in trial.renamed] == [
        ("Vikens skola", "Vikskolan")
    ]
    assert len(trial.moved) == 1
    assert ("Vikens skola", "Socialförvaltningen") in tree(ekvik, later)
    assert ("Vikskolan", "Barn- och utbildningsförvaltningen") in tree(ekvik, DAY)


def test_units_that_the_file_leaves_out_are_listed_and_left(ekvik):
    read_in(ekvik, EKVIK)

    trial = read_in(ekvik, "\n".join(EKVIK.splitlines()[:3]), day=dt.date(2026, 7, 1))

    assert {str(unit) for unit in trial.missing} == {
        "Vikskolan",
        "Administration",
        "Socialförvaltningen",
    }
    assert len(tree(ekvik, dt.date(2026, 7, 2))) == 6


def test_without_ids_a_unit_is_known_by_its_name_under_its_parent(ekvik):
    text = """namn;överordnad
Skolförvaltningen;
Socialförvaltningen;
Administration;Skolförvaltningen
Administration;Socialförvaltningen
Arkiv;Skolförvaltningen / Administration
"""
    read_in(ekvik, text)
    trial = read_in(ekvik, text, day=dt.date(2026, 7, 1))

    assert trial.changes_nothing
    archive = Organisation.objects.get(name="Arkiv")
    assert archive.parent.parent.name == "Skolförvaltningen"


def test_ids_are_taken_up_by_units_that_had_none(ekvik):
    unit = make.make_organisation(parent=ekvik, name="Ekskolan")

    trial = read_in(ekvik, "id;namn\n11;Ekskolan")

    unit.refresh_from_db()
    assert unit.external_id == "11"
    assert trial.counts["new"] == 0


def test_twins_with_an_id_each_are_kept_apart_with_a_word(ekvik):
    text = "id;namn;överordnad\n1;Skolor;\n2;Förskola;1\n3;Förskola;1"
    trial = read_in(ekvik, text)

    assert trial.counts["new"] == 3
    assert [problem.row for problem in trial.warnings] == [4]
    assert read_in(ekvik, text, day=dt.date(2026, 2, 1)).changes_nothing


def test_functions_come_along(ekvik):
    head = "id;namn;överordnad;uppgiftslämnare;chef"
    read_in(ekvik, f"{head}\n1;Skolförvaltningen;;Kvalitetsutvecklare;x\n2;Ekskolan;1;nej;Rektor")

    found = {(f.title, f.role, f.organisation.name) for f in Function.objects.all()}
    assert found == {
        ("Kvalitetsutvecklare", Role.REPORTER, "Skolförvaltningen"),
        ("Chef som godkänner", Role.MANAGER, "Skolförvaltningen"),
        ("Rektor", Role.MANAGER, "Ekskolan"),
    }
    again = read_in(
        ekvik, f"{head}\n1;Skolförvaltningen;;Kvalitetsutvecklare;x\n2;Ekskolan;1;nej;Rektor"
    )
    assert again.changes_nothing


def test_the_municipality_may_stand_in_its_own_file(ekvik):
    read_in(ekvik, "id;namn;slag;överordnad\n1;Ekvik;kommun;\n2;Skolförvaltningen;förvaltning;1")

    ekvik.refresh_from_db()
    assert ekvik.external_id == "1"
    assert tree(ekvik) == {("Skolförvaltningen", "Ekvik")}


def test_an_import_can_be_undone(ekvik):
    read_in(ekvik, EKVIK)
    reorganise.undo(Reorganisation.objects.get(), by=None)

    assert tree(ekvik) == set()
    assert not Organisation.objects.filter(external_id="11").exists()


def test_a_used_import_is_not_undone(ekvik):
    read_in(ekvik, EKVIK)
    make.make_function(Organisation.objects.get(external_id="11"))

    with pytest.raises(ValidationError, match="hör till det nya"):
        reorganise.undo(Reorganisation.objects.get(), by=None)


# --- What is wrong is told by row ------------------------------------------------------------

WRONG = [
    (["1;;;;"], (2, "namn", "saknar namn")),
    (["1;A;;;", "1;B;;;"], (3, "id", "redan på rad 2")),
    (["1;A;;;99"], (2, "överordnad", "varken i filen eller")),
    (["1;A;;;2", "2;B;;;1"], (2, "överordnad", "A → B → A")),
    (["1;A;;;1"], (2, "överordnad", "ligger under sig själv")),
    ([";A;;;", ";A;;;"], (3, "namn", "rad 2")),
    (["1;A;;;", "2;B;;;", "3;X;;;1", "4;X;;;2", "5;Y;;;X"], (6, "överordnad", "rad 4, 5")),
    (["1;A;;planet;"], (2, "slag", "okänt")),
    (["1;A;;kommun;"], None),
    (["1;A;;kommun;9", "9;B;;;"], (2, "slag", "under en annan")),
    (["1;" + "a" * 201 + ";;;"], (2, "namn", "200 tecken")),
    (["1;=1+1;;;"], (2, "namn", "formel")),
    (["1;Enhet 811218-9876;;;"], (2, "namn", "personnumret")),
]


@pytest.mark.parametrize(("lines", "expected"), WRONG)
def test_errors_name_row_column_and_reason(ekvik, lines, expected):
    found = errors(ekvik, *lines)

    if expected is None:  # the municipality itself, whatever it is called in the file
        assert found == []
        return
    row, column, part = expected
    assert any(r == row and c == column and part in reason for r, c, reason in found), found


def test_a_file_with_one_error_changes_nothing(ekvik):
    with pytest.raises(imports.ImportRefused):
        read_in(ekvik, EKVIK + "30;Vilse;;;99\n")

    assert tree(ekvik) == set()


def test_a_move_under_ones_own_child_is_told_by_row(ekvik):
    read_in(ekvik, EKVIK)

    trial = imports.try_tree(
        ekvik,
        sheet(f"{HEAD}\n10;Barn- och utbildningsförvaltningen;BUF;förvaltning;11"),
        dt.date(2026, 7, 1),
    )

    assert [(p.row, p.reason) for p in trial.errors] == [
        (2, "Enheten skulle hamna under sig själv.")
    ]


def test_a_unit_with_a_planned_change_is_left_alone(ekvik):
    read_in(ekvik, EKVIK)
    school = Organisation.objects.get(external_id="11")
    reorganise.rename(school, name="Ekens skola", day=dt.date(2027, 1, 1), by=None)

    trial = imports.try_tree(ekvik, sheet(EKVIK), dt.date(2026, 7, 1))

    assert [problem.row for problem in trial.errors] == [3]


def test_the_id_of_a_closed_unit_is_not_used_again(ekvik):
    read_in(ekvik, EKVIK)
    school = Organisation.objects.get(external_id="11")
    reorganise.close(school, day=dt.date(2026, 3, 1), by=None)

    trial = imports.try_tree(ekvik, sheet(EKVIK), dt.date(2026, 7, 1))

    assert [(p.row, p.column) for p in trial.errors] == [(3, "id")]


# --- Kinds of file ---------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_as_it_comes(ekvik, encoding, sign):
    text = EKVIK.replace(";", sign)
    trial = imports.try_tree(ekvik, sheet(text, encoding=encoding), DAY)

    assert not trial.errors
    assert trial.new[0].name == "Barn- och utbildningsförvaltningen"


def test_excel_with_numbers_for_ids(ekvik):
    rows = [["Id", "Namn", "Överordnad", "Anteckning"], [1.0, "Skolor", ""], [2, "Ekskolan", 1]]
    read = imports.read_tree(excel(rows), "xlsx")
    trial, _row = imports.import_tree(ekvik, read, DAY, by=None)

    assert [unit.id for unit in trial.new] == ["1", "2"]
    assert trial.ignored == ["Anteckning"]
    assert tree(ekvik) == {("Skolor", "Ekvik"), ("Ekskolan", "Skolor")}


def test_an_excel_formula_is_its_value_and_nothing_more(ekvik):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["namn"])
        page.write_formula(1, 0, '=HYPERLINK("http://example.se","Skola")', None, "Skola")
    trial = imports.try_tree(ekvik, imports.read_tree(out.getvalue(), "xlsx"), DAY)

    assert [unit.name for unit in trial.new] == ["Skola"]


@pytest.mark.parametrize(
    ("data", "ending", "reason"),
    [
        (b"", "csv", "tom"),
        (b"\n\n", "csv", "tom"),
        (b"a;b\n1;2", "csv", "namn saknas"),
        (b"namn;namn\n1;2", "csv", "finns två gånger"),
        (b"PK\x03\x04 not a workbook", "xlsx", "går inte att läsa"),
        (b"namn\n" + b"A\n" * 20_001, "csv", "för många rader"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(data, ending, reason):
    with pytest.raises(ValidationError) as problem:
        imports.read_tree(data, ending)
    assert reason in problem.value.messages[0]


# --- Size ------------------------------------------------------------------------------------


def large_file(units=1100):
    lines = [HEAD]
    for number in range(1, units + 1):
        parent = "" if number <= 13 else (number - 14) % 100 + 1
        lines.append(f"{number};Enhet {number};;enhet;{parent if parent != number else ''}")
    return "\n".join(lines)


@pytest.mark.slow
def test_eleven_hundred_units_come_in_fast(ekvik):
    text = large_file()
    started = time.process_time()
    trial = read_in(ekvik, text)
    first = time.process_time() - started
    assert trial.counts["new"] == 1100
    assert read_in(ekvik, text, day=dt.date(2026, 2, 1)).changes_nothing
    print(f"first {first:.1f} s, both {time.process_time() - started:.1f} s")
    assert first < 10


def test_a_large_file_asks_no_more_than_a_small_one(ekvik, django_assert_max_num_queries):
    read_in(ekvik, large_file(40))
    with django_assert_max_num_queries(6):
        imports.try_tree(ekvik, sheet(large_file(200)), dt.date(2026, 2, 1))
