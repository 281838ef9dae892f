"""The form that sends a copy of a certificate."""

from typing import Any

from django import forms


class SendForm(forms.Form):
    """To whom a copy goes: an address on record."""

    recipient = forms.ChoiceField(label="To", widget=forms.RadioSelect)

    def __init__(self, *args: Any, recipients: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["recipient"]
        field.choices = [(address, f"{name}, {address}") for address, name in recipients.items()]
