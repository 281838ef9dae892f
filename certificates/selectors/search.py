"""Global search over certificates, by number."""

from django.urls import reverse

from certificates.models import Certificate

LIMIT = 6


def search(words: str) -> dict[str, list[dict[str, str]]]:
    """Certificates whose printed number starts with the words, or whose number they are."""
    words = words.strip().upper()
    if not words or "\x00" in words:
        return {}
    digits = words.removeprefix("R-").lstrip("0")
    found = Certificate.objects.select_related("plan", "account")
    found = (
        found.filter(number=int(digits))
        if digits.isdecimal() and len(digits) < 10
        else found.filter(text=words)
    )  # noqa: PLR2004 - a number fits the column
    hits = [
        {
            "label": f"{certificate.text}, {certificate.quantity:,} Rights",
            "kind": f"{certificate.account.name[:40]} · {certificate.plan.name}",
            "url": reverse("certificates:certificate", args=[certificate.plan.slug, certificate.number]),
        }
        for certificate in found[:LIMIT]
    ]
    return {"Certificates": hits} if hits else {}
