"""Which shares carry Rights, asked of a plan: its dates, its end, its ratio, and what an account has.

Whatever moves common, or counts the Rights of common, asks here; `ledger.rules.carrying` decides.
"""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Exists, OuterRef

from ledger.enums import Act, Instrument, ResolutionKind, Standing
from ledger.errors import RuleViolation
from ledger.models import Adjustment, AdjustmentKind, Batch, Entry, HolderAccount, Plan, Resolution
from ledger.rules.carrying import Attachment, Lots, Ratio, Rounding, ratio_after_exchange
from ledger.rules.exact import half_up, ratio_of
from ledger.rules.vocabulary import BatchKind
from ledger.rules.wire.steps import RATIO_KEYS, read_ratio
from ledger.selectors import adjustments, balances, board, plan_day, standing
from ledger.selectors.terms import value

_PLACES = 10


def attachment(plan: Plan, account: HolderAccount, on: date) -> Attachment:
    """Whether shares of the account's class that are issued or move on that legal day carry Rights, and how many."""
    stands = standing.of(plan)
    return Attachment(
        on=on,
        at=moment(plan, on),
        record_date=date.fromisoformat(value(plan, "record_date", on)),
        dividend_posted=plan.batches.filter(kind=BatchKind.DIVIDEND).exists(),
        distribution=stands.distribution_date,
        end=stands.end,
        ratio=ratio_of_account(plan, account, on),
    )


def moment(plan: Plan, on: date) -> datetime:
    """The instant of a movement of that legal day: now where it is the plan's today, else the close of that day."""
    return plan_day.instant(plan) if on == plan_day.today(plan) else plan_day.end_of(on)


def classes(plan: Plan, on: date) -> dict[str, str]:
    """Code -> title of the classes of common that the plan tells apart; empty where there is one class."""
    return {row["code"]: row["title"] for row in value(plan, "common.classes", on) or ()}


def class_by_account(plan: Plan, on: date) -> dict[int, str]:
    """Key of each account -> the code of the class of common that it holds; empty where the plan has one class."""
    if not classes(plan, on):
        return {}
    return dict(HolderAccount.objects.filter(plan=plan).values_list("pk", "share_class"))


def ratios(plan: Plan, on: date) -> dict[str, Ratio]:
    """Code of the class -> the Rights of one of its shares; of all shares under "" where there is one class."""
    rows = value(plan, "common.classes", on)
    if not rows:
        return {"": _ratio(plan, on)}
    return {row["code"]: _ratio(plan, on, row["code"], ratio_of(row["rights_per_share"])) for row in rows}


def ratio_of_account(plan: Plan, account: HolderAccount, on: date) -> Ratio:
    """The Rights of a share of the class that the account holds; RuleViolation where it is none of the plan's."""
    of = ratios(plan, on)
    if "" in of:
        return of[""]
    if account.share_class not in of:
        raise RuleViolation(
            f"Account {account.number} holds no class of common that the plan knows ({', '.join(of)}): correct its "
            "class.",
            rule="R2",
            next_act=Act.HOLDER_EDIT,
        )
    return of[account.share_class]


def rights_by_account(plan: Plan, accounts: Collection[int], on: date) -> dict[int | str, Fraction]:
    """Key of each account -> the valid Rights of one of its shares on a day; nothing is asked for no account."""
    if not accounts:
        return {}
    of = ratios(plan, on)
    held = HolderAccount.objects.filter(pk__in=accounts).values_list("pk", "share_class")
    return {key: of.get("" if "" in of else code, Ratio()).rights for key, code in held}


def _ratio(plan: Plan, on: date, code: str = "", of_class: Fraction | None = None) -> Ratio:
    """The Rights of a share from those it began with, by every adjustment since: a split divides or keeps them, one of
    another class leaves them alone, an exchange in part leaves a part of the valid ones on each share and the void ones
    alone.
    """
    rounding = Rounding(value(plan, "rights.rounding", on))
    rows = adjustments.until(plan, on)
    rights = of_class or (
        Fraction(rows[0].rights_per_share_before) if rows else adjustments.rights_per_share(plan, on)
    )
    void = rights
    for row in rows:
        if row.kind == AdjustmentKind.EXCHANGE:
            rights = ratio_after_exchange(
                rights, *(ratio_of(row.inputs[name]) for name in ("portion", "ratio"))
            )
            rounding = Rounding.TEN_PLACES if rounding is Rounding.EXACT else rounding
        elif row.inputs.get("class"):
            if row.inputs["class"] == code:
                grown = read_ratio({name: row.inputs[name] for name in row.inputs if name in RATIO_KEYS})
                rights, void = rights / grown, void / grown
        else:
            factor = Fraction(row.rights_per_share_after) / Fraction(row.rights_per_share_before)
            rights, void = rights * factor, void * factor
    return Ratio(rights, rounding, void)


def lots(account: HolderAccount, on: date, of: Ratio) -> Lots:
    """What the account's shares carried at the close of a day, as known now.

    Where Rights of it became void since, what it holds now counts: a later finding is no way around itself.
    """
    then, now = (balances.account_balance(account.plan, account.pk, day) for day in (on, None))
    held = now if now.rights.get(Standing.VOID) != then.rights.get(Standing.VOID) else then
    valid, void = (held.rights.get(standing, Decimal()) for standing in (Standing.VALID, Standing.VOID))
    bare = bare_of(held.common, valid, void, of) if has_bare_issues(account.plan) else Decimal()
    return Lots(account.number, held.common, valid, void, bare, of)


def bare_of(common: Decimal, valid: Decimal, void: Decimal, of: Ratio) -> Decimal:
    """The shares of an account that its Rights leave without any."""
    bearing = half_up(Fraction(valid) / of.rights + Fraction(void) / of.of_void, _PLACES)
    return max(common - bearing, Decimal())


def exchanges_in_part(plan: Plan) -> list[tuple[Resolution, bool]]:
    """The resolutions that exchanged a part of the Rights, each with whether it is posted."""
    ordered = board.in_effect(plan, ResolutionKind.EXCHANGE).order_by("effective_at")
    orders = [order for order in ordered if not board.is_whole(order)]
    posted = board.posted(plan) if orders else []
    return [(order, order.pk in posted) for order in orders]


def changed_after(plan: Plan, at: datetime) -> Adjustment | None:
    """The first split, or change of the number of Rights, that is posted and took effect after the instant: what moved
    before it moved other shares, or other Rights with them.
    """
    kinds = (AdjustmentKind.SPLIT, AdjustmentKind.RIGHTS_NUMBER)
    posted = Adjustment.objects.filter(plan=plan, kind__in=kinds, batch__isnull=False)
    return posted.filter(effective_at__gt=at).order_by("effective_at").first()


def has_bare_issues(plan: Plan) -> bool:
    """Whether shares were issued after the dividend that brought no Right: on the Distribution Date, after an end."""
    dividend = Batch.objects.filter(plan=plan, kind=BatchKind.DIVIDEND).order_by("number").first()
    if dividend is None:
        return False
    brought = Entry.objects.filter(batch=OuterRef("pk"), instrument=Instrument.RIGHTS)
    issues = Batch.objects.filter(
        plan=plan, kind=BatchKind.ISSUE, number__gt=dividend.number, effective_on__gte=dividend.effective_on
    )
    return issues.exclude(Exists(brought)).exists()
