"""Findings of every kind, withdrawn or not; ties that end; counsel's word on what a person passed on."""

import django.db.models.deletion
from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_prices_and_majorities"),
    ]

    operations = [
        migrations.CreateModel(
            name="TransfereeWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("void", models.DecimalField(decimal_places=10, max_digits=28)),
                ("clear", models.DecimalField(decimal_places=10, max_digits=28)),
                ("reason", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["recorded_at", "pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="beneficialfinding",
            options={"ordering": ["as_of", "pk"]},
        ),
        migrations.RemoveConstraint(
            model_name="beneficialfinding",
            name="finding_quantity_positive",
        ),
        migrations.RemoveConstraint(
            model_name="persontie",
            name="tie_days_in_order",
        ),
        migrations.RemoveField(
            model_name="historicalperson",
            name="group_of",
        ),
        migrations.RemoveField(
            model_name="person",
            name="group_of",
        ),
        migrations.AddField(
            model_name="beneficialfinding",
            name="kind",
            field=models.CharField(
                choices=[
                    ("held", "Shares held in an account"),
                    ("right_to_acquire", "Right to acquire shares"),
                    ("derivative", "Derivative over shares"),
                ],
                default="held",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="beneficialfinding",
            name="withdraws",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawn_by",
                to="ledger.beneficialfinding",
            ),
        ),
        migrations.AddField(
            model_name="persontie",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="ledger.persontie",
            ),
        ),
        migrations.AlterField(
            model_name="approval",
            name="act",
            field=models.CharField(
                choices=[
                    ("plan_load", "Load a plan and its terms"),
                    ("pin_day", "Pin a plan to a day"),
                    ("holder_import", "Load a holder file"),
                    ("holder_edit", "Edit a holder"),
                    ("control_book", "Change the control book"),
                    ("dividend", "Post the dividend of Rights"),
                    ("share_movement", "Post an issue or transfer of common"),
                    ("fact", "Record a fact"),
                    ("resolution", "Record a Board resolution"),
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
                    ("calendar", "Change a calendar"),
                    ("redemption", "Redeem the Rights"),
                    ("exchange", "Exchange Rights"),
                    ("expiration", "Expire the Rights"),
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
            model_name="beneficialfinding",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="ledger.holderaccount",
            ),
        ),
        migrations.AddConstraint(
            model_name="beneficialfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 0)), name="finding_quantity_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="beneficialfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["held", "right_to_acquire", "derivative"])),
                name="finding_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="beneficialfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", False), ("kind", "held")),
                    models.Q(models.Q(("kind", "held"), _negated=True), ("account__isnull", True)),
                    _connector="OR",
                ),
                name="finding_held_in_an_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="persontie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="tie_days_in_order",
            ),
        ),
        migrations.AddField(
            model_name="transfereeword",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transferee_words",
                to="ledger.holderaccount",
            ),
        ),
        migrations.AddField(
            model_name="transfereeword",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transferee_words",
                to="ledger.sourcedocument",
            ),
        ),
        migrations.AddField(
            model_name="transfereeword",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="transferee_words",
                to="ledger.entry",
            ),
        ),
        migrations.AddField(
            model_name="transfereeword",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transferee_words", to="ledger.plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfereeword",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("clear__gte", 0),
                    ("void__gte", 0),
                    models.Q(("void__gt", 0), ("clear__gt", 0), _connector="OR"),
                ),
                name="transferee_word_about_something",
            ),
        ),
        Load({"append_only_tables": "a87d149315cc"}),
    ]
