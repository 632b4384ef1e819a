// Draws the Mermaid charts on standard input, a JSON list, in Chromium and prints the texts of each.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [executablePath] = process.argv.slice(2);
const mermaid = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.setContent("<main></main>");
await page.addScriptTag({ path: mermaid });
const texts = await page.evaluate(async (charts) => {
  window.mermaid.initialize({ startOnLoad: false });
  const drawn = [];
  for (const chart of charts) {
    const { svg } = await window.mermaid.render("chart", chart);
    document.querySelector("main").innerHTML = svg;
    const held = [...document.querySelectorAll("main text")];
    drawn.push(held.map((text) => text.textContent.trim()));
  }
  return drawn;
}, JSON.parse(readFileSync(0, "utf-8")));
await browser.close();
console.log(JSON.stringify(texts));
