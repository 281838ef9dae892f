"""Global search over certificates, by number."""

from django.urls import reverse

from certificates.models import Certificate

LIMIT = 6
MOST_DIGITS = 9  # a number of more is none of ours


def search(words: str) -> dict[str, list[dict[str, str]]]:
    """Certificates whose printed number starts with the words, or whose number they are."""
    words = words.strip().upper()
    if not words or "\x00" in words:
        return {}
    digits = words.removeprefix("R-").lstrip("0")
    found = Certificate.objects.select_related("plan", "account")
    is_number = digits.isdecimal() and len(digits) <= MOST_DIGITS
    found = found.filter(number=int(digits)) if is_number else found.filter(text=words)
    hits = [
        {
            "label": f"{certificate.text}, {certificate.quantity:,} Rights",
            "kind": f"{certificate.account.name[:40]} · {certificate.plan.name}",
            "url": reverse("certificates:certificate", args=[certificate.plan.slug, certificate.number]),
        }
        for certificate in found[:LIMIT]
    ]
    return {"Certificates": hits} if hits else {}
