// Draws the Mermaid on standard input in Chromium and prints, as JSON, its texts.
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
const texts = await page.evaluate(async (chart) => {
  window.mermaid.initialize({ startOnLoad: false });
  const { svg } = await window.mermaid.render("chart", chart);
  document.querySelector("main").innerHTML = svg;
  return [...document.querySelectorAll("main text")].map((text) => text.textContent.trim());
}, readFileSync(0, "utf-8"));
await browser.close();
console.log(JSON.stringify(texts));
