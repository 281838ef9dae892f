"""What of a plan is handed over."""

from django import forms


class HandoverForm(forms.Form):
    with_print_files = forms.BooleanField(
        label="With the print files of certificates",
        required=False,
        initial=True,
        help_text="They are most of the bytes. What they say stays in the certificates’ rows without them.",
    )
