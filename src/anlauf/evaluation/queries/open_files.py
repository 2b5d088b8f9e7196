"""The files everybody may have."""

from dataclasses import dataclass

from anlauf.evaluation.models import OpenFile


@dataclass(frozen=True)
class Files:
    """One figure and the months of which there are files, the newest first."""

    figure: str
    months: tuple[str, ...]


def open_file(path: str) -> OpenFile | None:
    """The file of this path, if there is one."""
    return OpenFile.objects.filter(path=path).first()


def open_files() -> list[Files]:
    """Every figure with its months."""
    found: dict[str, list[str]] = {}
    rows = OpenFile.objects.filter(path__endswith=".csv").order_by("-path")
    for path in rows.values_list("path", flat=True):
        figure, _slash, name = path.partition("/")
        found.setdefault(figure, []).append(name.removesuffix(".csv"))
    return [Files(figure, tuple(months)) for figure, months in sorted(found.items())]
