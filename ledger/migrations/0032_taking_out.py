"""Taking lists and copies out of the house is an act."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0031_fresh_statistics"),
    ]

    operations = [
        migrations.AlterField(
            model_name="approval",
            name="act",
            field=models.CharField(
                choices=[
                    ("plan_load", "Load a plan and its terms"),
                    ("history", "Load the amendments of a plan's past"),
                    ("pin_day", "Pin a plan to a day"),
                    ("user", "Admit staff and change their roles"),
                    ("holder_import", "Load a holder file"),
                    ("holder_edit", "Edit a holder"),
                    ("control_book", "Change the control book"),
                    ("dividend", "Post the dividend of Rights"),
                    ("share_movement", "Post an issue or transfer of common"),
                    ("fact", "Record a fact"),
                    ("late_fact", "Record or reverse a fact of before a milestone"),
                    ("resolution", "Record a Board resolution"),
                    ("board_act", "Give an act of the Board its effect"),
                    ("withdraw_resolution", "Withdraw a resolution recorded wrongly"),
                    ("exemption", "Take a person out of the definition"),
                    ("director", "Record a change of directors"),
                    ("quality", "Close a data-quality issue"),
                    ("trigger_case", "Confirm a Trigger Case"),
                    ("void_finding", "Record a finding of beneficial ownership"),
                    ("finding_withdrawal", "Withdraw a finding of beneficial ownership"),
                    ("person_tie", "Record who acts together"),
                    ("voiding", "Void Rights"),
                    ("earlier_transfer", "Name a transfer made by a plan before"),
                    ("transferee", "Say whether a transferee's Rights are void"),
                    ("separation", "Separate the Rights"),
                    ("run", "Start and steer a certificate run"),
                    ("release", "Release printed certificates"),
                    ("correction", "Correct by reversal"),
                    ("registration", "Correct a registration"),
                    ("calendar", "Change a calendar"),
                    ("clock", "Confirm the clock"),
                    ("redemption", "Redeem the Rights"),
                    ("exchange", "Exchange Rights"),
                    ("expiration", "Expire the Rights"),
                    ("delivery", "Deliver shares that a trustee holds"),
                    ("adjustment", "Adjust price, Units or Rights"),
                    ("amendment", "Amend the terms"),
                    ("counsels_word", "Give counsel's word on an amendment"),
                    ("acknowledge", "Acknowledge a deadline"),
                    ("entitlement", "Fix what a Right buys"),
                    ("presentation", "Work a presentation of certificates"),
                    ("stop", "Place or lift a stop on a certificate"),
                    ("returned_mail", "Record returned mail and searches"),
                    ("destruction", "Destroy cancelled certificates"),
                    ("payment", "Release a list of payments"),
                    ("notice", "Issue notices and letters"),
                    ("instruction", "Record a written instruction"),
                    ("agent_change", "Change the Rights Agent"),
                    ("handover", "Hand the records over or take them in"),
                    ("reconciliation", "Prove the identities and own the breaks"),
                    ("inquiry", "Record and answer written inquiries"),
                    ("examiner_pack", "Take the examiner pack"),
                    ("taking", "Take lists and copies out of the house"),
                ],
                max_length=20,
            ),
        ),
    ]
