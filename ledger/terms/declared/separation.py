"""The terms that decide when the Rights separate, and who counts at which percentage."""

from __future__ import annotations

from ledger.rules.wire.terms import (
    read_adverse_person,
    read_own_thresholds,
    read_stock_acquisition,
    read_tender,
)
from ledger.terms.groups import Group, Part, Rows
from ledger.terms.kinds import TermKind
from ledger.terms.shapes import Choice, Percent, Several, Text, Whole, YesNo

NO_SUCH_PRONG = "The plan has no such clause: nothing separates by it."

_DAYS = Part("n", "Days until the Rights separate", Whole(most=1000, unit="days"), help="0 for at once.")
_UNIT = Part(
    "unit",
    "The days are",
    Choice(meanings={"business_days": "Business Days", "calendar_days": "calendar days"}),
)
_EXTENDABLE = Part(
    "extendable",
    "The Board may defer the date",
    Choice(
        meanings={
            "before_time": "before it comes",
            "before_acquiring_person": "before there is an Acquiring Person",
            "any": "at any time",
            "no": "never",
        }
    ),
)
_COMPARISON = Part(
    "comparison",
    "Who holds just that percentage",
    Choice(meanings={"at_least": "counts: that percentage or more", "more_than": "does not: more than it"}),
    is_needed=False,
    otherwise="at_least",
)

SEPARATION = (
    TermKind(
        key="distribution.stock_acquisition",
        label="Prong (i): Stock Acquisition Date",
        section="separation",
        shape=Group(
            parts=(
                Part("pct", "Percentage", Percent()),
                _COMPARISON,
                Part(
                    "passive_pct",
                    "Percentage of who reports on Schedule 13G",
                    Percent(),
                    is_needed=False,
                    unsaid="All persons count alike.",
                ),
                Part(
                    "of_class",
                    "It is the percentage of",
                    Text(),
                    is_needed=False,
                    help="The code of one class of common, or voting_power; left empty, of all common.",
                ),
                Part(
                    "counts",
                    "What counts as owned",
                    Several(
                        meanings={
                            "held": "shares held",
                            "right_to_acquire": "shares that may still be acquired",
                            "derivative": "shares under derivatives",
                            "group": "shares of a group, which always count",
                        }
                    ),
                    is_needed=False,
                    otherwise=["held", "right_to_acquire"],
                ),
                Part(
                    "denominator",
                    "Of how many shares",
                    Choice(
                        meanings={
                            "outstanding": "those outstanding",
                            "plus_own_rights": "those outstanding and those the person may acquire",
                        }
                    ),
                    is_needed=False,
                    otherwise="outstanding",
                ),
                _DAYS,
                _UNIT,
                _EXTENDABLE,
            ),
            read=read_stock_acquisition,
        ),
        rules=("R12", "R14", "DQ8"),
        finds=(
            "acquiring person",
            "10 days",
            "ten days",
            "business days",
            "beneficial ownership of",
        ),
        help="Who becomes an Acquiring Person, and how long after the announcement the Rights separate.",
        is_nullable=True,
        unsaid=NO_SUCH_PRONG,
        scenario="stock_acquisition",
    ),
    TermKind(
        key="distribution.person_thresholds",
        label="Percentages of their own for named persons",
        section="separation",
        shape=Rows(
            parts=(
                Part("person", "Person", Text(longest=150)),
                Part("pct", "Counts from", Percent(), is_needed=False),
                Part(
                    "plus",
                    "Or: points over what the person held",
                    Percent(unit="points"),
                    is_needed=False,
                ),
            ),
            read=read_own_thresholds,
            first="person",
        ),
        rules=("R12", "DQ13"),
        finds=(
            "grandfathered",
            "exempt person",
            "shall not be deemed",
        ),
        help="Grandfathered and named holders.",
        is_optional=True,
        unsaid="Nobody has a percentage of its own.",
        scenario="person_thresholds",
    ),
    TermKind(
        key="distribution.adverse_person",
        label="Prong (i): Adverse Person",
        section="separation",
        shape=Group(parts=(Part("pct", "Least percentage", Percent()),), read=read_adverse_person),
        rules=("R13",),
        finds=("adverse person",),
        help="Where the Board may declare a smaller holder an Adverse Person.",
        is_nullable=True,
        unsaid="The Board can declare nobody an Adverse Person.",
        scenario="adverse_person",
    ),
    TermKind(
        key="adverse_person.criteria",
        label="Criteria of an Adverse Person",
        section="separation",
        shape=Text(),
        rules=("R13", "DQ19"),
        finds=(
            "adverse person",
            "determine",
        ),
        is_nullable=True,
        unsaid="Counsel is asked before anybody is declared one.",
        holds=("declaration",),
    ),
    TermKind(
        key="distribution.tender",
        label="Prong (ii): tender or exchange offer",
        section="separation",
        shape=Group(
            parts=(
                Part("pct", "Percentage the offer would lead to", Percent()),
                _COMPARISON,
                _DAYS,
                _UNIT,
                _EXTENDABLE,
                Part(
                    "trigger",
                    "The days run from",
                    Choice(
                        meanings={
                            "commencement": "the commencement of the offer",
                            "intent_or_commencement": "the announcement of the intent, or the commencement",
                        }
                    ),
                ),
                Part("permitted_offer", "The plan lets the Board permit an offer", YesNo()),
                Part(
                    "withdrawn_ignored",
                    "An offer withdrawn in time never counted",
                    YesNo(),
                    is_needed=False,
                    unsaid="Where an offer is withdrawn before its date, counsel is asked.",
                    holds=("issue", "exercise"),
                ),
                Part(
                    "offers_before_plan",
                    "An offer begun before the plan",
                    Choice(
                        meanings={
                            "count": "counts as any other",
                            "acceptance_for_payment": "counts only when shares are accepted for payment",
                        }
                    ),
                    is_needed=False,
                    otherwise="count",
                ),
            ),
            read=read_tender,
        ),
        rules=("R15", "R16", "DQ7"),
        finds=(
            "tender offer",
            "exchange offer",
            "tender or exchange",
        ),
        is_nullable=True,
        unsaid=NO_SUCH_PRONG,
        scenario="tender",
    ),
    TermKind(
        key="distribution.immediate_pct",
        label="Prong (iii): percentage with immediate effect",
        section="separation",
        shape=Percent(),
        rules=("R17",),
        finds=(
            "distribution date",
            "immediately",
        ),
        is_nullable=True,
        unsaid=NO_SUCH_PRONG,
        scenario="immediate_pct",
    ),
    TermKind(
        key="distribution.flip_over",
        label="Prong (iv): Flip-Over Event",
        section="separation",
        shape=YesNo(),
        rules=("R18",),
        finds=(
            "distribution date",
            "flip-over",
        ),
        help="Whether a Flip-Over Event separates the Rights by itself.",
        scenario="flip_over",
    ),
    TermKind(
        key="distribution.record_date_floor",
        label="Record Date as earliest Distribution Date",
        section="separation",
        shape=Choice(
            meanings={
                "none": "no: the Rights may separate before it",
                "stock_acquisition": "for prong (i) only",
                "any": "for every prong",
            }
        ),
        rules=("R19", "DQ17"),
        finds=(
            "record date",
            "prior to the record date",
        ),
        scenario="record_date_floor",
    ),
    TermKind(
        key="distribution.extension_rolls",
        label="A date the Board fixes on no Business Day moves to the next",
        section="separation",
        shape=YesNo(),
        rules=("R14",),
        finds=(
            "later date",
            "business day",
        ),
        is_optional=True,
        unsaid="Where the Board fixes such a day, counsel is asked.",
        holds=("issue",),
        scenario="extension_rolls",
    ),
)
