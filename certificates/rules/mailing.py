"""The order of the mail: ordinary certificates by postal code, then those that need another hand (form, item 11)."""

# Rights from which a certificate does not go by ordinary mail.
SPECIAL_HANDLING_RIGHTS = 100_000


def special_handling(*, is_nominee: bool, rights: int) -> bool:
    """Whether a certificate goes to special handling, after the ordinary mail: nominees and large holdings."""
    return is_nominee or rights >= SPECIAL_HANDLING_RIGHTS
