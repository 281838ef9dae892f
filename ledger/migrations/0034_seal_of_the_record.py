"""Every table of record is sealed, and each night a signed head is put on the chain of its proofs."""

from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0033_sign_ins"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedTable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=63, unique=True)),
                ("key", models.CharField(max_length=63)),
                ("columns", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="SealBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=63)),
                ("block", models.BigIntegerField()),
                ("rows", models.BigIntegerField()),
                ("high", models.DecimalField(decimal_places=0, max_digits=60)),
                ("low", models.DecimalField(decimal_places=0, max_digits=60)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name", "block"), name="seal_block_once")],
            },
        ),
        migrations.CreateModel(
            name="SealChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=63)),
                ("block", models.BigIntegerField()),
                ("rows", models.BigIntegerField()),
                ("high", models.DecimalField(decimal_places=0, max_digits=60)),
                ("low", models.DecimalField(decimal_places=0, max_digits=60)),
            ],
            options={
                "indexes": [models.Index(fields=["name", "block"], name="seal_change_of_block")],
            },
        ),
        migrations.CreateModel(
            name="SealHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("content", models.TextField()),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("key", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
                ("holds", models.BooleanField()),
                ("differences", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)), name="seal_head_number_positive"
                    )
                ],
            },
        ),
        Load(
            {
                "seal_rows": "0df1d9f0dac1",
                "seal_tables": "9635c05c52cd",
                "seal_compared": "5dd9a1910ddd",
                "seal_guards": "43bfff337c17",
                "grants": "14c1c5b01509",
            }
        ),
    ]
