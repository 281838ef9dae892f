"""Counsel's word on an amendment, and on what each question may be closed."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rightsadmin.common.sql import Load

#: Until now every paper closed a question.
EVERY_PAPER = ["counsel", "resolution", "amendment", "agreement"]


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0020_transfers_of_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="dataqualityissue",
            name="closed_by",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12),
                default=EVERY_PAPER,
                help_text="The papers on which it may be closed.",
                size=None,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicaldataqualityissue",
            name="closed_by",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12),
                default=EVERY_PAPER,
                help_text="The papers on which it may be closed.",
                size=None,
            ),
            preserve_default=False,
        ),
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
                    ("late_fact", "Record or reverse a fact of before a milestone"),
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
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="CounselsWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("category", models.CharField(max_length=20)),
                ("reason", models.TextField()),
                ("given_by_name", models.CharField(max_length=150)),
                ("given_at", models.DateTimeField()),
                (
                    "approval",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counsels_word",
                        to="ledger.approval",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.sourcedocument",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counsels_words",
                        to="ledger.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["given_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["cure", "not_adverse", "time_period"])),
                        name="counsels_word_category_known",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            # What is open already: when the Rights end, who of the Board may act, and a break are counsel's alone.
            """
            UPDATE ledger_dataqualityissue SET closed_by = '{counsel}'
            WHERE status <> 'resolved' AND (code LIKE 'BREAK-%' OR term_keys && ARRAY[
                'freeze.days', 'continuing_directors', 'expiration.final', 'expiration.rolls']::varchar[])
            """,
            migrations.RunSQL.noop,
        ),
        Load({"append_only_tables": "86f1b1319845"}),
    ]
