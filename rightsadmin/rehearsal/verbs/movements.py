"""Movements of common with what travels with it, and the issuer's orders for the control book."""

from datetime import date

from ledger.rules.wire.reader import Reader
from ledger.selectors.control_book import control_book as book_of
from ledger.services import control_book as books, shares
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.reading import optional_day, quantity


def issue(scene: Scene, told: Reader) -> date | None:
    on = optional_day(told, "effective_on", scene.day)
    shares.issue_common(
        plan=scene.plan,
        taker=scene.account(told.text("to")),
        quantity=quantity(told, "quantity"),
        effective_on=on,
        document=scene.paper("Issue order", "issue order", on),
        actor=scene.hands.maker,
    )
    return on


def transfer(scene: Scene, told: Reader) -> date | None:
    on = optional_day(told, "effective_on", scene.day)
    shares.transfer_common(
        plan=scene.plan,
        giver=scene.account(told.text("from")),
        taker=scene.account(told.text("to")),
        quantity=quantity(told, "quantity"),
        effective_on=on,
        document=scene.paper("Transfer instruction", "transfer instruction", on),
        actor=scene.hands.maker,
    )
    return on


def reacquire(scene: Scene, told: Reader) -> date | None:
    on = optional_day(told, "effective_on", scene.day)
    shares.reacquire_common(
        plan=scene.plan,
        giver=scene.account(told.text("from")),
        quantity=quantity(told, "quantity"),
        effective_on=on,
        document=scene.paper("Order to buy back", "issue order", on),
        to_treasury=told.optional("cancelled", told.flag) is not True,
        actor=scene.hands.maker,
    )
    return on


def control_book(scene: Scene, told: Reader) -> date | None:
    book = book_of(scene.plan, scene.day)
    outstanding = quantity(told, "outstanding")
    books.record_control_book(
        plan=scene.plan,
        as_of=scene.day,
        outstanding=outstanding,
        treasury=book.treasury if book else outstanding * 0,
        reserved=book.reserved if book else outstanding * 0,
        document=scene.paper("Order of the issuer", "issue order"),
        actor=scene.hands.checker,
    )
    return scene.day
