"""Accounts by name or number, as people type them: no accents, any order, the lines of a registration as one."""

from django.db.models import BooleanField, F, Func, QuerySet, Value

from ledger.models import HolderAccount


def accounts(words: str) -> QuerySet[HolderAccount]:
    """The accounts of all plans with words that begin with each of these; none where there is no word in them."""
    if "\x00" in words:
        return HolderAccount.objects.none()
    return HolderAccount.objects.filter(
        Func(
            Func(F("number"), F("registration_lines"), function="ledger_found_as"),
            Func(Value(words), function="ledger_sought"),
            template="(%(expressions)s)",
            arg_joiner=" @@ ",
            output_field=BooleanField(),
        )
    )
