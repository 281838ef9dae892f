"""Movements of common with what travels with it, and the issuer's orders for the control book."""

from datetime import date
from decimal import Decimal

from ledger.rules.facts import BadInput
from ledger.rules.issued import Issued, together
from ledger.rules.wire.reader import Reader
from ledger.selectors.control_book import by_class, control_book as book_of
from ledger.services import control_book as books, shares
from rightsadmin.rehearsal.scene import Scene
from rightsadmin.rehearsal.verbs.reading import optional_day, quantity


def issue(scene: Scene, told: Reader) -> date | None:
    on = _settled_on(told, scene)
    _require_no_trade(told)
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
    on = _settled_on(told, scene)
    giver = scene.account(told.text("from"), share_class=_class(told))
    shares.transfer_common(
        plan=scene.plan,
        giver=giver,
        taker=scene.account(told.text("to"), share_class=giver.share_class),
        quantity=quantity(told, "quantity"),
        effective_on=on,
        document=scene.paper("Transfer instruction", "transfer instruction", on),
        traded_on=told.optional("traded_on", told.day),
        **_lots(told),
        actor=scene.hands.maker,
    )
    return on


def reacquire(scene: Scene, told: Reader) -> date | None:
    on = _settled_on(told, scene)
    _require_no_trade(told)
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


def _settled_on(told: Reader, scene: Scene) -> date:
    """The legal day of a movement: that on which its trade settles, where the step tells one."""
    settles_on = told.optional("settles_on", told.day)
    on = optional_day(told, "effective_on", settles_on or scene.day)
    if settles_on and on != settles_on:
        raise BadInput(
            told.place("settles_on"), "shares move on the day on which their trade settles: tell one day"
        )
    return on


def _require_no_trade(told: Reader) -> None:
    """BadInput for the day of a trade that is none between holders: it decides nothing."""
    if told.optional("traded_on", told.raw) is not None:
        raise BadInput(told.place("traded_on"), "only shares that one holder transfers to another are traded")


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
    """The issuer's order: of all common, or of one class, which leaves what the others have."""
    book = book_of(scene.plan, scene.day)
    outstanding, code = quantity(told, "outstanding"), _class(told)
    classes = by_class(book) if book and code else {}
    if code:
        before = classes.get(code, Issued(Decimal()))
        classes[code] = Issued(outstanding, before.treasury, before.reserved)
    whole = (
        together(classes)
        if code
        else Issued(outstanding, book.treasury if book else Decimal(), book.reserved if book else Decimal())
    )
    books.record_control_book(
        plan=scene.plan,
        as_of=scene.day,
        **whole.figures,
        classes=classes,
        document=scene.paper("Order of the issuer", "issue order"),
        actor=scene.hands.checker,
    )
    return scene.day
