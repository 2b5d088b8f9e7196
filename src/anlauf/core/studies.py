"""Who plays studies, as the settings say."""

from django.conf import settings


def workers() -> int:
    """So many processes of this machine."""
    return int(settings.STUDY_WORKERS)


def cluster() -> str | None:
    """The address of a Dask cluster that plays instead, if one is named."""
    address: str | None = settings.STUDY_CLUSTER
    return address
