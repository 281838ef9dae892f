import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0015_readjustment"),
    ]

    operations = [
        migrations.AlterField(
            model_name="approval",
            name="act",
            field=models.CharField(
                choices=[
                    ("plan_load", "Load a plan and its terms"),
                    ("pin_day", "Pin a plan to a day"),
                    ("user", "Admit staff and change their roles"),
                    ("holder_import", "Load a holder file"),
                    ("holder_edit", "Edit a holder"),
                    ("control_book", "Change the control book"),
                    ("dividend", "Post the dividend of Rights"),
                    ("share_movement", "Post an issue or transfer of common"),
                    ("fact", "Record a fact"),
                    ("resolution", "Record a Board resolution"),
                    ("board_act", "Give an act of the Board its effect"),
                    ("exemption", "Take a person out of the definition"),
                    ("director", "Record a change of directors"),
                    ("quality", "Close a data-quality issue"),
                    ("trigger_case", "Confirm a Trigger Case"),
                    ("void_finding", "Record a finding of beneficial ownership"),
                    ("finding_withdrawal", "Withdraw a finding of beneficial ownership"),
                    ("person_tie", "Record who acts together"),
                    ("voiding", "Void Rights"),
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
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="status",
            field=models.CharField(
                choices=[
                    ("current", "Current"),
                    ("superseded", "Superseded"),
                    ("closed", "Closed: done, or owed no more"),
                ],
                default="current",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="HouseClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                ("alarm", models.TextField(blank=True, default="")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_by", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="house_clock_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConfirmedYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("source", models.CharField(help_text="The paper it was held against.", max_length=300)),
                ("confirmed_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(max_length=150)),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmed_years",
                        to="ledger.calendar",
                    ),
                ),
            ],
            options={
                "ordering": ["calendar", "year"],
                "constraints": [
                    models.UniqueConstraint(fields=("calendar", "year"), name="calendar_year_confirmed_once")
                ],
            },
        ),
    ]
