// Drives one Firefox over WebDriver BiDi for tests/tools/firefox.py: reads a command per line from stdin, as JSON
// ({"do": name, ...}), and answers each with a line of JSON ({"value": ...} or {"error": words}). The path of Firefox is
// followed by preferences of about:config, as JSON, and by addresses, which Firefox itself opens, in tabs: those of its
// own pages it opens at nobody else's wish.
import { createInterface } from "node:readline";
import puppeteer from "puppeteer-core";

const [executablePath, preferences, ...addresses] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  args: addresses,
  extraPrefsFirefox: {
    "ui.systemUsesDarkTheme": 0,
    "dom.events.testing.asyncClipboard": true, // else it asks a person whether the page may read what was copied
    ...JSON.parse(preferences),
  },
});
let page = addresses.length ? undefined : await browser.newPage();

const commands = {
  async open({ address, width }) {
    // An older Firefox sets the size, and then refuses the orientation of a screen, which no test asks for.
    await page.setViewport({ width, height: 900 }).catch((error) => {
      if (!/setScreenOrientationOverride/.test(error.message)) throw error;
    });
    await page.goto(address, { waitUntil: "load" });
  },
  // To the tab of an address.
  async turn({ address }) {
    page = await (await browser.waitForTarget((target) => target.url() === address)).page();
  },
  // The value of an expression in the page; of a promise, what it comes to.
  run: ({ script }) => page.evaluate(script),
  until: async ({ condition }) => void (await page.waitForFunction(condition)),
  click: ({ selector }) => page.locator(selector).click(),
  type: ({ selector, text }) => page.locator(selector).fill(text),
};

console.log(JSON.stringify({ value: await browser.version() }));
for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...parameters } = JSON.parse(line);
  let answer;
  try {
    answer = { value: (await commands[name](parameters)) ?? null };
  } catch (error) {
    answer = { error: `${name}: ${error.message}` };
  }
  console.log(JSON.stringify(answer));
}
await browser.close();
