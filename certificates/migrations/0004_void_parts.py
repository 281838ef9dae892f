"""Certificates void in part: what of their Rights a posting made void, and the stop that follows."""

import django.db.models.deletion
from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0003_payments_for_fractions"),
        ("ledger", "0003_ownership"),
    ]

    operations = [
        migrations.CreateModel(
            name="VoidPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveBigIntegerField()),
            ],
            options={
                "ordering": ["certificate", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="lineage",
            name="lineage_ends_as_its_fate_says",
        ),
        migrations.RemoveConstraint(
            model_name="stoporder",
            name="stop_kind_known",
        ),
        migrations.AlterField(
            model_name="historicalstoporder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("lost", "Reported lost"),
                    ("stolen", "Reported stolen"),
                    ("destroyed", "Reported destroyed"),
                    ("adverse_claim", "Adverse claim"),
                    ("court_order", "Court order"),
                    ("death", "Death of an owner"),
                    ("agent", "The agent's own inquiry"),
                    ("void", "Rights on it are void"),
                ],
                max_length=15,
            ),
        ),
        migrations.AlterField(
            model_name="lineage",
            name="fate",
            field=models.CharField(
                choices=[
                    ("reissued", "On another certificate"),
                    ("exercised", "Exercised"),
                    ("void", "Void"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="stoporder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("lost", "Reported lost"),
                    ("stolen", "Reported stolen"),
                    ("destroyed", "Reported destroyed"),
                    ("adverse_claim", "Adverse claim"),
                    ("court_order", "Court order"),
                    ("death", "Death of an owner"),
                    ("agent", "The agent's own inquiry"),
                    ("void", "Rights on it are void"),
                ],
                max_length=15,
            ),
        ),
        migrations.AddConstraint(
            model_name="lineage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fate", "reissued"), ("target__isnull", False)),
                    models.Q(("fate__in", ["exercised", "void"]), ("target__isnull", True)),
                    _connector="OR",
                ),
                name="lineage_ends_as_its_fate_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="stoporder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "lost",
                            "stolen",
                            "destroyed",
                            "adverse_claim",
                            "court_order",
                            "death",
                            "agent",
                            "void",
                        ],
                    )
                ),
                name="stop_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="voidpart",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="void_parts", to="ledger.batch"
            ),
        ),
        migrations.AddField(
            model_name="voidpart",
            name="certificate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="void_parts",
                to="certificates.certificate",
            ),
        ),
        migrations.AddConstraint(
            model_name="voidpart",
            constraint=models.UniqueConstraint(
                fields=("certificate", "batch"), name="void_part_once_a_posting"
            ),
        ),
        migrations.AddConstraint(
            model_name="voidpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)), name="void_part_of_a_right_at_least"
            ),
        ),
        Load({"append_only_tables": "5386ad375b4a"}),
    ]
