"""What a person does in the browser, in the words of the handbook: press, fill in, choose, read."""

from __future__ import annotations

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, expect

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbok"
axe = Axe()
# How a page is built, without its words: elements, classes and what is said of them to a screen
# reader. Of pages that are built alike (forty questions, say) axe judges one.
BUILT = r"""() => {
    const words = /^(id|for|href|action|value|content|data-label|hx-get|d|x|y|x1|x2|y1|y2|width|height|points)$/
    const told = /^(class|role|type|aria-(current|hidden|expanded|checked|pressed|live|haspopup))$/
    const one = (e) => e.tagName + (e.textContent.trim() ? "" : "-") + [...e.attributes]
        .filter((a) => !words.test(a.name))
        .map((a) => a.name + (told.test(a.name) ? "=" + a.value : a.value ? "" : "-"))
    return [...document.querySelectorAll("*")].map(one).join(">")
}"""
judged: set[tuple[int, str]] = set()


class Visitor:
    """One browser. Every page met is checked: no axe violations, no sideways scroll, no errors."""

    def __init__(self, context: BrowserContext, address: str):
        self.context = context
        self.address = address
        self.page = context.new_page()
        self.used: list[str] = []
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._heard)
        self.page.on("response", self._answered)

    def _heard(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _answered(self, response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")
        if not response.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"outside request: {response.url}")

    # --- going and doing ---------------------------------------------------------------------

    def opens(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)
        self.looks()

    def becomes(self, name: str) -> None:
        """Sign in as one of the cast on the demo page."""
        self.context.clear_cookies()
        self.opens("/demo/")
        self.page.get_by_role("button", name=re.compile(re.escape(name))).first.click()
        self.looks()

    def presses(
        self, label: str, *, within: Locator | None = None, nth: int = 0, begins: bool = False
    ) -> None:
        """Press the button or follow the link with that text, or that begins with it: what
        follows may tell whom it is about, for those who do not see the page."""
        where = within or self.page
        name = re.compile(rf"^\s*{re.escape(label)}\s*{'' if begins else '$'}")
        target = where.get_by_role("button", name=name).or_(where.get_by_role("link", name=name))
        target.nth(nth).click()
        self.used.append(label)
        self.looks()

    def fills(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(text)
        self.used.append(label)

    def chooses(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=False).first.select_option(label=option)
        self.used.append(label)

    def chooses_like(self, label: str, text: str) -> None:
        """The option that begins with the text, whoever holds the function now."""
        options = self.page.get_by_label(label).first.locator("option")
        words = next(words for words in options.all_inner_texts() if words.startswith(text))
        self.chooses(label, words)

    def confirms(self, label: str) -> None:
        """Press a button that asks first, and say yes in the dialog."""
        self.presses(label)
        self.presses(label, within=self.page.get_by_role("dialog"))

    def goes(self, place: str) -> None:
        """To one of the places in the menu, which a phone keeps folded."""
        menu = self.page.locator("summary", has_text="Meny")
        if menu.is_visible():
            menu.click()
        self.page.get_by_role("navigation").get_by_role("link", name=place).locator(
            "visible=true"
        ).first.click()
        self.used.append(place)
        self.looks()

    def ticks(self, label: str) -> None:
        self.page.get_by_label(label, exact=False).first.check()
        self.used.append(label)

    def downloads(self, label: str) -> Path:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=label).or_(
                self.page.get_by_role("button", name=label)
            ).first.click()
        self.used.append(label)
        return waiting.value.path()

    def letter(self, subject: str) -> str:
        """The newest demo mail with that subject, as text; the worker may need a moment."""
        for _ in range(50):
            self.page.goto(f"{self.address}/demo/post/")
            letters = self.page.locator("article", has_text=subject)
            if letters.count():
                return letters.first.inner_text()
            self.page.wait_for_timeout(200)
        raise AssertionError(f"no mail about {subject!r}: {self.page.inner_text('main')[:2000]}")

    # --- reading and judging -----------------------------------------------------------------

    def reads(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)
        self.used.append(text)

    def heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def looks(self) -> None:
        """The page is whole: accessible, fits the screen, and nothing went wrong on the way."""
        self.page.wait_for_load_state()
        here = self.page.url
        built = (self.page.viewport_size["width"], self.page.evaluate(BUILT))
        if built not in judged:
            found = axe.run(self.page).response["violations"]
            assert not found, [(here, v["id"], v["nodes"][0]["html"][:200]) for v in found]
            judged.add(built)
        over = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over <= 0, f"{here} scrolls {over} px sideways"
        assert not self.faults, (here, self.faults)

    def followed(self, *pages: str) -> None:
        """Every bold word of the handbook's numbered steps was used, so the handbook is true."""
        for page in pages:
            missing = [word for word in bold_words(page) if word not in self.used]
            assert not missing, f"docs/handbok/{page}.md says what was not there: {missing}"


def bold_words(page: str) -> list[str]:
    """The buttons, links and fields that a handbook page's numbered steps name in bold."""
    text = (HANDBOOK / f"{page}.md").read_text(encoding="utf8")
    steps = [line for line in text.splitlines() if re.match(r"\s*\d+\.", line)]
    return [word for step in steps for word in re.findall(r"\*\*(.+?)\*\*", step)]
