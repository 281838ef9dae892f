"""What a spreadsheet reads in the file of a list is the number that stands on the page."""

import csv
import io

from tests import factories


def test_a_list_for_a_spreadsheet_has_its_mark_whole_shares_and_plain_zeros(plan, as_role):
    factories.account(plan, "José Núñez", number="000002")
    sent = b"".join(as_role("clerk").get("/plans/mim-1998/holders/?export=csv").streaming_content)
    assert sent.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"))))[1:]
    assert {row[0]: (row[1], row[4]) for row in rows} == {
        "000001": ("JANE ROE", "17890739"),
        "000002": ("José Núñez", "0"),
    }
