"""A list of a million certificates can be sorted by their Rights."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0011_notices")]

    operations = [
        migrations.AddIndex(
            "certificate",
            models.Index(fields=["plan", "quantity", "number"], name="certificate_by_quantity"),
        ),
    ]
