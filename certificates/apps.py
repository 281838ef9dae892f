from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = "Certificates"

    def ready(self) -> None:
        """Registers the tasks, the identities of the daily proof, what is awaited by a day, the kinds of work, what
        carries acts out and what follows them.
        """
        from certificates import tasks  # noqa: F401, PLC0415 - models are not loaded before this
        from certificates.selectors import awaited, reconciliation, worklist  # noqa: F401, PLC0415
        from certificates.services import (  # noqa: PLC0415
            brought_back,  # noqa: F401
            handover,  # noqa: F401
            notices,  # noqa: F401
            payments,  # noqa: F401
            presentations,  # noqa: F401
            release,  # noqa: F401
            vault,  # noqa: F401
            voided,  # noqa: F401
        )
