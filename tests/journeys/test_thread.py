"""The thread through the whole main job: from a question to a report, and on to a successor."""

from __future__ import annotations

import datetime as dt
import re

import pypdf
from docx import Document

from tests.journeys.visitor import Visitor

ROUND = "Kartläggning våren 2027"
SCHOOL = "Barn- och utbildningsförvaltningen"
ASKED = [SCHOOL, "Socialförvaltningen", "Kultur- och fritidsförvaltningen", "Ekvik Energi AB"]
FINDING = "Skillnader mellan områden syns inte i underlaget"
MEASURE = "Statistik per område till budgetarbetet"
SUCCESSOR = "Signe Almkvist"
LEVELS = ["Inte påbörjat", "Påbörjat", "Beslutat", "Genomfört", "Vet ej"]


def day(ahead: int) -> str:
    return (dt.date.today() + dt.timedelta(days=ahead)).isoformat()  # noqa: DTZ011


def test_from_a_question_to_a_report_and_on_to_a_successor(visitor: Visitor):
    strategist_opens_a_round(visitor)
    sheet = reporter_answers_by_the_link_in_the_mail(visitor)
    manager_approves(visitor, sheet)
    results = strategist_sees_the_matrix(visitor)
    finding = strategist_writes_a_finding(visitor, results)
    measure = strategist_makes_it_a_measure(visitor, finding)
    report = strategist_takes_out_the_report(visitor)
    strategist_leaves(visitor)
    successor_takes_over(visitor, measure, report)


def strategist_opens_a_round(v: Visitor) -> None:
    v.becomes("Astrid Sandell")
    v.heading("Vad ska jag göra nu?")
    v.goes("Uppföljning")
    v.presses("Ny kartläggning")
    v.fills("Namn", ROUND)
    v.chooses("Frågor", "Plattformens kriterier (version 1)")
    v.fills("Öppnar", day(0))
    v.fills("Stänger", day(25))
    v.presses("Välj enheter")
    for box in v.page.get_by_role("checkbox").all():  # all thirteen are proposed
        box.set_checked(box.evaluate("e => e.labels[0].innerText.trim()") in ASKED)
    v.presses("Spara enheterna")
    for unit in ASKED:
        v.reads(unit)
    v.confirms("Öppna kartläggningen")
    v.reads("0 av 4 enheter har skickat in")


def reporter_answers_by_the_link_in_the_mail(v: Visitor) -> str:
    """Answers all forty questions; the address of the sheet."""
    letter = v.letter(f"Svara på {ROUND} för {SCHOOL}")
    link = re.search(r"https?://\S+/konto/lank/\S+", letter)[0]
    v.context.clear_cookies()
    v.opens(link)
    v.presses("Fortsätt som Bo Hedlund")
    v.heading(ROUND)
    sheet = v.page.url
    v.presses("Börja svara")
    for number in range(40):
        v.page.get_by_text(LEVELS[number % 5], exact=True).first.click()
        reason = v.page.get_by_label("Varför väljer ni den nivån?")
        reason.fill("Alla rektorer arbetar efter rutinen sedan augusti.")
        if number in (0, 39):
            v.presses("Nästa fråga" if number == 0 else last_button(v))
        else:
            v.page.get_by_role("button", name="Nästa fråga").click()
            v.page.wait_for_load_state()
    v.opens(sheet)
    v.reads("40 av 40 besvarade")
    v.confirms("Skicka in")
    v.reads("Inskickad")
    # The link has been used up, and says so.
    v.context.clear_cookies()
    v.opens(link)
    v.reads("Skicka en ny länk")
    return sheet


def last_button(v: Visitor) -> str:
    return v.page.locator(".mr-bar button[type=submit]").last.inner_text().strip()


def manager_approves(v: Visitor, sheet: str) -> None:
    v.becomes("Mona Lind")
    v.reads(ROUND)
    v.presses("Gå till uppgiften")
    v.reads("Alla rektorer arbetar efter rutinen sedan augusti.")
    v.presses("Godkänn")
    v.reads("Svaren är godkända.")


def strategist_sees_the_matrix(v: Visitor) -> str:
    v.becomes("Astrid Sandell")
    v.goes("Uppföljning")
    v.presses(ROUND)
    v.reads("1 av 4 enheter har skickat in")
    v.presses("Se resultat")
    v.heading(f"Resultat: {ROUND}")
    matrix = v.page.get_by_role("table", name=re.compile("Mittersta nivå"))
    assert matrix.get_by_text("Saknas").count() >= 36  # three units have not answered
    return v.page.url


def strategist_writes_a_finding(v: Visitor, results: str) -> str:
    v.presses("Skriv slutsats")
    v.fills("Slutsats i en mening", FINDING)
    v.ticks("Brist")
    v.page.get_by_role("radio", name="Allvarligt", exact=True).check()
    v.presses("Spara slutsatsen")
    v.heading(FINDING)
    v.reads("Ingen insats svarar mot det än.")
    return v.page.url


def strategist_makes_it_a_measure(v: Visitor, finding: str) -> str:
    v.presses("Gör till insats")
    v.fills("Insats", MEASURE)
    v.chooses_like("Ansvarig funktion", "Utredare, Kommunledningskontoret")
    v.fills("Från och med", day(0))
    v.fills("Klar senast", day(200))
    v.presses("Skapa insatsen")
    v.heading(MEASURE)
    v.reads(FINDING)
    measure = v.page.url
    # The thread reads the other way too.
    v.opens(finding)
    v.reads(MEASURE)
    return measure


def strategist_takes_out_the_report(v: Visitor) -> str:
    """The same words on the page, in the tagged PDF and in Word."""
    v.opens("/rapporter/")
    v.presses("Ny rapport")
    v.chooses("Kartläggning", ROUND)
    v.presses("Skapa utkastet")
    report = v.page.url
    words = ["Slutsatser i korthet", FINDING, MEASURE]
    for text in words:
        v.reads(text)
    pdf = pypdf.PdfReader(v.downloads("Hämta som PDF"))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"].startswith("sv")
    text = squeeze(" ".join(page.extract_text() for page in pdf.pages))
    document = Document(str(v.downloads("Word")))
    cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
    word = squeeze(" ".join([p.text for p in document.paragraphs] + list(cells)))
    for wanted in words:
        assert squeeze(wanted) in text
        assert squeeze(wanted) in word
    return report


def squeeze(text: str) -> str:
    """Without spaces and hyphens, which differ with the line breaks of each format."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def strategist_leaves(v: Visitor) -> None:
    """She invites her successor and registers her own last day."""
    v.opens("/organisation/inbjudningar/ny/")
    v.chooses_like("Funktion", "MR-strateg, Kommunledningskontoret")
    v.fills("Namn", SUCCESSOR)
    v.fills("E-post", "signe.almkvist@ekvik.example")
    v.presses("Skicka inbjudan")
    v.opens("/organisation/personer/?namn=Astrid")
    v.presses("Astrid Sandell", within=v.page.locator("main"))
    v.presses("Slutar")
    v.fills("Sista dagen", day(-1))
    v.presses("Spara sista dagen")


def successor_takes_over(v: Visitor, measure: str, report: str) -> None:
    """The handover file tells what is under way, and nothing hangs without a holder."""
    letter = v.letter("MR-strateg")
    link = re.search(r"https?://\S+/konto/inbjudan/\S+", letter)[0]
    v.context.clear_cookies()
    v.opens(link)
    v.ticks("Med en kod som vi mejlar varje gång")
    v.presses("Ta emot uppdraget")
    v.opens("/")
    v.reads("Du har tagit över som")
    v.presses("Gå till uppgiften")
    v.heading("Överlämning")
    for text in (ROUND, FINDING, "Det som kommer först"):
        v.reads(text)
    word = Document(str(v.downloads("Hämta som Word")))
    assert any(ROUND in p.text for p in word.paragraphs) or any(
        ROUND in cell.text for table in word.tables for row in table.rows for cell in row.cells
    )
    v.presses("Jag har läst överlämningen")
    # What the strategist did is hers to carry on with.
    for address in (measure, report):
        v.opens(address)
    v.opens("/")
    v.reads("Håll ordning")
    v.presses("Vakanser")
    assert "MR-strateg" not in v.page.inner_text("main")
    v.presses("Tillsätt", begins=True)
    v.reads("Stabschef")
    v.followed(
        "30-oppna-kartlaggning",
        "31-svara",
        "32-godkanna",
        "33-resultat",
        "51-overlamning",
    )
