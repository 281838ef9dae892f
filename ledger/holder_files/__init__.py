"""Holder files: the transfer agent's master securityholder file as text, read row by row and made for training.

One record a line, comma-separated, quotes only within a line:

    H,<FORMAT>,<encoding>,<issuer>,<as of>      the head: encoding is utf-8 or windows-1252
    record,account,registration,...             the column names, exactly COLUMNS
    D,0000000001,nominee,...                    an account
    T,<accounts>,<shares>                       the trailer: the totals the rows must make
"""

from ledger.holder_files.layout import COLUMNS, FORMAT
from ledger.holder_files.parser import read_rows
from ledger.holder_files.row import HolderRow, RowError

__all__ = ["COLUMNS", "FORMAT", "HolderRow", "RowError", "read_rows"]
