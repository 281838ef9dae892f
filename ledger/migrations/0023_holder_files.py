"""Holder files in any form: profiles, what was found and mended, and no taxpayer number kept."""

from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [("ledger", "0022_resolutions_withdrawn")]

    operations = [
        migrations.CreateModel(
            name="FileProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agent", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=80)),
                ("version", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("kept_at", models.DateTimeField()),
                ("kept_by_name", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["agent", "name", "-version"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="holderimport",
            name="holder_file_loaded_once",
        ),
        migrations.AddField(
            model_name="holderimport",
            name="came_sha256",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        # Until now a file was kept as it came: the hash of what is kept is that of what came.
        migrations.RunSQL("UPDATE ledger_holderimport SET came_sha256 = sha256", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="holderimport",
            name="listing",
            field=models.CharField(
                choices=[
                    ("register", "Holders of record"),
                    ("participants", "Participants of the depository (Cede & Co)"),
                    ("beneficial", "Beneficial owners who do not object (NOBO)"),
                ],
                default="register",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="holderimport",
            name="note_count",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="holderimport",
            name="notes",
            field=models.JSONField(default=list, help_text="What was mended or left out, first rows first."),
        ),
        migrations.AddField(
            model_name="holderimport",
            name="profile_label",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="holderimport",
            name="reading",
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name="holderimport",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="holderimport",
            name="storage_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="holderimport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "loaded")),
                fields=("plan", "came_sha256"),
                name="holder_file_loaded_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="fileprofile",
            constraint=models.UniqueConstraint(
                fields=("agent", "name", "version"), name="file_profile_version_once"
            ),
        ),
        Load({"append_only_tables": "7b7ba226fa32"}),
    ]
