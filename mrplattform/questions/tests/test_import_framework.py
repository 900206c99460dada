"""A framework is read in from YAML or Excel: tried first, whole or not at all, never doubled."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from mrplattform.core.history import history
from mrplattform.questions.models import FrameworkVersion, Kind
from mrplattform.questions.reading import questions_of
from mrplattform.questions.services import drafts, publishing
from mrplattform.questions.workbook import to_excel
from mrplattform.questions.writing import to_yaml
from tests import make

FILE = """\
# Våra frågor, skrivna i mars.
key: {key}
version: 7  # höj vid ändring
title: Våra frågor
source: Vi själva
wording_note: Våra ord
sections:
  - key: one
    title: Avsnitt
    questions:
      - {{key: q1, kind: yes_no, text: {text}}}
      - {{key: q2, kind: text, text: Hur då?, when: {{question: q1, is: true}}}}
"""


def yaml_file(text="Gör ni det?", key="ours", name="fragor.yaml"):
    return SimpleUploadedFile(name, FILE.format(text=text, key=key).encode())


@pytest.fixture
def send(client, ekvik, strategist):
    client.force_login(strategist)

    def send(file):
        return client.post(reverse("questions:import"), {"authority": ekvik.pk, "file": file})

    return send


@pytest.fixture
def read_in(client, send, ekvik):
    """Tries a file and then presses 'Läs in'."""

    def read_in(file, times=1):
        page = send(file)
        posted = {
            "authority": ekvik.pk,
            "name": page.context["name"],
            # A browser sends line breaks in its own way.
            "text": page.context["trial"].text.replace("\n", "\r\n"),
        }
        for _time in range(times):
            response = client.post(reverse("questions:read_in"), posted, follow=True)
        return response

    return read_in


def words(response) -> str:
    return response.content.decode()


# --- A new framework ------------------------------------------------------------------------


def test_tried_it_tells_what_would_happen_and_saves_nothing(send):
    page = words(send(yaml_file()))

    assert "Ska filen läsas in?" in page
    assert "Våra frågor blir ett utkast med nummer 1." in page
    assert "Ni har inget ramverk med den nyckeln." in page
    assert not FrameworkVersion.objects.exists()


def test_read_in_it_is_a_draft_with_the_files_own_remarks(read_in, strategist):
    read_in(yaml_file())

    draft = FrameworkVersion.objects.get()
    assert (draft.state, draft.number) == ("draft", 1)
    assert [one.key for one in questions_of(draft)] == ["q1", "q2"]
    assert [deed.verb for deed in history(draft)] == ["framework_loaded"]
    publishing.publish(draft, by=strategist)
    assert draft.source_text.startswith("# Våra frågor, skrivna i mars.\n")
    assert "version: 1  # höj vid ändring" in draft.source_text


def test_read_in_twice_it_is_one_draft(read_in):
    page = read_in(yaml_file(), times=2)

    assert FrameworkVersion.objects.count() == 1
    assert "inläst som ett utkast" in words(page)


# --- Against what is there ------------------------------------------------------------------


def test_it_is_compared_with_the_newest_version(read_in, send, strategist):
    read_in(yaml_file())
    publishing.publish(FrameworkVersion.objects.get(), by=strategist)

    page = send(yaml_file("Har ni gjort det?"))

    [row] = page.context["trial"].compared.rows
    assert (row.change.key, row.change.wording_changed) == ("q1", True)
    assert "blir ett utkast med nummer 2" in words(page)
    assert "<del>Gör</del>" in words(page)


def test_the_same_file_again_changes_nothing(read_in, send, strategist):
    read_in(yaml_file())
    published = FrameworkVersion.objects.get()
    publishing.publish(published, by=strategist)

    page = send(yaml_file())

    assert "Filen ändrar ingenting" in words(page)
    read_in(yaml_file())
    assert list(FrameworkVersion.objects.all()) == [published]


def test_a_changed_draft_is_put_away_and_can_be_taken_back(read_in, send):
    read_in(yaml_file())

    assert "läggs undan" in words(send(yaml_file("Annat?")))
    read_in(yaml_file("Annat?"))

    states = FrameworkVersion.objects.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "removed"), (2, "draft")]


def test_a_shared_frameworks_file_becomes_ones_own_wording(read_in, ekvik):
    shared = make.make_version(key="criteria", source="Vi", wording_note="Egna")
    shared.questions.model.objects.all()
    text = to_yaml(shared).replace("Fråga 1", "Med våra ord")

    read_in(SimpleUploadedFile("a.yml", text.encode()))

    draft = FrameworkVersion.objects.get(state="draft")
    assert (draft.authority, draft.based_on, draft.number) == (ekvik, shared, 1)
    assert questions_of(draft)[0].text == "Med våra ord"


# --- Excel ----------------------------------------------------------------------------------


@pytest.fixture
def version(db):
    notes = {"source": "Vi", "wording_note": "Egna"}
    return make.make_version(
        {"key": "a", **notes},
        {"key": "b", "kind": Kind.CHOICE, **notes},
        {"key": "c", "kind": Kind.NUMBER, "unit": "procent", "maximum": 99.5, **notes},
        key="criteria",
        **notes,
    )


def changed(version, sheet="", cell="", value="", without="") -> SimpleUploadedFile:
    """The version as Excel, with one cell changed by a person; what begins with = computes."""
    old = CalamineWorkbook.from_filelike(io.BytesIO(to_excel(version)))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in [one for one in old.sheet_names if one != without]:
            page = book.add_worksheet(name)
            for number, row in enumerate(old.get_sheet_by_name(name).to_python()):
                page.write_row(number, 0, row)
            if name == sheet:
                page.write(cell, value)
    return SimpleUploadedFile("fragor.xlsx", out.getvalue())


def test_the_excel_file_has_a_sheet_for_each_part_and_explains_itself(client, strategist, version):
    client.force_login(strategist)

    file = client.get(reverse("questions:excel", args=[version.pk])).content

    book = CalamineWorkbook.from_filelike(io.BytesIO(file))
    assert book.sheet_names == ["Ramverk", "Avsnitt", "Frågor", "Skalor", "Svarsval", "Läs mig"]
    help_rows = book.get_sheet_by_name("Läs mig").to_python()
    assert ["Frågor", "Nyckel", "Frågans nyckel. Behåll den: den bär frågans trend."] in help_rows


def test_changed_in_excel_it_becomes_a_draft(read_in, version, ekvik):
    read_in(changed(version, "Frågor", "D2", "Med våra ord\npå två rader"))

    draft = FrameworkVersion.objects.get(state="draft")
    assert draft.authority == ekvik
    assert questions_of(draft)[0].text == "Med våra ord\npå två rader"
    assert questions_of(draft)[2].maximum == version.questions.get(key="c").maximum


EXCEL_FAULTS = [
    ("Frågor", "C2", "Poäng", ("Frågor", "2", "Svarssätt (a)", "Poäng finns inte.")),
    ("Frågor", "C2", "Poäng", ("Frågor", "2", "Svarssätt (a)", "Beskriven nivå, Ja eller nej")),
    ("Frågor", "B3", "a", ("Frågor", "3", "Nyckel (a)", "Nyckeln finns redan på rad 2.")),
    ("Frågor", "A3", "x", ("Frågor", "3", "Avsnitt", "Avsnittet x finns inte i bladet Avsnitt.")),
    ("Frågor", "D4", " ", ("Frågor", "4", "Nyckel (c)", "Fältet Fråga saknas.")),
    ("Frågor", "D4", "=1+1", ("Frågor", "4", "D4", "Cellen innehåller en formel.")),
    ("Svarsval", "A2", "z", ("Svarsval", "2", "Fråga", "Frågan z finns inte i bladet Frågor.")),
    ("Skalor", "B2", "9", ("Skalor", "2", "Nivå (criteria)", "heltal mellan 0 och 4")),
    ("Ramverk", "C2", "sv, en", ("Ramverk", "2", "Namn (criteria)", "saknas på engelska")),
    ("Avsnitt", "B2", "19121212-1212", ("Avsnitt", "2", "Rubrik", "Ta bort personnumret")),
]


@pytest.mark.parametrize(("sheet", "cell", "value", "said"), EXCEL_FAULTS)
def test_what_is_wrong_in_excel_is_told_by_sheet_row_and_column(
    send, version, sheet, cell, value, said
):
    page = send(changed(version, sheet, cell, value))

    faults = page.context["trial"].faults
    found = [(one.file, str(one.line), one.key, one.text) for one in faults]
    assert any(one[:3] == said[:3] and said[3] in one[3] for one in found), found
    assert "Filen behöver rättas" in words(page)
    assert FrameworkVersion.objects.count() == 1


def test_a_sheet_that_is_missing_is_named(send, version):
    page = send(changed(version, without="Frågor"))

    assert "Bladet Frågor saknas i filen." in words(page)


# --- What is no framework -------------------------------------------------------------------


def zipped(**files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


REFUSED = [
    ("a.pdf", b"%PDF-1.4", "Filtypen tas inte emot."),
    ("a.xlsm", b"x", "makron"),
    ("a.xlsx", b"x", "går inte att läsa"),
    ("a.xlsx", zipped(big="0" * 40_000_000), "orimligt stor"),
    ("a.yaml", b"", "tom"),
    ("a.yaml", b"%PDF-1.4", "inte en YAML-fil"),
    ("a.yaml", "nyckel: å".encode("latin-1"), "inte sparad som UTF-8"),
    ("a.yaml", b"key: [", "giltig YAML"),
    ("a.yaml", b"key: a\nx: &a 1\ny: *a\n", "Ankare"),
    ("a.yaml", b"title: 19121212-1212\n", "Ta bort personnumret"),
    ("a.yaml", b"key: a\n", "Fältet version saknas."),
]


@pytest.mark.parametrize(("name", "data", "said"), REFUSED)
def test_a_file_that_is_no_framework_is_refused_in_plain_words(send, name, data, said):
    assert said in words(send(SimpleUploadedFile(name, data)))


def test_a_file_that_is_too_large_is_refused(send, settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024

    page = send(SimpleUploadedFile("a.yaml", b"x" * (1024 * 1024 + 1)))

    assert "Filen är för stor. Högst 1 MB går bra." in words(page)


def test_what_was_tampered_with_on_the_way_is_checked_once_more(client, send, ekvik):
    send(yaml_file())
    posted = {"authority": ekvik.pk, "name": "a.yaml", "text": "key: ours\n"}

    page = client.post(reverse("questions:read_in"), posted)

    assert "Filen behöver rättas" in words(page)
    assert not FrameworkVersion.objects.exists()


def test_a_draft_goes_out_and_in_again_unchanged(send, ekvik, strategist, version):
    draft = drafts.copy(version, ekvik, by=strategist)

    for name, data in (("a.xlsx", to_excel(draft)), ("a.yaml", to_yaml(draft).encode())):
        page = send(SimpleUploadedFile(name, data))
        assert page.context["trial"].changes_nothing, name
