"""A real WebKit (WebKitGTK, whose engine is Safari's), driven by Selenium on a screen that nobody sees."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service


@contextmanager
def _screen() -> Iterator[str]:
    """A screen in memory; gives its name."""
    ours, its = os.pipe()
    command = ["Xvfb", "-displayfd", str(its), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[its], stderr=subprocess.DEVNULL) as server:
        os.close(its)
        with os.fdopen(ours) as told:
            yield f":{told.readline().strip()}"
        server.terminate()


@contextmanager
def webkit(dark: bool) -> Iterator[WebKitGTK]:
    """A window of it, with a system in DARK colours or in light ones, for as long as the block lasts."""
    theme = "Adwaita:dark" if dark else "Adwaita"
    with _screen() as name:
        environment = {**os.environ, "DISPLAY": name, "GTK_THEME": theme}
        program = shutil.which("WebKitWebDriver")
        driver = WebKitGTK(options=Options(), service=Service(program, env=environment))
        try:
            yield driver
        finally:
            driver.quit()
