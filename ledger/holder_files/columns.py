"""The columns of the house's own form in words, and its template."""

from ledger.holder_files.layout import (
    ADDRESS_COLUMNS,
    CLASS,
    COLUMNS,
    COLUMNS_WITH_CLASS,
    FORMAT,
    MAIL_CODES,
    REGISTRATION_COLUMNS,
    STOPS,
    TIN_STATUSES,
)

_HELP = {
    "record": "D in every row of an account.",
    "account": "The account number: 1 to 20 letters, digits and hyphens, none twice. Leading zeros stay.",
    "registration": "The form of registration, such as individual, jt_ten, trust, nominee.",
    **dict.fromkeys(
        REGISTRATION_COLUMNS,
        "A line of the registration as it is printed, at most 120 letters; none empty between two.",
    ),
    "parties": "Each party as role=name, semicolons between; empty: the first line is the owner.",
    **dict.fromkeys(ADDRESS_COLUMNS, "A line of the address, without city, state and ZIP code."),
    "city": "The city.",
    "state": "The state by its two letters; empty abroad.",
    "postal_code": "The ZIP code or the postal code abroad. A ZIP code that lost its leading zeros has them again.",
    "country": "The country by its name or its code of ISO 3166; empty: the United States.",
    "tin": "The taxpayer number. Only its last four digits are kept.",
    "tin_status": f"One of {', '.join(TIN_STATUSES)}.",
    "nominee": "Y where the holder holds for others, N where not.",
    "shares": "The shares of the account, at most ten decimals.",
    "mail_code": f"One of {', '.join(MAIL_CODES)}: good address, no good address, the holder asked to mail nothing.",
    "stop": f"One of {', '.join(STOPS)}, or empty.",
    "stop_quantity": "The shares stopped; empty: all of them.",
    "stop_reason": "The reason and authority of the stop.",
    "deceased_on": "The day of death as 1998-12-04, or empty.",
    "opened_on": "The day the account was opened, as 1998-12-04.",
    CLASS: "Where the issuer has several classes of common: the code of the account's class. It is the last.",
}
COLUMN_HELP = [(name, _HELP[name]) for name in COLUMNS_WITH_CLASS]
_ROWS = (
    (
        "D,0000000001,nominee,CEDE & CO,,,,,,,nominee=CEDE & CO,P O BOX 20,BOWLING GREEN STATION,,,NEW YORK,NY,10274,"
        "UNITED STATES,,missing,Y,8000,mail,,,,,1999-01-04"
    ),
    (
        "D,0000000002,jt_ten,ANN B EXAMPLE &,JOHN C EXAMPLE JT TEN,,,,,,"
        "joint owner=ANN B EXAMPLE;joint owner=JOHN C EXAMPLE,"
        "1 MAIN STREET,,,,BOSTON,MA,02110,UNITED STATES,000-12-3456,certified,N,2000,mail,,,,,1999-01-04"
    ),
)


def template() -> str:
    """A whole file of the house's own form: two invented accounts, and the trailer that they make."""
    head = f"H,{FORMAT},utf-8,EXAMPLE CORPORATION,1999-01-04"
    return "\r\n".join((head, ",".join(COLUMNS), *_ROWS, f"T,{len(_ROWS)},10000")) + "\r\n"
