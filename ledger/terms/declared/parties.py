"""The terms of the company, the agent, their papers, the shares and the prices."""

from __future__ import annotations

from ledger.terms.groups import Part, Rows
from ledger.terms.kinds import TermKind
from ledger.terms.readers import read_classes
from ledger.terms.shapes import Choice, Day, Money, Number, Percent, Ratio, Text, Titles, Whole

NOT_SHOWN = "Pages and letters leave it out."

PARTIES = (
    TermKind(
        key="issuer.name",
        label="Issuer",
        section="parties",
        shape=Text(),
        rules=("R1",),
        help="The company’s exact name, as its charter has it.",
    ),
    TermKind(
        key="issuer.state", label="State of organization", section="parties", shape=Text(), rules=("R1",)
    ),
    TermKind(
        key="issuer.address",
        label="Principal executive office",
        section="parties",
        shape=Text(),
        rules=("R1",),
    ),
    TermKind(
        key="issuer.commission_file",
        label="Commission file number",
        section="parties",
        shape=Text(),
        rules=("R1",),
        help="On the cover of the Form 8-K or 8-A.",
        is_nullable=True,
        unsaid=NOT_SHOWN,
    ),
    TermKind(
        key="issuer.ein",
        label="IRS employer identification number",
        section="parties",
        shape=Text(),
        rules=("R1",),
        is_nullable=True,
        unsaid=NOT_SHOWN,
    ),
    TermKind(
        key="agent.name",
        label="Rights Agent",
        section="parties",
        shape=Text(),
        rules=("R7",),
        help="The exact name in the agreement.",
    ),
    TermKind(
        key="agent.notice_days",
        label="Days of notice before the Rights Agent changes",
        section="parties",
        shape=Whole(unit="days"),
        rules=("R7",),
        help="Mostly in the section on the change of the Rights Agent.",
        is_nullable=True,
        unsaid="No notice of a change of the Rights Agent can be recorded.",
        holds=("agent_change",),
    ),
    TermKind(
        key="agent.successor_capital",
        label="Least capital of a successor Rights Agent",
        section="parties",
        shape=Money(),
        rules=("R7",),
        is_nullable=True,
        unsaid="No successor can be appointed.",
        holds=("agent_change",),
    ),
    TermKind(
        key="agreement.date",
        label="Date of the Rights Agreement",
        section="parties",
        shape=Day(),
        rules=("R7", "R58"),
        scenario="agreement_date",
    ),
    TermKind(
        key="agreement.exhibits",
        label="Papers the summary is subject to",
        section="parties",
        shape=Titles(),
        rules=("R9", "R63"),
        help="One a line, its number, a colon and its title: “4.1: Rights Agreement”.",
    ),
    TermKind(
        key="notices.issuer",
        label="Notices to the issuer",
        section="parties",
        shape=Text(),
        rules=("R1",),
        help="The address for notices.",
    ),
    TermKind(
        key="notices.agent",
        label="Notices to the Rights Agent",
        section="parties",
        shape=Text(),
        rules=("R7",),
        is_nullable=True,
        unsaid="Letters name no address of the Rights Agent.",
    ),
)

SHARES = (
    TermKind(
        key="common.title",
        label="Common shares",
        section="shares",
        shape=Text(),
        rules=("R2",),
        help="As the agreement names them: “Common Stock”, “Class A Common Shares”.",
    ),
    TermKind(
        key="common.par",
        label="Par value of a common share",
        section="shares",
        shape=Money(),
        rules=("R2",),
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
        is_nullable=True,
        unsaid="Certificates show none.",
    ),
    TermKind(
        key="record_date",
        label="Record Date",
        section="shares",
        shape=Day(),
        rules=("R3", "R4"),
        help="Who holds common at its close of business receives the Rights.",
        scenario="record_date",
    ),
    TermKind(
        key="unit.security",
        label="Security of a Unit",
        section="shares",
        shape=Text(),
        rules=("R5",),
        help="What a Right buys before any event: the series of preferred stock, or common where there is none.",
    ),
    TermKind(
        key="unit.denominator",
        label="Units in one preferred share",
        section="shares",
        shape=Whole(least=1),
        rules=("R5",),
        help="1000 where a Unit is one one-thousandth of a share; 1 where it is a whole one.",
    ),
    TermKind(
        key="unit.par",
        label="Par value of a preferred share",
        section="shares",
        shape=Money(),
        rules=("R5",),
        help="0 where it has none.",
    ),
    TermKind(
        key="units_per_right",
        label="Units for each Right",
        section="shares",
        shape=Number(),
        rules=("R5", "R30"),
    ),
)

PRICES = (
    TermKind(
        key="purchase_price.amount",
        label="Purchase Price",
        section="price",
        shape=Money(),
        rules=("R6", "DQ2"),
        help="The figure in the paper; what it is the price of is the next term.",
    ),
    TermKind(
        key="purchase_price.basis",
        label="Purchase Price is",
        section="price",
        shape=Choice(
            meanings={
                "per_unit": "the price of one Unit",
                "per_preferred_share": "the price of one preferred share",
                "per_right": "the price of one Right",
            }
        ),
        rules=("R6", "DQ2"),
        is_nullable=True,
        unsaid="Nobody knows what an exercise costs.",
        holds=("exercise", "flip_in"),
    ),
    TermKind(
        key="purchase_price.literal",
        label="Purchase Price as filed",
        section="price",
        shape=Text(),
        rules=("R6", "DQ2"),
        help="The paper’s own words, where they can be read in more than one way.",
        is_nullable=True,
        unsaid="The figure above is shown alone.",
    ),
    TermKind(
        key="redemption.price",
        label="Redemption Price of a Right",
        section="price",
        shape=Money(),
        rules=("R44",),
    ),
    TermKind(
        key="exchange.ratio",
        label="Exchange ratio",
        section="price",
        shape=Number(),
        rules=("R50", "DQ19"),
        help="Common shares for one Right.",
        is_nullable=True,
        unsaid="The Board must state it before it exchanges.",
        holds=("exchange",),
    ),
    TermKind(
        key="adjustment.threshold_pct",
        label="Adjustments carried below",
        section="price",
        shape=Percent(),
        rules=("R41",),
        help="A change of price smaller than this waits for the next.",
    ),
    TermKind(
        key="adjustment.split_family",
        label="Splits adjust by",
        section="price",
        shape=Choice(
            meanings={
                "fractional_rights": "changing the Rights of a share: the price stays",
                "exercise_amount_scaled": "changing what a Right buys and costs: one Right a share stays",
                "expansion_factor": "the expansion factor: Units and price change, the Rights of a share stay",
            }
        ),
        rules=("R38", "R62", "DQ12"),
        is_nullable=True,
        unsaid="No split or stock dividend can be recorded.",
        holds=("split",),
    ),
)
