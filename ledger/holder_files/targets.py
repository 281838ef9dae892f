"""What a column of an agent's file can be, and what its header proposes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.holder_files.layout import ADDRESS_COLUMNS, REGISTRATION_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOT_READ = ""
NAMES = (*REGISTRATION_COLUMNS, "given", "middle", "family")


@dataclass(frozen=True)
class Target:
    """What a column is: its word in a profile, its name on the page, and the headers that agents give it."""

    word: str
    label: str
    headers: str = "(?!)"


def _numbered(columns: Iterable[str], label: str, headers: str, alone: str) -> list[Target]:
    """Lines of one thing: the number stands in the header, and a header without one is the first."""
    return [
        Target(
            word,
            f"{label}, line {number}",
            rf"(?:{headers}) ?0?{number}" + (rf"|{alone}" if number == 1 else ""),
        )
        for number, word in enumerate(columns, start=1)
    ]


_HOLDER = r"(?:SHAREHOLDER|SHR|SHRHLDR|STOCKHOLDER|SECURITYHOLDER|HOLDER|REGISTERED|SH|OWNER|PARTICIPANT|DTC(?: PARTICIPANT)?|CLIENT|INVESTOR)"
_NUMBER = r"(?: (?:NUMBER|NUMBERS|NUM|NO|NBR|NMBR|ID|KEY|CODE))"
_SHARES = r"(?:SHARES|SHS|SHARE|UNITS|STOCK)"
_ALL = (
    Target(
        "account",
        "Account number",
        rf"(?:{_HOLDER} )?(?:ACCOUNT|ACCT|A C){_NUMBER}?|{_HOLDER}{_NUMBER}|PARTICIPANT|ACCT?NO",
    ),
    *_numbered(
        REGISTRATION_COLUMNS,
        "Registration",
        rf"(?:{_HOLDER} )?(?:REGISTRATION|REGISTERED|REG|REGN|REGIST|NAME|HOLDER|OWNER|LINE)(?: NAME)?(?: LINE| LN)?",
        rf"(?:FULL |REGISTERED |{_HOLDER} )?NAMES?(?: OF (?:HOLDER|SHAREHOLDER|OWNER))?|REGISTRATION|(?:REGISTERED )?(?:HOLDER|OWNER|SHAREHOLDER|STOCKHOLDER)|PARTICIPANT NAME|REGISTERED OWNER",
    ),
    Target("given", "First name", r"FIRST(?: NAME)?|GIVEN NAMES?|FNAME"),
    Target("middle", "Middle name or initial", r"MIDDLE(?: NAME| INITIAL)?|MI|M I"),
    Target("family", "Last name", r"LAST(?: NAME)?|SURNAME|FAMILY NAME|LNAME"),
    *_numbered(
        ADDRESS_COLUMNS,
        "Address",
        r"(?:MAILING |STREET |MAIL )?(?:ADDRESS|ADDR|ADD|ADR|STREET)(?: LINE| LN)?",
        r"(?:MAILING |STREET |MAIL )?ADDRESS|ADDR|STREET",
    ),
    Target("city", "City", r"CITY(?: NAME)?|TOWN|MAIL CITY"),
    Target(
        "state", "State", r"STATE|ST|STATE CODE|STATE CD|PROVINCE|STATE PROV(?:INCE)?|PROV|STATE OR PROVINCE"
    ),
    Target(
        "postal_code",
        "ZIP or postal code",
        r"ZIP|ZIP ?CODE|ZIP CD|ZIP ?5|POSTAL(?: CODE)?|POSTCODE|ZIP POSTAL(?: CODE)?|ZIP OR POSTAL CODE",
    ),
    Target(
        "zip4",
        "The last four digits of the ZIP code",
        r"ZIP ?4|ZIP PLUS ?4|PLUS ?4|ZIP EXT(?:ENSION)?|ZIP SUFFIX",
    ),
    Target(
        "city_state_zip",
        "City, state and ZIP code in one",
        r"CITY STATE ZIP(?: ?CODE)?|CITY ST ZIP|CSZ|CITY STATE AND ZIP",
    ),
    Target("country", "Country", r"COUNTRY(?: CODE| NAME| CD)?|CTRY|CNTRY|NATION"),
    Target(
        "shares",
        "Shares (several columns add up)",
        rf"(?:TOTAL |CURRENT |CLOSING |ENDING |RECORD |ISSUED |OUTSTANDING |NUMBER OF |NO OF |COMMON |CERT(?:IFICATE|IFICATED)? |BOOK(?: ENTRY)? |DRS |PHYSICAL |PLAN |HELD )*(?:{_SHARES}|SHARE BALANCE|BALANCE|POSITION|QUANTITY|QTY|HOLDINGS?)(?: (?:HELD|OWNED|BALANCE|QUANTITY|QTY|OUTSTANDING|POSITION|POS|AMOUNT|AMT|TOTAL|OF RECORD))*|TOTAL",
    ),
    Target(
        "certificate",
        "Certificate number",
        r"(?:STOCK )?(?:CERT|CERTIFICATE|CTF)(?: (?:NUMBER|NUM|NO|NBR|ID))?",
    ),
    Target(
        "class",
        "Class or issue",
        r"(?:SHARE |STOCK |SECURITY )?CLASS(?: CODE)?|ISSUE(?: (?:CODE|NUMBER|NO|ID|TYPE))?|SECURITY(?: TYPE)?|CUSIP(?: (?:NUMBER|NO))?",
    ),
    Target(
        "registration",
        "Form of registration",
        r"REGISTRATION (?:TYPE|CODE|FORM)|(?:ACCOUNT|ACCT|HOLDER|OWNERSHIP|OWNER) (?:TYPE|CODE)|REG TYPE|TENANCY",
    ),
    Target(
        "tin",
        "Taxpayer number (never kept)",
        r"(?:PRIMARY )?(?:TIN|SSN|EIN|TAX ?ID|TAX ?PAYER(?: ID)?|TAX(?:PAYER)? IDENTIFICATION|SOCIAL SECURITY|SOC SEC|TAX|FEDERAL ID|FEIN)(?: (?:TIN|SSN|EIN|ID|NUMBER|NO|NUM|NBR))*",
    ),
    Target(
        "tin_status",
        "Status of the taxpayer number",
        r"(?:TIN|TAX ID|TAX|TAXPAYER|W ?9|CERTIFICATION|TAX CERT\w*)(?: (?:STATUS|CERT\w*|CODE|IND\w*))|W ?9|CERTIFIED",
    ),
    Target("nominee", "Nominee: yes or no", r"NOMINEE(?: (?:FLAG|IND\w*|Y N))?"),
    Target(
        "mail_code",
        "Mail: good, bad or held",
        r"(?:MAIL|ADDRESS)(?: (?:CODE|STATUS|FLAG|IND\w*))|BAD ADDRESS(?: (?:FLAG|IND\w*))?|RPO(?: \w+)?|UNDELIVERABLE|LOST(?: HOLDER)?(?: (?:FLAG|IND\w*))?",
    ),
    Target("stop", "Stop: yes or no", r"STOPS?(?: (?:CODE|FLAG|STATUS|IND\w*|Y N))?"),
    Target("stop_quantity", "Shares stopped", r"STOP (?:SHARES|SHS|QUANTITY|QTY)"),
    Target("stop_reason", "Reason of the stop", r"STOP (?:REASON|COMMENT|TEXT|DESCRIPTION)"),
    Target("deceased_on", "Day of death", r"DECEASED(?: (?:ON|DATE))?|DATE OF DEATH|DEATH DATE|DOD"),
    Target(
        "opened_on",
        "Day opened",
        r"(?:ACCOUNT |ACCT )?(?:OPEN(?:ED)?|ESTABLISHED|ACQUIRED|ISSUED?|REGISTRATION)(?: (?:ON|DATE|DT))|DATE (?:OPENED|ESTABLISHED|ISSUED|ACQUIRED|REGISTERED)|ISSUED",
    ),
)
TARGETS = {target.word: target for target in _ALL}
_HEADERS = [(target.word, re.compile(target.headers)) for target in _ALL]
_POINTS = re.compile(r"[^A-Z0-9]+")
_TOTAL = re.compile(r"\b(?:TOTAL|OUTSTANDING|BALANCE)\b")
# Lines of one kind as the file counts them may begin at a bare name: NAME, NAME 2, NAME 3.
_FOLLOWERS = (REGISTRATION_COLUMNS, ADDRESS_COLUMNS)
MANY = ("shares",)


def plain(header: str) -> str:
    """A header as it is compared: capitals and digits, one blank between."""
    return _POINTS.sub(" ", header.upper()).strip()


def target_of(header: str) -> str:
    """What the header proposes, NOT_READ where it says nothing that is known."""
    text = plain(header)
    return next((word for word, headers in _HEADERS if headers.fullmatch(text)), NOT_READ)


def proposed(labels: Sequence[str]) -> list[str]:
    """What each column may be by its header: each target once, shares wherever they stand, but the total alone where
    there is one.
    """
    found = [target_of(label) for label in labels]
    shares = [place for place, word in enumerate(found) if word in MANY]
    total = next((place for place in shares if _TOTAL.search(plain(labels[place]))), None)
    taken: set[str] = set()
    for place, word in enumerate(found):
        if word in MANY:
            if total is not None and place != total:
                found[place] = NOT_READ
        elif word in taken:
            found[place] = next(
                (each for block in _FOLLOWERS if word in block for each in block if each not in found),
                NOT_READ,
            )
        taken.add(found[place])
    return found
