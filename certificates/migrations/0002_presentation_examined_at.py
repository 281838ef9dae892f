"""When a maker last told what he found of a presentation: a fact of its own, not read off its history."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalpresentation",
            name="examined_at",
            field=models.DateTimeField(blank=True, help_text="A maker last told what he found.", null=True),
        ),
        migrations.AddField(
            model_name="presentation",
            name="examined_at",
            field=models.DateTimeField(blank=True, help_text="A maker last told what he found.", null=True),
        ),
    ]
