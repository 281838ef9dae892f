"""Movements of common with what travels with it, and the issuer's orders for the control book."""

from datetime import date
from decimal import Decimal

from ledger.rules.wire.reader import Reader
from ledger.selectors.control_book import control_book as book_of
from ledger.services import control_book as books, shares
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.reading import optional_day, quantity


def issue(scene: Scene, told: Reader) -> date | None:
    on = optional_day(told, "effective_on", scene.day)
    shares.issue_common(
        plan=scene.plan,
        taker=scene.account(told.text("to"), share_class=_class(told)),
        quantity=quantity(told, "quantity"),
        effective_on=on,
        document=scene.paper("Issue order", "issue order", on),
        actor=scene.hands.maker,
    )
    return on


def transfer(scene: Scene, told: Reader) -> date | None:
    on = optional_day(told, "effective_on", scene.day)
    giver = scene.account(told.text("from"), share_class=_class(told))
    shares.transfer_common(
        plan=scene.plan,
        giver=giver,
        taker=scene.account(told.text("to"), share_class=giver.share_class),
        quantity=quantity(told, "quantity"),
        effective_on=on,
        document=scene.paper("Transfer instruction", "transfer instruction", on),
        **_lots(told),
        actor=scene.hands.maker,
    )
    return on


def reacquire(scene: Scene, told: Reader) -> date | None:
    on = optional_day(told, "effective_on", scene.day)
    shares.reacquire_common(
        plan=scene.plan,
        giver=scene.account(told.text("from"), share_class=_class(told)),
        quantity=quantity(told, "quantity"),
        effective_on=on,
        document=scene.paper("Order to buy back", "issue order", on),
        to_treasury=told.optional("cancelled", told.flag) is not True,
        **_lots(told),
        actor=scene.hands.maker,
    )
    return on


def _class(told: Reader) -> str:
    """The class of common that a step names, "" where it names none."""
    return told.optional("class", told.text) or ""


def _lots(told: Reader) -> dict[str, Decimal]:
    """What a step says of the shares that go: how many carry Rights, how many of these are void."""
    return {
        name: quantity(told, name)
        for name in ("bearing", "void")
        if told.optional(name, told.raw) is not None
    }


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
