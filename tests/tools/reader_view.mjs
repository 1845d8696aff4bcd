// Gives each page, an HTML file whose path is an argument, to Readability, the code of Firefox's Reader View; writes a list of
// its articles to stdout, as JSON.
import { readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";

const articles = process.argv.slice(2).map((path) => {
  const { window } = new JSDOM(readFileSync(path), { url: "https://site.invalid/", contentType: "text/html; charset=utf-8" });
  const { title, content, lang } = new Readability(window.document).parse();
  return { title, content, lang };
});
console.log(JSON.stringify(articles));
