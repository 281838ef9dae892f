"""The rules of the Form 8-K that no function decides: those that are data only."""

from ledger.rules.registry import data_only

data_only(
    "R1",
    "Issuer and filing facts",
    "Plan header: names and numbers, effective-dated, decide nothing.",
    source="Exact Name of Registrant as Specified in its Charter",
)
data_only(
    "R5",
    "Unit: 1/1000 of a preferred share",
    "A term of the plan, changed only by an Adjustment record.",
    source='to purchase from the Company one one-thousandth of a share (a "Unit") of Series A Junior '
    "Participating Preferred Stock",
)
data_only(
    "R9",
    "Precedence of documents",
    "A checklist of documents; each term cites the one it rests on.",
    source="is qualified in its entirety by reference to all of the terms and provisions of the Rights Agreement and "
    "the Certificate of Designations",
)
data_only(
    "R10",
    "By-law change",
    "Outside the ledger: recorded as a document only.",
    source="the Company amended its By-Laws to add a provision requiring advance written notice to the Company of "
    "certain stockholder action to be taken by written consent",
)
data_only(
    "R21",
    "Legend on common certificates",
    "A mark on the transfer agent's certificates; a warning only.",
    source="new Company Common Stock certificates issued after the Record Date (including shares distributed from the "
    "Company's treasury) will contain a notation incorporating the Rights Agreement by reference",
)
data_only(
    "R51",
    "No vote or dividend",
    "No list of votes or dividends is ever made from Rights.",
    source="Until a Right is exercised, the holder thereof will have no rights as a stockholder of the Company",
)
data_only(
    "R52",
    "After exercise",
    "Status follows what was delivered, which the issuer's books show.",
    source="Following exercise of a Right, the holder's rights will be determined by the type of consideration "
    "received upon the exercise.",
)
data_only(
    "R53",
    "Tax",
    "Tasks for people; the program states no tax result.",
    source="Although the distribution of the Rights should not be taxable to stockholders or to the Company, "
    "stockholders may, depending upon the circumstances, recognize taxable income",
)
data_only(
    "R63",
    "Exhibits",
    "A checklist of documents.",
    source="Rights Agreement, dated as of November 24, 1998, between MIM Corporation and American Stock Transfer and "
    "Trust Company, as Rights Agent.",
)
data_only(
    "R64",
    "Filing signed after adoption",
    "Event, filing and document date are three fields of a document.",
    source="Date: December 3, 1998",
)
