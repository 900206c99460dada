"""The look in a real browser: for eyes, keyboard and screen readers, wide and narrow, light and
dark, with and without JavaScript."""

import os
import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LOOK = "/utseende/"
axe = Axe()


@pytest.fixture(scope="module")
def chromium(playwright):
    # Playwright's own loop makes Django believe that it runs asynchronously.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    path = os.environ.get("MR_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def open_look(chromium, live_server):
    """A function that opens the look page and returns it."""
    contexts = []

    def open_page(width=1280, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale="sv-SE",
            base_url=live_server.url,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(LOOK)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("width", "colours"),
    [(1280, "ljus"), (1280, "mork"), (768, "ljus"), (360, "ljus"), (360, "mork"), (320, "ljus")],
)
def test_page_fits_and_is_accessible(open_look, width, colours):
    page = open_look(width)
    page.context.add_cookies([{"name": "mr_farger", "value": colours, "url": page.url}])
    page.reload()
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert over <= 0
    found = axe.run(page).response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"][:150]) for one in found]


def test_keyboard_meets_the_skip_link_first(open_look):
    page = open_look()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Hoppa till innehållet")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["y"] >= 0, "it comes into sight"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_focus_is_always_seen(open_look):
    page = open_look()
    unseen = []
    stops = page.evaluate(
        "document.querySelectorAll('main :is(a[href],button,input,select,textarea,summary)').length"
    )
    assert stops > 60
    for _ in range(stops + 5):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const outlined = (one) => one && getComputedStyle(one).outlineStyle !== 'none'
                && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
              const here = document.activeElement;
              return outlined(here) || outlined(here.closest('.mr-choice, .mr-cell'))
                ? '' : here.outerHTML.slice(0, 120);
            }"""
        )
        if seen and not seen.startswith("<body"):
            unseen.append(seen)
    assert unseen == []


def test_targets_are_large_enough(open_look):
    """44 px, 40 for small buttons, 32 for what unfolds under a text."""
    page = open_look(360)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.ds-button, summary, .mr-tabs a, .mr-pick, select')]
          .filter((one) => one.getClientRects().length)
          .map((one) => [one.getBoundingClientRect().height, one.outerHTML.slice(0, 200)])
          .filter(([height, html]) => height <
            (/^<summary/.test(html) ? 32 : /data-size="sm"/.test(html) ? 40 : 44))"""
    )
    assert small == []


def test_summary_leads_into_the_field(open_look):
    page = open_look()
    page.locator(".mr-summary a").first.click()
    expect(page.locator("#fel_title")).to_be_focused()


def test_deed_asks_before_it_is_done(open_look):
    page = open_look()
    page.get_by_role("button", name="Mörka färger").first.click()
    dialog = page.get_by_role("dialog", name="Visa sidan i mörka färger?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Inte än")).to_be_focused()
    dialog.get_by_role("button", name="Inte än").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "light")
    page.get_by_role("button", name="Mörka färger").first.click()
    page.get_by_role("button", name="Visa mörka färger").click()
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")


def test_dialog_opens_closes_and_gives_focus_back(open_look):
    page = open_look()
    opener = page.get_by_role("button", name="Lås rapporten", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Lås rapporten?")
    expect(dialog).to_be_visible()
    assert not axe.run(page).response["violations"]
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_half_written_form_is_not_left_by_mistake(open_look):
    page = open_look()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#tom_title").fill("Tolk vid omprövning")
    page.reload()
    assert asked == ["beforeunload"]


def test_everything_is_there_without_javascript(open_look):
    page = open_look(java_script_enabled=False)
    expect(page.get_by_text("Siffrorna sparas som de är i dag.")).to_be_visible()
    expect(page.get_by_role("button", name="Skriv ut")).to_have_count(0)
    page.get_by_role("button", name="Mörka färger").first.click()
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")


def test_paper_carries_the_content_only(open_look):
    page = open_look()
    page.emulate_media(media="print")
    for css in (".mr-filter", ".mr-foot", ".mr-skip", ".ds-button"):
        expect(page.locator(css).first).to_be_hidden()
    expect(page.get_by_role("heading", name="Matris")).to_be_visible()
    columns = page.locator(".mr-cells").first.evaluate(
        "one => getComputedStyle(one).gridTemplateColumns.split(' ').length"
    )
    assert columns == 3


def test_nothing_is_fetched_from_outside_and_nothing_is_refused(open_look, live_server):
    page = open_look()
    faults = []
    page.on(
        "request", lambda one: faults.append(one.url) if live_server.url not in one.url else None
    )
    page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: faults.append(str(one)))
    page.reload(wait_until="networkidle")
    assert [one for one in faults if not re.match("data:", one)] == []
