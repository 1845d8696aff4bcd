"""A page that a reader has begun to use."""

from playwright.sync_api import Page


def ready(page: Page, address: str) -> None:
    """Open ADDRESS and let everything come that the first sign of a reader brings."""
    page.goto(address)
    page.mouse.move(1, 1)
    page.wait_for_selector(".sheet", state="attached")
