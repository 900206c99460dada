"""The shared elements: words beside every colour, headings and labels for ears, nothing unescaped."""

import datetime as dt
from types import SimpleNamespace

import pytest

from mrplattform.core.history import VERBS
from mrplattform.core.tests.elements import element

HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    ("tone", "sign"),
    [
        ("good", "i-check"),
        ("plan", "i-play"),
        ("watch", "i-warn"),
        ("stop", "i-stop"),
        ("wish", "i-wish"),
    ],
)
def test_each_tone_has_a_shape(tone, sign):
    html = element('<c-badge tone="{{ tone }}">Ord</c-badge>', tone=tone)
    assert f'data-tone="{tone}"' in html
    assert f'<use href="#{sign}"/>' in html
    assert "Ord" in html


def test_mark_may_choose_or_leave_out_its_shape():
    assert "i-clock" in element('<c-mark tone="watch" icon="clock">x</c-mark>')
    assert "<svg" not in element('<c-mark tone="watch" icon="none">x</c-mark>')


@pytest.mark.parametrize(
    ("tone", "shown"),
    [("success", "good"), ("warning", "watch"), ("error", "stop"), ("watch", "watch")],
)
def test_django_messages_become_notes(tone, shown):
    assert f'data-tone="{shown}"' in element("<c-note tone='{{ tone }}'>x</c-note>", tone=tone)


def test_button_is_a_link_when_it_leads_somewhere():
    assert element('<c-button href="/a/" variant="secondary">Ändra</c-button>').startswith("<a ")
    html = element('<c-button name="keep" value="mine" class="mr-wide-btn">Spara</c-button>')
    assert 'type="submit"' in html
    assert 'name="keep" value="mine"' in html
    assert 'class="ds-button mr-wide-btn"' in html


def test_deed_in_one_press_is_posted_and_protected(rf):
    html = element(
        '<c-post-button url="/las/" confirm="Lås rapporten?" confirm_button="Lås">Lås '
        '<c-slot name="fields"><input type="hidden" name="edition" value="3"></c-slot></c-post-button>',
        rf.get("/"),
    )
    assert '<form method="post" action="/las/"' in html
    assert "csrfmiddlewaretoken" in html
    assert 'data-confirm="Lås rapporten?"' in html
    assert 'data-confirm-cancel="Inte än"' in html
    assert 'name="edition" value="3"' in html


def test_level_is_said_with_sign_digit_and_word():
    html = element('<c-level :level="l" label="Genomfört" />', l=3)
    assert "#g3" in html
    assert ">3</b> Genomfört" in html
    html = element('<c-level :level="l" label="Svar saknas" />', l=None)
    assert "#gm" in html
    assert "None" not in html


def test_facts_leave_out_the_empty():
    html = element('<c-facts :items="f" />', f=[("Tid", "2026"), ("Beslut", ""), ("Antal", 0)])
    assert "Beslut" not in html
    assert "<dt>Antal</dt><dd>0</dd>" in html


def test_section_is_named_by_its_heading():
    html = element('<c-section title="Åtgärder & mål">x</c-section>')
    assert 'aria-labelledby="atgarder-mal"' in html
    assert '<h2 id="atgarder-mal">Åtgärder &amp; mål</h2>' in html


def test_tabs_and_crumbs_are_navigation():
    html = element(
        '<c-tabs :items="t" label="Visa som" />',
        t=[{"label": "Lista", "url": "/a/", "current": True}, {"label": "Karta", "url": "/b/"}],
    )
    assert '<nav aria-label="Visa som">' in html
    assert html.count("aria-current") == 1
    assert '<a href="/x/">Ekvik</a>' in element('<c-crumbs :items="c" />', c=[("Ekvik", "/x/")])


def test_progress_is_said_in_words():
    html = element('<c-progress :value="13" :max="40" label="Besvarade frågor" />')
    assert '<progress max="40" value="13">13 av 40</progress>' in html
    assert "Besvarade frågor" in html


def test_empty_says_the_first_step():
    html = element(
        '<c-empty title="Här blir det insatser" href="/ny/" button="Skriv">När ni vill.</c-empty>'
    )
    assert '<p class="mr-as-h3">Här blir det insatser</p>' in html
    assert '<a class="ds-button" href="/ny/">Skriv</a>' in html
    assert "ds-button" not in element('<c-empty title="Tomt" />')


def test_scale_sets_dont_know_apart_but_equal():
    choices = [
        {
            "value": 0,
            "level": 0,
            "label": "Inte påbörjat",
            "text": "Inget.",
            "last": "Ert svar 2025",
        },
        {"value": "u", "label": "Vet ej", "unknown": True, "checked": True},
        {"value": "ja", "label": "Ja"},
    ]
    html = element(
        '<c-scale name="niva" legend="Hur långt?" :choices="c" error="Välj en nivå." />', c=choices
    )
    assert "<legend>Hur långt?</legend>" in html
    assert html.count('type="radio"') == 3
    assert "data-unknown" in html
    assert 'value="u" checked' in html
    assert "Ert svar 2025" in html
    assert "niva_error" in html
    assert "mr-choice-plain" in html


def test_thread_and_chain():
    html = element(
        '<c-thread><c-knot title="Skäl" icon="find">a</c-knot>'
        '<c-knot title="Effekt" icon="heart" open coming>b</c-knot></c-thread>'
    )
    assert html.count("data-coming") == 1
    assert html.count("data-open") == 1


def test_history_tells_who_what_when_why_and_what_changed(monkeypatch):
    monkeypatch.setitem(VERBS, "returned", "skickade tillbaka")
    deed = SimpleNamespace(
        at=dt.datetime(2026, 11, 20, 14, 32, tzinfo=dt.UTC),
        by_name="Mona Lind",
        by_function="Förvaltningschef",
        verb="returned",
        why="Motivering saknas.",
        changes={"nivå": [2, {"id": 1, "text": "Genomfört"}], "fil": [None, True]},
        content_type_id=None,
    )
    html = element('<c-history :deeds="d" />', d=[deed])
    for words in ("Mona Lind", "skickade tillbaka", "20 november 2026 15.32", "Motivering saknas."):
        assert words in html
    assert '<th scope="row">Nivå</th><td>2</td><td>Genomfört</td>' in html
    assert '<th scope="row">Fil</th><td>tomt</td><td>ja</td>' in html


def test_deed_without_a_person_is_the_platforms():
    deed = SimpleNamespace(
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        by_name="",
        by_function="",
        verb="påminde",
        why="",
        changes={},
        content_type_id=None,
    )
    assert "Plattformen" in element('<c-history :deeds="d" />', d=[deed])
    assert "Inget har hänt än." in element('<c-history :deeds="d" />', d=[])


def test_conflict_shows_both_and_lets_choose():
    html = element(
        '<c-conflict :rows="r" by="Karin Åsberg" />',
        r=[{"label": "Motivering", "mine": "Ja\nnej", "theirs": HOSTILE}],
    )
    assert "Karin Åsberg sparade samtidigt" in html
    assert "Ja<br>nej" in html
    assert 'name="keep" value="mine"' in html
    assert 'name="keep" value="theirs"' in html
    assert "<script" not in html


def test_agenda_day_is_for_people_and_machines():
    items = [{"date": dt.date(2026, 11, 24), "title": "Mötet", "url": "", "text": "Kommunhuset"}]
    html = element('<c-agenda :items="a" />', a=items)
    assert '<time datetime="2026-11-24"><b>24</b><span>nov, tis</span></time>' in html


def test_dialog_stands_open_without_javascript():
    html = element('<c-dialog id="las" title="Lås?" opener="Lås">Text</c-dialog>')
    assert '<dialog class="mr-dialog" id="las" open data-dialog aria-labelledby="las-t">' in html
    assert 'href="#las"' in html


@pytest.mark.parametrize(
    "markup",
    [
        '<c-note title="{{ x }}">{{ x }}</c-note>',
        '<c-badge tone="{{ x }}">{{ x }}</c-badge>',
        '<c-button href="{{ x }}">{{ x }}</c-button>',
        '<c-post-button url="{{ x }}" confirm="{{ x }}">{{ x }}</c-post-button>',
        '<c-card href="{{ x }}" title="{{ x }}" kicker="{{ x }}">{{ x }}</c-card>',
        '<c-empty title="{{ x }}" href="{{ x }}" button="{{ x }}">{{ x }}</c-empty>',
        '<c-section title="{{ x }}" lead="{{ x }}">{{ x }}</c-section>',
        '<c-todo-item title="{{ x }}" href="{{ x }}">{{ x }}</c-todo-item>',
        '<c-file href="{{ x }}" name="{{ x }}" note="{{ x }}" />',
        '<c-facts :items="pairs" />',
        '<c-crumbs :items="pairs" />',
        '<c-tabs :items="tabs" label="{{ x }}" />',
        '<c-agenda :items="agenda" />',
        '<c-scale name="a" legend="{{ x }}" :choices="choices" />',
        '<c-cell href="{{ x }}" role="{{ x }}" title="{{ x }}" sub="{{ x }}" />',
        '<c-table caption="{{ x }}"><c-slot name="head"><th>{{ x }}</th></c-slot></c-table>',
        '<c-progress :value="1" :max="2" label="{{ x }}" />',
        '<c-level :level="x" label="{{ x }}" />',
        '<c-dialog id="a" title="{{ x }}" opener="{{ x }}">{{ x }}</c-dialog>',
    ],
)
def test_text_cannot_become_markup(rf, markup):
    html = element(
        markup,
        rf.get("/"),
        x=HOSTILE,
        pairs=[(HOSTILE, HOSTILE)],
        tabs=[{"label": HOSTILE, "url": HOSTILE}],
        agenda=[{"date": dt.date(2026, 1, 1), "title": HOSTILE, "url": HOSTILE, "text": HOSTILE}],
        choices=[{"value": HOSTILE, "label": HOSTILE, "text": HOSTILE, "last": HOSTILE}],
    )
    assert "<script" not in html
    assert "&lt;script" in html or "script" not in html.lower()
