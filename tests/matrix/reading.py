"""The page of an approval as a person reads it: no word of the machine in its main part."""

import re

from django.test import Client
from django.urls import reverse

from ledger.models import Approval
from rightsadmin.common.actor import Actor

RAW = re.compile(
    r"[{}]|\bNone\b|\bTrue\b|\bFalse\b|\bT\d\d:\d\d|\d{4}-\d\d-\d\d|\b[a-z]+_[a-z_]+\b|[0-9a-f]{64}|\b[a-z]+\.[a-z]+\.[a-z]+\b"
)
PROOF = re.compile(r"<details.*?</details>|<script.*?</script>|<dialog.*?</dialog>", re.DOTALL)


def raw_words(approval: Approval, reader: Actor) -> list[str]:
    """The raw words that the page shows a reader outside of its proof."""
    client = Client()
    client.force_login(reader.user)
    answer = client.get(reverse("ledger:approval", args=[approval.pk]))
    assert answer.status_code == 200
    page = answer.content.decode()
    main = PROOF.sub(" ", page[page.index("<main") : page.index("</main>")])
    read = re.sub(r"<[^>]*>", " ", main)
    return RAW.findall(
        re.sub(r"[Rr]esolution\s+\S+", " ", read)
    )  # its number is its name, whatever it looks like
