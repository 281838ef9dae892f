"""The layout of a holder file: names, order and limits, used by the reader and the maker alike."""

FORMAT = "holders-1"
ENCODINGS = {"utf-8": "utf-8", "windows-1252": "cp1252"}
REGISTRATION_COLUMNS = tuple(f"line{number}" for number in range(1, 8))
ADDRESS_COLUMNS = tuple(f"address{number}" for number in range(1, 5))
COLUMNS = (
    "record",
    "account",
    "registration",
    *REGISTRATION_COLUMNS,
    "parties",
    *ADDRESS_COLUMNS,
    "city",
    "state",
    "postal_code",
    "country",
    "tin",
    "tin_status",
    "nominee",
    "shares",
    "mail_code",
    "stop",
    "stop_quantity",
    "stop_reason",
    "deceased_on",
    "opened_on",
)
# Where the issuer has several classes of common, a last column names that of each account by its code.
CLASS = "class"
COLUMNS_WITH_CLASS = (*COLUMNS, CLASS)
HEAD, DETAIL, TRAILER = "H", "D", "T"
TIN_STATUSES = ("certified", "missing", "b_notice", "foreign")
# "bad": no good address, nothing is mailed; "hold": the holder asked to mail nothing.
MAIL_CODES = ("mail", "bad", "hold")
STOPS = ("stop", "adverse_claim", "suspect")
MOST_COLUMNS = 400  # of an agent's list
# How a kept file shows that a taxpayer number was there: its last four digits alone.
MASK = "***-**-"
# The longest row of a real file is some 1,500 bytes; a longer one than this is no holder's.
MAX_LINE_BYTES = 16 * 1024
