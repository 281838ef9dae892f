"""What the stories in the browser have in common: to press, to follow, to be told and to be refused."""

import re

from playwright.sync_api import Page, expect


def told(page: Page, words: str) -> None:
    """The sentence that says what was done."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def refused(page: Page, words: str) -> None:
    """The sentence that says why nothing was done; it has the focus, so that it is read first."""
    summary = page.get_by_role("alert").filter(has_text=words)
    expect(summary).to_be_focused()


def press(page: Page, button: str) -> None:
    """Presses the button of exactly this name."""
    page.get_by_role("button", name=button, exact=True).click()


def follow(page: Page, link: str | re.Pattern) -> None:
    """Follows the first link of exactly this name, or that the pattern finds, in the page itself."""
    page.get_by_role("main").get_by_role("link", name=link, exact=True).first.click()


def arrived(page: Page, heading: str) -> None:
    """The page of this heading stands, with its scripts: a key pressed now is heard."""
    expect(page.get_by_role("heading", name=heading, level=1, exact=True)).to_be_visible()
    page.wait_for_load_state()


def go(page: Page, key: str, heading: str) -> None:
    """Goes to a page of the side navigation by its keys."""
    page.wait_for_load_state()
    page.keyboard.press("g")
    page.keyboard.press(key)
    arrived(page, heading)


def open_first_row(page: Page, heading: str) -> None:
    """On the list of this heading: walks to its first row by the keyboard and opens it."""
    arrived(page, heading)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
