"""A plan says of itself whether it was loaded as a replay."""

from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0023_holder_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalplan",
            name="is_replay",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="plan",
            name="is_replay",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(
            # A replay is what its first row of history has a day of its own for.
            """
            UPDATE ledger_plan p SET is_replay = TRUE WHERE p.pinned_on IS NOT NULL OR (
                SELECT h.pinned_on FROM ledger_historicalplan h WHERE h.id = p.id
                ORDER BY h.history_date, h.history_id LIMIT 1
            ) IS NOT NULL
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_replay", True), ("pinned_on__isnull", True), _connector="OR"),
                name="plan_pinned_is_a_replay",
            ),
        ),
        Load({"plan_guard": "0140efdf55ac"}),
    ]
