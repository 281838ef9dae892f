"""Five certificates of a run, which the second person looks at before he releases it."""

from django.db.models import F, Func, IntegerField, Value
from django.db.models.functions import Length

from certificates.models import Certificate


def of_run(run: int, seed: str) -> list[tuple[str, Certificate]]:
    """The first, the last, the largest, that of the longest name, and one that the seed draws; none of them twice."""
    rows = Certificate.objects.filter(run=run).select_related("plan", "account").order_by("number")
    count = rows.count()
    if not count:
        return []
    named = Func(F("account__registration_lines"), Value(" "), function="array_to_string")
    longest = rows.annotate(long=Length(named, output_field=IntegerField())).order_by("-long", "number")
    drawn = [
        ("The first", rows.first()),
        ("The last", rows.last()),
        ("The largest", rows.order_by("-quantity", "number").first()),
        ("The longest name", longest.first()),
        ("By chance", rows[int(seed, 16) % count]),
    ]
    found: dict[int, tuple[str, Certificate]] = {}
    for why, certificate in drawn:
        if certificate is not None:
            found.setdefault(certificate.pk, (why, certificate))
    return list(found.values())
