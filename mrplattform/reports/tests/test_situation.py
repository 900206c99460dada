"""The report fills itself, leads to what is behind it, and says what it does not know."""

import pytest

from mrplattform.core.exports.document import Run, Table, words
from mrplattform.core.exports.files import render
from mrplattform.core.tests.test_exports_documents import WORDS_OF, faults_for_readers, missing_in
from mrplattform.organisations.models import Circle
from mrplattform.reports.books import composed, sections
from mrplattform.reports.material import Material
from mrplattform.reports.models import Report
from mrplattform.reports.services.reports import write
from mrplattform.reports.situation import TITLES
from tests import make


def said(report, key=None):
    found = {section.key: section for section in sections(report, Material(report))}
    blocks = found[key].all_blocks if key else composed(report).all_blocks
    document = composed(report)
    return "\n".join(type(document)("", blocks=tuple(blocks)).words())


def runs(report):
    def walk(value):
        if isinstance(value, Run):
            yield value
        elif isinstance(value, tuple | list):
            for one in value:
                yield from walk(one)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                yield from walk(getattr(value, name))

    return list(walk(composed(report)))


def test_movement_is_told_first(report):
    """School: 1→2 up, 2→2 same, 0→1 up, 1→u nothing. Social: 2→1 down, 2→3 up, 2→2 same."""
    text = said(report, "intro")
    assert "3 svar har gått upp sedan 2025, 1 har gått ner och 2 står stilla." in text
    assert "Fler har gått upp än ner i alla roller" in text
    assert "3 enheter, 4 frågor" in text
    assert "2 av 3 enheter" in text
    assert "1 och 1 svar" in text  # vet ej, saknas


def test_without_an_earlier_round_nothing_is_compared(report):
    Report.objects.filter(pk=report.pk).update(compared_with=None)
    report.refresh_from_db()
    text = said(report)
    assert "Det finns inget tidigare att jämföra med" in text
    assert "Framåt" not in text


def test_the_grid_has_words_pictures_and_a_twin(report):
    [grid] = [
        block
        for block in composed(report).blocks
        if isinstance(block, Table) and block.has_pictures
    ]
    society = grid.rows[0]

    assert words(society[0]) == "Samhällsaktör"
    assert words(society[1].text) == "1 och 2 lika"
    assert words(society[1].note) == "1 framåt, 1 bakåt"
    assert "påbörjat 1, beslutat 1" in society[1].picture.alt
    assert "Samhällsaktör, Icke-diskriminering" in society[1].picture.alt
    assert grid.twin.rows[0][2:] == (0, 1, 1, 0, 0, 0, 0, 0, 1, 1)
    assert words(grid.caption).endswith("Streckad linje: 2025.")


def test_answers_that_are_not_handed_in_are_not_told(report):
    numbers = composed(report, whole=True).behind[0].rows
    assert {row[0] for row in numbers} == {
        "Barn- och utbildningsförvaltningen",
        "Socialförvaltningen",
    }
    assert "En enhet har inte skickat in: Överförmyndarkontoret." in said(report, "unknown")


def test_units_stand_in_the_order_of_their_names(report):
    [table] = [block for block in find(report, "units").blocks if isinstance(block, Table)]
    assert [words(row[0]) for row in table.rows] == [
        "Barn- och utbildningsförvaltningen",
        "Socialförvaltningen",
        "Överförmyndarkontoret",
    ]
    assert table.rows[0][2:] == (4, 1, 0, 2, 0)
    assert table.rows[2][2:] == (None,) * 5


def find(report, key):
    return next(one for one in sections(report, Material(report)) if one.key == key)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("summary", "Det finns inga slutsatser i underlaget."),
        ("findings", "Det finns inga slutsatser i underlaget."),
        ("measures", "Det finns inga insatser i underlaget."),
    ],
)
def test_a_section_without_basis_says_so(report, key, words):
    assert words in said(report, key)


def test_a_round_that_nobody_answered_says_so(ekvik, strategist, version):
    round = make.make_round(ekvik, version=version)
    report = Report(
        authority=ekvik, round=round, title="Nuläge", owner=round.owner, circle=Circle.AUTHORITY
    )
    text = said(report)
    assert "Ingen enhet har skickat in sina svar än." in text
    assert "Det finns inga inskickade svar i underlaget." in text
    assert "Ingen enhet har fått frågorna." in text


def test_a_level_that_rests_on_the_law_alone_says_so(report):
    """The first question names its law (conftest)."""
    assert "enligt lag, effekt okänd" in said(report, "criteria")
    document = composed(report, whole=True)
    told = [words(row[3]) for row in document.behind[0].rows]
    assert any(one.endswith("(enligt lag, effekt okänd)") for one in told)
    assert not all(one.endswith("(enligt lag, effekt okänd)") for one in told)


def test_findings_lead_to_their_measures(report, round, ekvik):
    finding = make.make_finding(round=round, title="Upphandlingen följs inte upp", weight=3)
    make.make_finding(round=round, title="Inget görs")
    make.make_finding(round=round, title="Bra stöd", kind="strength")
    plan = make.make_plan(ekvik)
    make.make_measure(
        plan, title="Krav i upphandling", reasons=[("finding", finding.key, finding.title)]
    )

    text = said(report, "findings")

    assert (
        text.index("Upphandlingen följs inte upp")
        < text.index("Inget görs")
        < text.index("Bra stöd")
    )
    assert "Insatser: Krav i upphandling (ej startad)" in text
    assert text.count("Ingen insats svarar på slutsatsen än.") == 1
    assert "Brist, mycket allvarligt" in text


def test_only_the_five_most_serious_stand_first(report, round):
    for number in range(7):
        make.make_finding(round=round, title=f"Slutsats {number}")
    text = said(report, "summary")
    assert "Slutsats 4" in text
    assert "Slutsats 5" not in text
    assert "2 slutsatser till står längre fram." in text


def test_doing_is_not_told_as_effect(report, ekvik):
    plan = make.make_plan(ekvik)
    make.make_measure(plan, state="done", activity="Gjort", output="Klart", effect="Fler förstår")
    make.make_measure(plan, effect="Fler förstår", evidence="61 procent")
    text = said(report, "measures")
    assert "Effekt för rättighetsbärare är visad för 1 av dem." in text
    assert "Inte visad än" in text


def test_what_fewer_may_read_is_left_out(report, round, ekvik):
    make.make_finding(round=round, title="Bara för enheten", circle=Circle.UNIT)
    make.make_measure(make.make_plan(ekvik), title="Också hemlig", circle=Circle.UNIT)
    text = said(report)
    assert "Bara för enheten" not in text
    assert "Också hemlig" not in text
    assert Material(report).left_out == 2


def test_units_answers_stay_when_the_report_is_wider_than_the_round(report):
    Report.objects.filter(pk=report.pk).update(circle=Circle.PUBLIC)
    report.refresh_from_db()
    assert composed(report, whole=True).behind == ()


def test_own_words_come_before_what_fills_itself(report, strategist):
    write(report, block="summary", text="Först.\n\nSedan.", edition=0, by=strategist)
    text = said(report, "summary")
    assert text.split("\n")[1:4] == ["Slutsatser i korthet", "Först.", "Sedan."]


def test_every_section_leads_to_what_is_behind_it(report, round, ekvik):
    make.make_finding(round=round)
    make.make_measure(make.make_plan(ekvik))
    for section in sections(report, Material(report)):
        document = type(composed(report))("", blocks=section.blocks)
        assert any(run.href for run in runs_of(document)), section.key
    assert set(TITLES) == {section.key for section in sections(report, Material(report))}


def runs_of(value):
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from runs_of(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from runs_of(getattr(value, name))


def test_the_addresses_open(client, report, round, ekvik, strategist):
    make.make_finding(round=round)
    make.make_measure(make.make_plan(ekvik))
    client.force_login(strategist)
    for href in {run.href for run in runs(report) if run.href}:
        assert client.get(href).status_code == 200, href


def test_it_says_the_same_in_every_form_and_to_a_screen_reader(report, round, tmp_path):
    make.make_finding(round=round)
    document = composed(report, whole=True)
    assert {one: missing_in(document, one) for one in WORDS_OF} == {one: [] for one in WORDS_OF}
    assert faults_for_readers(render(document, "pdf"), tmp_path / "situation.pdf") == []


@pytest.mark.parametrize("count", [1, 3])
def test_material_queries(report, round, ekvik, count, django_assert_max_num_queries):
    plan = make.make_plan(ekvik)
    for number in range(count):
        finding = make.make_finding(round=round, title=f"Slutsats {number}")
        make.make_measure(plan, reasons=[("finding", finding.key, finding.title)])
    report = Report.objects.select_related(
        "authority", "round__version", "round__authority", "compared_with__version"
    ).get(pk=report.pk)
    with django_assert_max_num_queries(14):
        composed(report)
