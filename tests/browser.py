"""A browser for stories: Debian's Chromium, driven by Playwright, talking to nobody but us."""

import contextlib
import shutil
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from tests.traffic import TRAFFIC

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--no-sandbox",
]
PHONE = 390
DESKTOP = 1280
HEIGHTS = {PHONE: 844, DESKTOP: 900}


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Run one browser for the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextlib.contextmanager
def window(
    browser: Browser,
    address: str,
    *,
    width: int = DESKTOP,
    javascript: bool = True,
    friends: Collection[str] = (),
) -> Iterator[Page]:
    """Open an empty window with its own cookies; complain at the end of what went wrong in it.

    `friends` are further hosts that its pages may ask.
    """
    context = browser.new_context(
        base_url=address,
        java_script_enabled=javascript,
        locale="de-DE",
        timezone_id="Europe/Berlin",
        viewport={"width": width, "height": HEIGHTS[width]},
    )
    context.set_default_timeout(10_000)
    complaints = _listen(context, {urlsplit(address).netloc, *friends})
    yield context.new_page()
    context.close()
    TRAFFIC.settle()
    assert not complaints, "\n".join(complaints)


def serious_faults(page: Page) -> list[str]:
    """List what axe finds serious or critical for people with disabilities, one line each."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{fault['id']}: {fault['help']} ({node['html'][:120]})"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


def _listen(context: BrowserContext, hosts: Collection[str]) -> list[str]:
    complaints: list[str] = []

    def request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc not in hosts:
            complaints.append(f"left the host: {request.url}")

    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"console: {message.text}")

    context.on("request", request)
    context.on("console", console)
    context.on("weberror", lambda fault: complaints.append(f"script: {fault.error}"))
    return complaints
