"""One file per stretch of the citizen's way; `urls.py` names the addresses."""
