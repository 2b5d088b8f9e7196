"""Where each value of a TOML file stands; the standard library forgets the lines."""

from bisect import bisect_right

Path = tuple[str | int, ...]

_QUOTES = ('"""', "'''", '"', "'")
_BARE_ENDS = ",]}#\n"


def lines_of(text: str) -> dict[Path, int]:
    """The line of every table, key and list element, by path; `text` must be sound TOML."""
    return _Scan(text).run()


class _Scan:
    """One pass over the text, remembering lines and skipping what stands in the values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.repeated: dict[Path, int] = {}
        self.breaks = [index for index, letter in enumerate(text) if letter == "\n"]

    def run(self) -> dict[Path, int]:
        table: Path = ()
        self._skip_blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip_blank()
        return self.lines

    def _header(self) -> Path:
        line = self._line()
        repeats = self.text.startswith("[[", self.at)
        self.at += 2 if repeats else 1
        parts = self._key()
        self.at += 2 if repeats else 1

        path = self._inside(parts[:-1])
        path = (*path, parts[-1])
        if repeats:
            self.repeated[path] = self.repeated.get(path, -1) + 1
            self.lines.setdefault(path, line)
            path = (*path, self.repeated[path])
        self.lines[path] = line
        return path

    def _inside(self, parts: list[str]) -> Path:
        """The path of a table that already stands, taking the last one of each repeated table."""
        path: Path = ()
        for part in parts:
            path = (*path, part)
            if path in self.repeated:
                path = (*path, self.repeated[path])
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for part in self._key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self.at = self.text.index("=", self.at) + 1
        self._skip_spaces()
        self._value(path)

    def _key(self) -> list[str]:
        parts = []
        while True:
            self._skip_spaces()
            start = self.at
            if self.text[self.at] in "\"'":
                self._string()
                parts.append(self.text[start + 1 : self.at - 1])
            else:
                while self.text[self.at].isalnum() or self.text[self.at] in "-_":
                    self.at += 1
                parts.append(self.text[start : self.at])
            self._skip_spaces()
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def _value(self, path: Path) -> None:
        self.lines[path] = self._line()
        opening = self.text[self.at]
        if opening in "\"'":
            self._string()
        elif opening == "[":
            self._list(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            while self.at < len(self.text) and self.text[self.at] not in _BARE_ENDS:
                self.at += 1

    def _list(self, path: Path) -> None:
        self.at += 1
        index = 0
        self._skip_blank()
        while self.text[self.at] != "]":
            self._value((*path, index))
            index += 1
            self._skip_comma()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        self._skip_blank()
        while self.text[self.at] != "}":
            self._pair(path)
            self._skip_comma()
        self.at += 1

    def _string(self) -> None:
        quote = next(quote for quote in _QUOTES if self.text.startswith(quote, self.at))
        self.at += len(quote)
        while not self.text.startswith(quote, self.at):
            self.at += 2 if quote[0] == '"' and self.text[self.at] == "\\" else 1
        self.at += len(quote)

    def _skip_comma(self) -> None:
        self._skip_blank()
        if self.text[self.at] == ",":
            self.at += 1
            self._skip_blank()

    def _skip_blank(self) -> None:
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text[self.at].isspace():
                self.at += 1
            else:
                return

    def _skip_spaces(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in " \t":
            self.at += 1

    def _line(self) -> int:
        return bisect_right(self.breaks, self.at - 1) + 1
