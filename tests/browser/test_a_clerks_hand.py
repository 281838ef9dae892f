"""What a hand does to a form in a real browser: keys, wheel, paste, a year of two digits, a double click."""

import pytest
from playwright.sync_api import expect

from ledger.models import Hold

pytestmark = pytest.mark.browser

TWICE = """() => {
    const button = [...document.querySelectorAll("button")].find((one) => one.innerText.includes("Place the hold"));
    button.click();
    setTimeout(() => button.click(), 30);
}"""


def test_no_key_wheel_paste_or_second_click_does_what_nobody_meant(plan, signed_in):
    page = signed_in("clerk", permissions=["clipboard-read", "clipboard-write"])
    page.goto("/plans/mim-1998/holders/000003/hold/")
    quantity = page.get_by_label("Quantity")
    for key in ("ArrowUp", "ArrowDown"):
        quantity.fill("1000")
        quantity.press(key)
        expect(quantity).to_have_value("1000")
    box = quantity.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.wheel(0, -100)
    expect(quantity).to_have_value("1000")
    for text in ("\u22125", "(100)", "1,5", "17,890,739"):
        quantity.fill("")
        page.evaluate("text => navigator.clipboard.writeText(text)", text)
        quantity.press("Control+V")
        expect(quantity).to_have_value(text)
    quantity.fill("1,000")
    page.get_by_label("From").focus()
    page.keyboard.type("122298")
    page.get_by_label("Reason and authority").fill("Court order")
    page.get_by_role("button", name="Place the hold").click()
    expect(page.get_by_text("type all four digits").first).to_be_visible()
    page.get_by_label("From").fill("1998-12-22")
    page.evaluate(TWICE)
    page.wait_for_timeout(
        2000
    )  # the second click aborts the first answer, which no waiting for an address bears
    page.goto("/plans/mim-1998/holders/000003/")
    expect(page.get_by_text("Court order").first).to_be_visible()
    assert Hold.objects.get().quantity == 1000
