"""What has occurred in the course of a plan is on record; acts and more facts have kinds of their own."""

from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0004_planterm_effective_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("distribution_date", "Distribution Date"),
                            ("redeemed", "Redemption"),
                            ("exchanged", "Exchange of all Rights"),
                            ("expired", "Expiration"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField(help_text="The legal date.")),
                (
                    "instant",
                    models.DateTimeField(
                        help_text="The moment itself: the close of business, or the effective time."
                    ),
                ),
                (
                    "governing",
                    models.CharField(
                        blank=True, help_text="The prongs that gave a Distribution Date.", max_length=20
                    ),
                ),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["instant", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="planevent",
            name="event_kind_known",
        ),
        migrations.AlterField(
            model_name="planevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acquiring_person_announced", "Announcement that a person holds the percentage"),
                    ("became_acquiring_person", "A person became an Acquiring Person"),
                    ("adverse_person_declared", "The Board declared an Adverse Person"),
                    ("tender_offer", "Tender or exchange offer"),
                    ("board_extension", "Board fixed a later date"),
                    ("continuing_directors_lost_majority", "Continuing Directors lost their majority"),
                    (
                        "continuing_directors_regained_majority",
                        "Continuing Directors regained their majority",
                    ),
                    ("flip_over_transaction_completed", "Flip-over transaction completed"),
                    ("merger_agreement_signed", "Merger agreement signed"),
                    ("price", "Price stated"),
                    ("offer_amended", "Tender or exchange offer amended"),
                    ("offer_withdrawn", "Tender or exchange offer withdrawn"),
                    ("accepted_for_payment", "Shares accepted for payment under an offer"),
                    ("merger_effective", "Merger effective"),
                    ("named_event", "Something the plan itself names"),
                    ("person_released", "A person was taken out of the definition of an Acquiring Person"),
                    ("holder_caught", "An amendment caught a holder on record"),
                    ("redeemed", "Rights redeemed"),
                    ("exchanged", "All the Rights exchanged"),
                    ("officer_certificate", "Officer's certificate received"),
                    ("distribution_notice", "Company's written notice of the Distribution Date received"),
                    ("outstanding_reported", "Outstanding shares reported"),
                    ("suspension_began", "The company suspended the exercise of the Rights"),
                    ("suspension_ended", "The company ended the suspension of exercise"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="planevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "acquiring_person_announced",
                            "became_acquiring_person",
                            "adverse_person_declared",
                            "tender_offer",
                            "board_extension",
                            "continuing_directors_lost_majority",
                            "continuing_directors_regained_majority",
                            "flip_over_transaction_completed",
                            "merger_agreement_signed",
                            "price",
                            "offer_amended",
                            "offer_withdrawn",
                            "accepted_for_payment",
                            "merger_effective",
                            "named_event",
                            "person_released",
                            "holder_caught",
                            "redeemed",
                            "exchanged",
                            "officer_certificate",
                            "distribution_notice",
                            "outstanding_reported",
                            "suspension_began",
                            "suspension_ended",
                        ],
                    )
                ),
                name="event_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="milestone",
            name="plan",
            field=models.ForeignKey(on_delete=models.PROTECT, related_name="milestones", to="ledger.plan"),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(fields=("plan", "kind"), name="milestone_once"),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["distribution_date", "redeemed", "exchanged", "expired"])),
                name="milestone_kind_known",
            ),
        ),
        Load({"append_only_tables": "0d6153288d30"}),
    ]
