"""Files on their way in stay in memory: nothing a person hands in lies open on a disk.

What is larger than any file we take is cut off there, so that the command that looks at it can say
that it is too large; nobody fills the memory with it.
"""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_OCTETS = 25_000_000


class InMemory(FileUploadHandler):
    """Keeps the beginning of each file, up to one octet more than the most."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin with an empty one."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Keep what there is room for."""
        self.kept.write(raw_data[: MOST_OCTETS + 1 - self.kept.tell()])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:  # noqa: ARG002
        """The file as far as it was kept."""
        size = self.kept.tell()
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=size,
            charset=self.charset,
        )
