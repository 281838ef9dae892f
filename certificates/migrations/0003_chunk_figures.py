"""What a chunk was made of, so that progress is counted over chunks and never over items."""

from django.db import migrations, models

SQL = """
UPDATE certificates_runchunk k SET item_count = i.n, rights = i.rights
FROM (SELECT chunk_id, count(*) AS n, sum(quantity) AS rights FROM certificates_runitem GROUP BY chunk_id) i
WHERE i.chunk_id = k.id
"""


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_guards")]

    operations = [
        migrations.AddField(
            "runchunk",
            "item_count",
            models.PositiveIntegerField(default=0, help_text="Certificates it was made of; never changes."),
            preserve_default=False,
        ),
        migrations.AddField(
            "runchunk",
            "rights",
            models.PositiveBigIntegerField(default=0, help_text="Their Rights; never changes."),
            preserve_default=False,
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
