"""The form of a delivery out of the trust of an exchange."""

from ledger.pages.fields import AccountField, OfPlanForm, PaperForm


class DeliveryForm(OfPlanForm, PaperForm):
    """The account whose holder certified, and the certificate."""

    account = AccountField(label="Account", help_text="All that the trustee holds for it is delivered.")
