"""What each batch moved in all: totals of a million holders from a handful of rows."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from rightsadmin.common.sql import run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0012_instructions_and_agent_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="BatchNet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("valid", "Valid"),
                            ("certificated", "Certificated"),
                            ("void", "Void"),
                            ("withheld", "Withheld"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("issuer_common", "Unissued common"),
                            ("treasury", "Treasury"),
                            ("rights_source", "Unissued Rights"),
                            ("rights_exercised", "Exercised Rights"),
                            ("rights_redeemed", "Redeemed Rights"),
                            ("rights_exchanged", "Exchanged Rights"),
                            ("rights_expired", "Expired Rights"),
                            ("rights_cancelled", "Rights cancelled with their share"),
                        ],
                        max_length=20,
                    ),
                ),
                ("common", models.DecimalField(decimal_places=10, max_digits=28)),
                ("rights", models.DecimalField(decimal_places=10, max_digits=28)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nets",
                        to="ledger.batch",
                    ),
                ),
            ],
            options={
                "ordering": ["batch", "standing", "role"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "standing", "role"), name="batch_net_once_a_place"
                    )
                ],
            },
        ),
        run_sql(SQL, "nets"),
    ]
