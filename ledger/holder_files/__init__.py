"""Holder files: the lists of holders that transfer agents send, read row by row, and made for training.

The house's own form, one record a line, comma-separated, quotes only within a line:

    H,<FORMAT>,<encoding>,<issuer>,<as of>      the head: encoding is utf-8 or windows-1252
    record,account,registration,...             the column names, exactly COLUMNS
    D,0000000001,nominee,...                    an account
    T,<accounts>,<shares>                       the trailer: the totals the rows must make

Every other form is read by a profile (`profile.py`), which the words of its header propose (`proposals.py`).
"""

from ledger.holder_files.layout import COLUMNS, FORMAT
from ledger.holder_files.parser import read_rows
from ledger.holder_files.profile import Profile
from ledger.holder_files.reader import Opened, open_file, read as read_file
from ledger.holder_files.row import HolderRow, RowError, RowNote
from ledger.holder_files.shape import NOTHING_CHOSEN, Chosen
from ledger.holder_files.writer import Writer

__all__ = [
    "COLUMNS",
    "FORMAT",
    "NOTHING_CHOSEN",
    "Chosen",
    "HolderRow",
    "Opened",
    "Profile",
    "RowError",
    "RowNote",
    "Writer",
    "open_file",
    "read_file",
    "read_rows",
]
