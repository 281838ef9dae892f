"""A term is in force from an instant, not from a day alone; the terms on record take the start of their day."""

from typing import ClassVar

from django.db import migrations, models

# The trigger comes back with the next loading of append_only_tables, in 0005.
_FILL = """
    DROP TRIGGER IF EXISTS append_only ON {table};
    UPDATE {table} SET effective_at = effective_on::timestamp AT TIME ZONE 'America/New_York';
"""
_TABLES = ("ledger_planterm", "ledger_historicalplanterm")


class Migration(migrations.Migration):
    """See above."""

    dependencies: ClassVar = [("ledger", "0003_ownership")]
    operations: ClassVar = [
        *(
            migrations.AddField(model, "effective_at", models.DateTimeField(null=True))
            for model in ("planterm", "historicalplanterm")
        ),
        *(migrations.RunSQL(_FILL.format(table=table), migrations.RunSQL.noop) for table in _TABLES),
        *(
            migrations.AlterField(model, "effective_at", models.DateTimeField())
            for model in ("planterm", "historicalplanterm")
        ),
        migrations.RemoveIndex("planterm", "term_as_of"),
        migrations.AddIndex(
            "planterm",
            models.Index(fields=["plan", "key", "effective_at", "recorded_at"], name="term_as_of"),
        ),
        migrations.AlterModelOptions("planterm", {"ordering": ["key", "effective_at", "recorded_at"]}),
    ]
