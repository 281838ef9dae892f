"""The rules of the Form 8-K that no function decides: those that are data only."""

from ledger.rules.registry import data_only

data_only(
    "R1",
    "Issuer and filing facts",
    "Plan header: names and numbers, effective-dated, decide nothing.",
)
data_only(
    "R5",
    "Unit: 1/1000 of a preferred share",
    "A term of the plan, changed only by an Adjustment record.",
)
data_only(
    "R9",
    "Precedence of documents",
    "A checklist of documents; each term cites the one it rests on.",
)
data_only(
    "R10",
    "By-law change",
    "Outside the ledger: recorded as a document only.",
)
data_only(
    "R21",
    "Legend on common certificates",
    "A mark on the transfer agent's certificates; a warning only.",
)
data_only(
    "R51",
    "No vote or dividend",
    "No list of votes or dividends is ever made from Rights.",
)
data_only(
    "R52",
    "After exercise",
    "Status follows what was delivered, which the issuer's books show.",
)
data_only(
    "R53",
    "Tax",
    "Tasks for people; the program states no tax result.",
)
data_only(
    "R63",
    "Exhibits",
    "A checklist of documents.",
)
data_only(
    "R64",
    "Filing signed after adoption",
    "Event, filing and document date are three fields of a document.",
)
