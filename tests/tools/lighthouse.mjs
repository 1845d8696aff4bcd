// Lighthouse's reports for tests/tools/lighthouse.py: node lighthouse.mjs CHROMIUM SETTINGS ADDRESS..., the settings as
// JSON. Writes one report a line. All pages are asked in one browser, whose storage Lighthouse empties for each.
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const [executablePath, settings, ...addresses] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
for (const address of addresses) {
  const page = await browser.newPage();
  const { lhr } = await lighthouse(address, { logLevel: "error" }, { extends: "lighthouse:default", settings: JSON.parse(settings) }, page);
  console.log(JSON.stringify(lhr));
  await page.close();
}
await browser.close();
