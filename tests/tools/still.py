"""Wait until a page stands still, however slow the machine."""

from playwright.sync_api import Page


def still(page: Page) -> None:
    """Wait until what was begun has been drawn and no transition runs any more."""
    page.evaluate(
        """() => new Promise((done) => {
          const moving = () => document.getAnimations().some(({ playState, effect }) =>
            playState === "running" && effect.getComputedTiming().endTime !== Infinity);
          const look = () => requestAnimationFrame(() => requestAnimationFrame(() => (moving() ? look() : done())));
          look();
        })"""
    )
