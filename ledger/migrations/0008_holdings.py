"""Holdings that lists sort by, and a view of positions that folds only what is asked for."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from rightsadmin.common.sql import run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_entitlement")]

    operations = [
        migrations.CreateModel(
            name="Holding",
            fields=[
                (
                    "holder",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="holding",
                        serialize=False,
                        to="ledger.holderaccount",
                    ),
                ),
                ("common", models.DecimalField(decimal_places=10, max_digits=28)),
                ("rights", models.DecimalField(decimal_places=10, max_digits=28)),
                (
                    "plan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.plan",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["plan", "common", "holder"], name="holding_by_common"),
                    models.Index(fields=["plan", "rights", "holder"], name="holding_by_rights"),
                ],
            },
        ),
        run_sql(SQL, "holdings"),
    ]
