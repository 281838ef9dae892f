"""Versions of the printed documents: a version is never edited after its first use."""

from django.db import models

from rightsadmin.common.history import HistoricalRecords


class TemplateVersion(models.Model):
    """The files of one version of a document, known by their digest from the first run on."""

    document = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, help_text="Of the version's files, names and contents.")
    first_used_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["document", "version"]
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="template_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.version}"
