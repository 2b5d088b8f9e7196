"""An appointment's code for the scanner of the machine at the entrance."""

import segno


def image(code: str) -> str:
    """The code as an ordinary QR code with its quiet margin, inside a data address."""
    return segno.make(code, error="m", micro=False).svg_data_uri(border=4, omitsize=True)
