"""The terms of the company, the agent and their papers."""

from __future__ import annotations

from ledger.terms.kinds import TermKind
from ledger.terms.shapes import Day, Money, Text, Titles, Whole

NOT_SHOWN = "Pages and letters leave it out."

PARTIES = (
    TermKind(
        key="issuer.name",
        label="Issuer",
        section="parties",
        shape=Text(),
        rules=("R1",),
        finds=(
            "(the “Company”)",
            '(the "Company")',
            "exact name of registrant",
        ),
        help="The company’s exact name, as its charter has it.",
    ),
    TermKind(
        key="issuer.state",
        label="State of organization",
        section="parties",
        shape=Text(),
        rules=("R1",),
        finds=(
            "a Delaware corporation",
            "state of incorporation",
            "corporation (the",
            "incorporated",
        ),
    ),
    TermKind(
        key="issuer.address",
        label="Principal executive office",
        section="parties",
        shape=Text(),
        rules=("R1",),
        finds=(
            "principal executive office",
            "address of principal",
        ),
    ),
    TermKind(
        key="issuer.commission_file",
        label="Commission file number",
        section="parties",
        shape=Text(),
        rules=("R1",),
        finds=("commission file",),
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
        finds=("employer identification",),
        is_nullable=True,
        unsaid=NOT_SHOWN,
    ),
    TermKind(
        key="agent.name",
        label="Rights Agent",
        section="parties",
        shape=Text(),
        rules=("R7",),
        finds=(
            "as Rights Agent",
            "the “Rights Agent”",
            'the "Rights Agent"',
        ),
        help="The exact name in the agreement.",
    ),
    TermKind(
        key="agent.notice_days",
        label="Days of notice before the Rights Agent changes",
        section="parties",
        shape=Whole(unit="days"),
        rules=("R7",),
        finds=(
            "resign",
            "days’ notice",
            "days' notice",
        ),
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
        finds=(
            "combined capital",
            "capital and surplus",
        ),
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
        finds=(
            "dated as of",
            "Rights Agreement, dated",
        ),
        scenario="agreement_date",
    ),
    TermKind(
        key="agreement.exhibits",
        label="Papers the summary is subject to",
        section="parties",
        shape=Titles(),
        rules=("R9", "R63"),
        finds=(
            "exhibit",
            "qualified in its entirety",
        ),
        help="One a line, its number, a colon and its title: “4.1: Rights Agreement”.",
    ),
    TermKind(
        key="notices.issuer",
        label="Notices to the issuer",
        section="parties",
        shape=Text(),
        rules=("R1",),
        finds=(
            "Attention:",
            "if sent by",
            "notices",
        ),
        help="The address for notices.",
    ),
    TermKind(
        key="notices.agent",
        label="Notices to the Rights Agent",
        section="parties",
        shape=Text(),
        rules=("R7",),
        finds=(
            "Attention:",
            "to the Rights Agent",
        ),
        is_nullable=True,
        unsaid="Letters name no address of the Rights Agent.",
    ),
)
