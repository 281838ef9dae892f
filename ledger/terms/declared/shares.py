"""The terms of the shares, of the Rights that they carry, and of what a Right buys."""

from __future__ import annotations

from ledger.terms.groups import Part, Rows
from ledger.terms.kinds import TermKind
from ledger.terms.readers import read_classes
from ledger.terms.shapes import Choice, Day, Money, Number, Ratio, Text, Whole

SHARES = (
    TermKind(
        key="common.title",
        label="Common shares",
        section="shares",
        shape=Text(),
        rules=("R2",),
        finds=(
            "common stock, par value",
            "common stock of the Company",
            "common shares",
        ),
        help="As the agreement names them: “Common Stock”, “Class A Common Shares”.",
    ),
    TermKind(
        key="common.par",
        label="Par value of a common share",
        section="shares",
        shape=Money(),
        rules=("R2",),
        finds=("par value",),
        is_nullable=True,
        unsaid="The shares have no par value: no price is held against it.",
    ),
    TermKind(
        key="common.classes",
        label="Classes of common",
        section="shares",
        shape=Rows(
            parts=(
                Part("code", "Code", Text(), help="A short word, such as A or V."),
                Part("title", "Title", Text()),
                Part("rights_per_share", "Rights for each share", Ratio()),
                Part("votes", "Votes of a share", Number(is_positive=False), is_needed=False, otherwise="1"),
            ),
            read=read_classes,
            first="code",
            least=1,
        ),
        rules=("R2", "R4"),
        finds=(
            "Class A",
            "Class B",
            "each class",
        ),
        help="Only where shares of several classes carry Rights.",
        is_optional=True,
        unsaid="There is one class of common.",
    ),
    TermKind(
        key="rights_per_share",
        label="Rights for each common share",
        section="shares",
        shape=Ratio(),
        rules=("R2", "R4", "R62"),
        finds=(
            "dividend of one",
            "one right for each",
            "for each outstanding share",
        ),
        help="A number or a fraction: 1, 0.5, 1/3.",
    ),
    TermKind(
        key="rights.rounding",
        label="A fractional number of Rights is",
        section="shares",
        shape=Choice(
            meanings={"exact": "kept exactly", "half_up": "rounded to the nearest", "down": "rounded down"}
        ),
        rules=("R2",),
        is_optional=True,
        otherwise="exact",
    ),
    TermKind(
        key="rights.cusip",
        label="CUSIP number of the Rights",
        section="shares",
        shape=Text(),
        rules=("R25",),
        finds=("cusip",),
        is_nullable=True,
        unsaid="Certificates show none.",
    ),
    TermKind(
        key="record_date",
        label="Record Date",
        section="shares",
        shape=Day(),
        rules=("R3", "R4"),
        finds=(
            "record date",
            "stockholders of record",
            "holders of record",
        ),
        help="Who holds common at its close of business receives the Rights.",
        scenario="record_date",
    ),
    TermKind(
        key="unit.security",
        label="Security of a Unit",
        section="shares",
        shape=Text(),
        rules=("R5",),
        finds=(
            "preferred stock",
            "to purchase from the Company",
        ),
        help="What a Right buys before any event: the series of preferred stock, or common where there is none.",
    ),
    TermKind(
        key="unit.denominator",
        label="Units in one preferred share",
        section="shares",
        shape=Whole(least=1),
        rules=("R5",),
        finds=(
            "one one-thousandth",
            "one one-hundredth",
            "one ten-thousandth",
        ),
        help="1000 where a Unit is one one-thousandth of a share; 1 where it is a whole one.",
    ),
    TermKind(
        key="unit.par",
        label="Par value of a preferred share",
        section="shares",
        shape=Money(),
        rules=("R5",),
        finds=(
            "preferred stock",
            "par value",
        ),
        help="0 where it has none.",
    ),
    TermKind(
        key="units_per_right",
        label="Units for each Right",
        section="shares",
        shape=Number(),
        rules=("R5", "R30"),
        finds=(
            "each right entitles",
            "entitles the registered holder",
            "one one-thousandth",
        ),
    ),
)
