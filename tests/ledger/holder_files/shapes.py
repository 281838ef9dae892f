"""Files as transfer agents send them, every holder and number invented: shapes, each with the accounts it must give."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl import Workbook

AS_OF = date(2020, 4, 27)
CEDE = ("0000000001", ["CEDE & CO"], "8000")
SMITHS = ("0000000002", ["A B SMITH &", "C D SMITH", "JT TEN"], "2000")
BOTH = [CEDE, SMITHS]


@dataclass(frozen=True)
class Shape:
    """A file, and the accounts that it gives: number, lines of the registration, shares."""

    name: str
    content: bytes
    accounts: list = field(default_factory=lambda: BOTH)
    settings: dict = field(default_factory=dict)  # of a profile, where the words of the header do not do


HEADER = "ACCOUNT NUMBER,NAME LINE 1,NAME LINE 2,NAME LINE 3,ADDRESS 1,CITY,ST,ZIP,TAX ID,TOTAL SHARES"
FIRST = '0000000001,CEDE & CO,,,PO BOX 20,NEW YORK,NY,10274,,"8,000"'
SECOND = '0000000002,A B SMITH &,C D SMITH,JT TEN,1 MAIN ST,BOSTON,MA,2110,000-12-3456,"2,000"'
TOTAL = 'TOTAL,,,,,,,,,"10,000"'
PLAIN = [HEADER, FIRST, SECOND, TOTAL]


def text(*lines, end="\r\n", encoding="utf-8"):
    return (end.join(lines) + end).encode(encoding)


def separated(by, **options):
    """The plain file with another separator, its figures without thousands."""
    return text(
        *(
            line.replace('"8,000"', "8000")
            .replace('"2,000"', "2000")
            .replace('"10,000"', "10000")
            .replace(",", by)
            for line in PLAIN
        ),
        **options,
    )


def quoted(lines):
    """Every field of them in quotation marks."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(csv.reader(lines))
    return out.getvalue().encode()


def shares(first, second, total="10,000"):
    """The plain file with its figures written in another way."""
    return text(
        HEADER,
        FIRST.replace('"8,000"', f'"{first}"'),
        SECOND.replace('"2,000"', f'"{second}"'),
        TOTAL.replace("10,000", total),
    )


def opened(first, second):
    """The plain file with the day on which each account was opened."""
    return text(f"{HEADER},OPEN DATE", f"{FIRST},{first}", f"{SECOND},{second}", TOTAL)


def book(*rows, title="Sheet1", before=()):
    """A workbook with these rows on one sheet, others before it."""
    made = Workbook()
    made.remove(made.active)
    for name in before:
        made.create_sheet(name).sheet_state = "hidden"
    sheet = made.create_sheet(title)
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


BOOK_HEADER = ["Account", "Name 1", "Name 2", "Name 3", "Zip", "Shares", "Opened on"]
BOOK_ROWS = [
    BOOK_HEADER,
    ["0000000001", "CEDE & CO", None, None, 10274, 8000, datetime(1999, 1, 4)],
    ["0000000002", "A B SMITH &", "C D SMITH", "JT TEN", 2110, 2000.0, datetime(2001, 6, 30)],
]
FIXED_ROWS = [
    "0000000001CEDE & CO           NEW YORK  NY10274000000080000000",
    "0000000002A B SMITH & C SMITH BOSTON    MA02110000000020000000",
]
FIXED = {
    "columns": (
        ("Account", "account"), ("Name", "line1"), ("City", "city"), ("State", "state"), ("Zip", "postal_code"),
        ("Shares", "shares"),
    ),
    "cuts": ((1, 10), (11, 30), (31, 40), (41, 42), (43, 47), (48, 62)),
    "implied": 4,
    "has_header": False,
}  # fmt: skip
ONE_NAME = [CEDE, ("0000000002", ["A B SMITH & C SMITH"], "2000")]
NAMED = [CEDE, ("0000000002", ["JOSÉ NÚÑEZ"], "2000")]
IN_CSV = "Account No.,Registered Name,Shares Held\n0000000001,CEDE & CO,8000\n0000000002,JOSÉ NÚÑEZ,2000\n"

SHAPES = [
    Shape("comma, quoted figures, totals row", text(*PLAIN)),
    Shape("tab", separated("\t")),
    Shape("bar", separated("|")),
    Shape("semicolon", separated(";")),
    Shape("caret", separated("^")),
    Shape("every field in quotation marks", quoted(PLAIN)),
    Shape("mark of UTF-8 before it", b"\xef\xbb\xbf" + text(*PLAIN)),
    Shape("UTF-16 with its mark", text(*PLAIN).decode().encode("utf-16")),
    Shape("UTF-16 without a mark", text(*PLAIN).decode().encode("utf-16-le")),
    Shape("UTF-16, the larger byte first", text(*PLAIN).decode().encode("utf-16-be")),
    Shape("lines end as on an old Macintosh", text(*PLAIN, end="\r")),
    Shape("lines end as on Unix, the last without an end", text(*PLAIN, end="\n").rstrip(b"\n")),
    Shape("Windows-1252", IN_CSV.encode("cp1252"), NAMED),
    Shape("UTF-8 with accents", IN_CSV.encode(), NAMED),
    Shape("decoded twice", IN_CSV.encode().decode("cp1252").encode(), NAMED),
    Shape("no totals row", text(*PLAIN[:3])),
    Shape("trailer of counts", text(*PLAIN[:3], "T,2,10000")),
    Shape("total in words", text(*PLAIN[:3], '"Total shares: 10,000",,,,,,,,,')),
    Shape("total without a word", text(*PLAIN[:3], ',,,,,,,,,"10,000"')),
    Shape("total below the name", text(*PLAIN[:3], ',Grand Total,,,,,,,,"10,000"')),
    Shape("totals of parts", text(HEADER, FIRST, 'SUBTOTAL,,,,,,,,,"8,000"', SECOND, TOTAL)),
    Shape("text after the total", text(*PLAIN, "End of report,,,,,,,,,", "Page 1")),
    Shape("title, day and a blank line before the header", text("EXAMPLE CORP - REGISTERED HOLDERS", "As of 04/27/2020", "", "", *PLAIN)),
    Shape("titles padded with separators", text("EXAMPLE CORP,,,,,,,,,", "04/27/2020,,,,,,,,,", *PLAIN)),
    Shape("blank lines between", text(HEADER, "", FIRST, ",,,,,,,,,", SECOND, "", TOTAL)),
    Shape("header again on each page", text(HEADER, FIRST, HEADER, SECOND, TOTAL)),
    Shape("a separator at the end of each line", text(*(f"{line}," for line in PLAIN))),
    Shape("last empty fields left away", text("ACCT,NAME,SHARES,COUNTRY,STOP", "0000000001,CEDE & CO,8000", "0000000002,A B SMITH & C SMITH,2000"), ONE_NAME),
    Shape("two columns of one name", text("Account,Name,Name,Name,Shares", "0000000001,CEDE & CO,,,8000", "0000000002,A B SMITH &,C D SMITH,JT TEN,2000")),
    Shape("registration in seven lines", text("HOLDER ID|REGISTRATION1|REGISTRATION2|REGISTRATION3|REGISTRATION4|REGISTRATION5|REGISTRATION6|REGISTRATION7|CURRENT SHARES", "0000000001|CEDE & CO|||||||8000", "0000000002|A B SMITH &|C D SMITH|JT TEN|||||2000")),
    Shape("first and last name apart", text("Shareholder ID,Last Name,First Name,MI,Shares", "0000000002,SMITH,ANN,B,2000", "0000000003,DOE,JOHN,,8000"), [("0000000002", ["ANN B SMITH"], "2000"), ("0000000003", ["JOHN DOE"], "8000")]),
    Shape("city, state and ZIP code in one", text("Account,Name,Address,City State Zip,Shares", "0000000001,CEDE & CO,PO BOX 20,NEW YORK NY 10274,8000", '0000000002,A B SMITH & C SMITH,1 MAIN ST,"BOSTON, MA 02110-1234",2000'), ONE_NAME),
    Shape("a row for each certificate", text("ACCOUNT,NAME 1,NAME 2,NAME 3,CERT NO,SHARES", "0000000001,CEDE & CO,,,C100,5000", "0000000001,CEDE & CO,,,C101,3000", "0000000002,A B SMITH &,C D SMITH,JT TEN,C7,1500", "0000000002,A B SMITH &,C D SMITH,JT TEN,C9,500", "TOTAL,,,,,10000")),
    Shape("certificated and book shares apart", text("ACCOUNT,NAME,CERTIFICATED SHARES,BOOK ENTRY SHARES", "0000000001,CEDE & CO,0,8000", "0000000002,A B SMITH & C SMITH,1500,500"), ONE_NAME),
    Shape("apart and in total", text("ACCOUNT,NAME,CERTIFICATED SHARES,BOOK SHARES,TOTAL SHARES", "0000000001,CEDE & CO,0,8000,8000", "0000000002,A B SMITH & C SMITH,1500,500,2000"), ONE_NAME),
    Shape("four decimals", shares("8,000.0000", "2,000.0000", "10,000.0000")),
    Shape("filled with zeros", shares("000000008000", "000000002000", "000000010000")),
    Shape("thousands apart by blanks", shares("8 000", "2 000", "10 000")),
    Shape("a plus sign and a word", shares("+8000", "2,000 SHS")),
    Shape("decimal comma", text("Account;Name;Shares", "0000000001;CEDE & CO;8.000,00", "0000000002;A B SMITH & C SMITH;2.000,00", "Total;;10.000,00"), ONE_NAME),
    Shape("brackets for a negative, set aside", text(HEADER, FIRST, SECOND, "0000000009,E F SHORT,,,,,,,,(500)", 'TOTAL,,,,,,,,,"9,500"'), BOTH, {"sets_aside_negative": True}),
    Shape("day: month first", opened("1/4/1999", "06/30/2001")),
    Shape("day: month first, two digits of the year", opened("1/4/99", "06/30/01")),
    Shape("day: with the month's name", opened("4-JAN-1999", "30-JUN-2001")),
    Shape("day: eight digits", opened("19990104", "20010630")),
    Shape("day: a spreadsheet's count", opened("36164", "37072")),
    Shape("day: of a database", opened("1999-01-04 00:00:00", "2001-06-30 00:00:00")),
    Shape("numbers guarded for a spreadsheet", text("Account,Name,Shares", '="0000000001",CEDE & CO,8000', "'0000000002,A B SMITH & C SMITH,2000"), ONE_NAME),
    Shape("a value over two lines", text("Account,Name,Address,Shares", '0000000001,CEDE & CO,"PO BOX 20', 'BOWLING GREEN",8000', "0000000002,A B SMITH & C SMITH,1 MAIN ST,2000"), ONE_NAME),
    Shape("quotation marks within a name", text("Account|Name|Shares", "0000000001|CEDE & CO|8000", '0000000002|"BUD" SMITH|2000'), [CEDE, ("0000000002", ['"BUD" SMITH'], "2000")]),
    Shape("several issues, one left out", text("Account,Name,CUSIP,Shares", "0000000001,CEDE & CO,12345A101,8000", "0000000002,A B SMITH & C SMITH,12345A101,2000", "0000000002,A B SMITH & C SMITH,12345A200,70", "TOTAL,,,10070"), ONE_NAME, {"codes": (("class", "12345A101", "kept"), ("class", "12345A200", "left out"))}),
    Shape("one holder in two classes", text("Account,Name,Class,Shares", "0000000001,CEDE & CO,A,8000", "0000000001,CEDE & CO,B,2000"), [CEDE, ("0000000001-B", ["CEDE & CO"], "2000")]),
    Shape("account numbers that lost their zeros", text("Account,Name,Shares", "1,CEDE & CO,8000", "2,A B SMITH & C SMITH,2000"), ONE_NAME, {"account_digits": 10}),
    Shape("fixed width, decimals without a point", text(*FIXED_ROWS), ONE_NAME, FIXED),
    Shape("fixed width under a header", text("ACCOUNT   NAME                CITY      STZIP  SHARES         ", *FIXED_ROWS), ONE_NAME, FIXED | {"has_header": True}),
    Shape("workbook", book(*BOOK_ROWS)),
    Shape("workbook with titles and a total", book(["Example Corp"], [], ["As of", "27 April 2020"], *BOOK_ROWS, ["Total", None, None, None, None, 10000])),
    Shape("workbook with a hidden sheet first", book(*BOOK_ROWS, before=("Notes",))),
    Shape("list of the depository's participants", text("Participant Number,Participant Name,Position", "0005,GOLDSTONE & CO INC,6000", "0901,BANK OF NEWTOWN,2000"), [("0005", ["GOLDSTONE & CO INC"], "6000"), ("0901", ["BANK OF NEWTOWN"], "2000")]),
    Shape("list of beneficial owners", text("NAME 1,NAME 2,ADDRESS 1,CITY,STATE,ZIP,SHARES", "ANN SMITH,,1 MAIN ST,BOSTON,MA,02110,60", "JOHN DOE,MARY DOE,2 ELM ST,ALBANY,NY,12207,40"), [("N0000001", ["ANN SMITH"], "60"), ("N0000002", ["JOHN DOE", "MARY DOE"], "40")], {"listing": "beneficial"}),
    Shape("strokes below the header and rows counted below, as a database prints", text("ACCT_NBR|REG_LINE_1|RECORD_SHS", "--------|----------|----------", "0000000001|CEDE & CO|8000", "0000000002|A B SMITH & C SMITH|2000", "", "(2 rows affected)"), ONE_NAME),
    Shape("a hint for a spreadsheet before the header", text("sep=;", "Account;Name;Shares", "0000000001;CEDE & CO;8000", "0000000002;A B SMITH & C SMITH;2000"), ONE_NAME),
    Shape("records of three kinds, no header", text("H|EXAMPLE|20200427", "D|0000000001|CEDE & CO|8000", "D|0000000002|A B SMITH & C SMITH|2000", "T|2|10000"), ONE_NAME, {"columns": (("Column 1", ""), ("Column 2", "account"), ("Column 3", "line1"), ("Column 4", "shares")), "has_header": False}),
    Shape("headers in words that nobody knows", text("Konto|Inhaber|Anzahl", "0000000001|CEDE & CO|8000", "0000000002|A B SMITH & C SMITH|2000"), ONE_NAME, {"columns": (("Konto", "account"), ("Inhaber", "line1"), ("Anzahl", "shares"))}),
    Shape("account numbers with blanks", text("Holder Account Number,Shareholder Name 1,Closing Balance", "C 0000000001,CEDE & CO,8000", "C 0000000002,A B SMITH & C SMITH,2000"), [("C0000000001", ["CEDE & CO"], "8000"), ("C0000000002", ["A B SMITH & C SMITH"], "2000")]),
    Shape("day: with a time of day", opened("1/4/1999 12:00:00 AM", "06/30/2001 00:00:00")),
    Shape("headers over two lines", text('"Account', 'Number","Registered', 'Name","Total', 'Shares"', "0000000001,CEDE & CO,8000", "0000000002,A B SMITH & C SMITH,2000"), ONE_NAME),
]  # fmt: skip
