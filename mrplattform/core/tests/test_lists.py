"""A list is filtered, sorted, paged and taken out, and its links keep what the reader chose."""

import io
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from django import forms
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from mrplattform.core.models import DemoMail
from mrplattform.core.tables import Column, FilterForm, Table
from mrplattform.core.tests.elements import element

COLUMNS = [
    Column("amne", "Ämne", "subject", sort=True),
    Column("till", "Till", "to", sort=True),
    Column("antal", "Antal", "pk", sort=True, kind="number"),
    Column("text", "Text", "text", only_in_file=True),
]


class MailFilter(FilterForm):
    sok = forms.CharField(label="Sök")
    to = forms.CharField(label="Till")

    def narrow_sok(self, rows, text):
        return rows.filter(subject__icontains=text)


@pytest.fixture
def mails(db):
    for place, subject in enumerate(["Öppet hus", "Åre", "Ärende", "Avtal", "Zon"]):
        DemoMail.objects.create(subject=subject, to="abbc"[place % 4], text=f"Text {place}")


def make_table(query="", rows=None, **options):
    options = {"order": "amne", "name": "Brev och ärenden", "filters": MailFilter} | options
    rows = DemoMail.objects.all() if rows is None else rows
    return Table(RequestFactory().get("/brev/" + query), rows, COLUMNS, **options)


def subjects(table) -> list[str]:
    return [row.subject for row in table.rows]


SWEDISH = ["Avtal", "Zon", "Åre", "Ärende", "Öppet hus"]


def test_first_order_is_the_lists_own(mails):
    assert subjects(make_table()) == SWEDISH


def test_reader_sorts_both_ways(mails):
    assert subjects(make_table("?sortera=-amne")) == SWEDISH[::-1]


def test_unknown_order_is_the_lists_own(mails):
    assert subjects(make_table("?sortera=losenord")) == SWEDISH


def test_numbers_are_sorted_as_numbers(mails):
    rows = make_table("?sortera=antal").rows
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)


def test_ties_are_settled(mails):
    pages = [subjects(make_table(f"?sortera=till&sida={n}", page_size=1)) for n in range(1, 6)]
    assert len({subject for page in pages for subject in page}) == 5


def test_filter_by_method_and_by_name(mails):
    assert subjects(make_table("?sok=ÄREN")) == ["Ärende"]
    assert {row.to for row in make_table("?to=b").rows} == {"b"}


def test_filter_without_value_lets_all_through(mails):
    assert make_table("?sok=&to=").count == 5
    assert not make_table("?sok=").filters.is_used
    assert make_table("?sok=a").filters.is_used


def test_links_keep_the_other_choices(mails):
    table = make_table("?sok=e&sida=1&format=xlsx", page_size=1)
    assert parse_qs(table.next_url[1:]) == {"sok": ["e"], "sida": ["2"]}
    assert parse_qs(table.xlsx_url[1:]) == {"sok": ["e"], "format": ["xlsx"]}
    assert parse_qs(table.headers[1].url[1:]) == {"sok": ["e"], "sortera": ["till"]}


def test_head_tells_and_turns_the_order(mails):
    header = make_table("?sortera=amne").headers[0]
    assert (header.direction, header.url) == ("ascending", "?sortera=-amne")
    header = make_table("?sortera=-amne").headers[0]
    assert (header.direction, header.url) == ("descending", "?sortera=amne")


@pytest.mark.parametrize(("page", "number"), [("", 1), ("3", 3), ("99", 5), ("x", 1), ("-1", 5)])
def test_any_page_number_leads_somewhere(mails, page, number):
    assert make_table(f"?sida={page}", page_size=1).page.number == number


def test_long_lists_leave_out_page_numbers(db):
    rows = [SimpleNamespace(subject=str(n), to="", pk=n, text="") for n in range(300)]
    pages = make_table("?sida=15", rows=rows, filters=None, page_size=10).pages
    assert [number for number, _url in pages] == [1, None, 13, 14, 15, 16, 17, None, 30]


@pytest.mark.parametrize("count", [1, 3])
def test_two_questions_whatever_the_rows(db, django_assert_num_queries, count):
    for number in range(count):
        DemoMail.objects.create(subject=f"Brev {number}", to="a", text="")
    with django_assert_num_queries(2):
        table = make_table()
        element('<c-table :table="t" caption="Brev" /><c-pager :table="t" />', t=table)


def test_excel_holds_everything_that_the_filters_let_through(mails):
    response = make_table("?format=xlsx&sok=e", page_size=1).file()
    assert 'filename="brev-och-arenden.xlsx"' in response["Content-Disposition"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(response.getvalue())).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert rows[0] == ["Ämne", "Till", "Antal", "Text"]
    assert [row[0] for row in rows[1:]] == ["Åre", "Ärende", "Öppet hus"]
    assert isinstance(rows[1][2], float), "numbers stay numbers"


def test_csv_is_what_swedish_excel_opens(mails):
    table = make_table("?format=csv&sok=zon")
    assert table.wants_file
    text = table.file().getvalue().decode("utf-8-sig")
    assert text.splitlines()[0] == "Ämne;Till;Antal;Text"
    assert text.splitlines()[1].startswith("Zon;a;")


def test_other_formats_are_pages(mails):
    assert not make_table("?format=exe").wants_file


def test_plain_lists_are_sorted_in_swedish_too(db):
    rows = [
        SimpleNamespace(subject=subject, to="", pk=place, text="")
        for place, subject in enumerate(["Ö", "å", "", "Ä", "b"])
    ]
    assert subjects(make_table(rows=rows, filters=None)) == ["b", "å", "Ä", "Ö", ""]


def test_cells_come_from_the_columns_escaped(db):
    row = SimpleNamespace(subject="<b>x</b>", to=None, pk=1234, text="")
    html = element('<c-table :table="t" caption="Brev" />', t=make_table(rows=[row], filters=None))
    assert '<th scope="row">&lt;b&gt;x&lt;/b&gt;</th>' in html
    assert '<td data-label="Antal" class="mr-num">1\u00a0234</td>' in html
    assert "Text" not in html


def test_dotted_values_stop_at_nothing():
    column = Column("x", "X", "unit.parent.name")
    assert column.read(SimpleNamespace(unit=None)) is None
    assert column.read({"unit": {"parent": SimpleNamespace(name=lambda: "Ekvik")}}) == "Ekvik"


def test_pager_is_a_list_of_links(mails):
    html = element('<c-pager :table="t" />', t=make_table("?sida=2", page_size=2))
    assert '<span aria-current="page">2</span>' in html
    assert 'rel="prev"' in html
    assert "Visar 3–4 av 5" in html


def test_filter_row_offers_the_way_back(mails):
    html = element('<c-filter :form="f" wide="sok" />', f=make_table("?sok=e").filters)
    assert '<div class="mr-field mr-wide"><label for="id_sok">Sök</label>' in html
    assert "Visa alla" in html
    assert "(frivilligt)" not in html
